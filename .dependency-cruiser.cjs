const path = require("node:path");

/** Who may import whom: the table in ARCHITECTURE.md. */

/** One row of the table: files below `from` import only what matches one of `to`. */
function only(name, from, to, comment) {
  return { name, comment, severity: "error", from: { path: from }, to: { pathNot: to } };
}

const d3 = "^node_modules/d3[^/]*/";
const hostTypes = "^node_modules/powerbi-visuals-";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "visual-and-prep-apart",
      comment: "two programs: they share the table, not code",
      severity: "error",
      from: { path: "^(src|prep)/" },
      to: { path: "^(src|prep)/", pathNot: "^$1/" },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    only("model-is-pure", "^src/model/", ["^src/model/"], "no host, no DOM, no d3"),
    only("layout-draws-nothing", "^src/layout/", ["^src/(layout|model)/", d3], "numbers in, numbers out"),
    only("render-knows-no-host", "^src/render/", ["^src/(render|layout|model)/", d3], "no host services"),
    only("dataview-reads-the-host", "^src/dataview/", ["^src/(dataview|model|text)/", hostTypes], "no d3"),
    only("settings-are-a-model", "^src/settings/", ["^src/(settings|model)/", hostTypes], "no d3"),
    only(
      "text-knows-no-pixels",
      "^src/text/",
      ["^src/(text|model)/", "^src/layout/types", hostTypes],
      "facts to words",
    ),
    only(
      "assist-is-words",
      "^src/assist/",
      ["^src/(assist|text|layout|model)/", d3],
      "words for those who do not see it",
    ),
    only("interact-draws-nothing", "^src/interact/", ["^src/(interact|layout|model)/", hostTypes, d3], "host services"),
    only(
      "on-object-draws-nothing",
      "^src/onObject/",
      ["^src/onObject/", hostTypes],
      "parts of the visual for the host",
    ),
    only("scan-has-no-io", "^prep/scan/", ["^prep/(scan|errors)", "^(node:)?net$"], "bytes in, records out"),
    only("plan-has-no-io", "^prep/plan/", ["^prep/plan/", "^prep/source/(source|blobPath)"], "listing in, plan out"),
    only(
      "kernel-knows-no-run",
      "^prep/kernel/",
      [
        "^prep/(kernel|columns)/",
        "^prep/scan/(splitter|flowTuple)",
        "^prep/plan/timeRange",
        "^(node:)?(buffer|fs|net|path)$",
      ],
      "bytes of records in, columns out",
    ),
    {
      name: "doctor-reads-only",
      comment: "a listing and a little of the newest blobs in, findings out",
      severity: "error",
      from: { path: "^prep/doctor/" },
      to: {
        path: "^prep/",
        pathNot:
          "^prep/(doctor|azure|source|scan|plan|settings)/|^prep/(commandContext|errors|options|summary)|^prep/run/runContext",
      },
    },
    only("columns-know-no-io", "^prep/columns/", ["^prep/(columns|scan)/"], "rows in, columns out"),
    {
      name: "sinks-know-no-source",
      severity: "error",
      from: { path: "^prep/sink/" },
      to: { path: "^prep/(source|scan|plan|flatten|checkpoint|run)/" },
    },
    only(
      "model-of-the-report",
      "^report/model/",
      ["^report/(model/|settings)", "^prep/columns/schema", "^package\\.json$", "^(node:)?crypto$"],
      "settings in, files of the semantic model out",
    ),
    only(
      "pages-of-the-report",
      "^report/pages/",
      ["^report/(pages/|settings|model/hashUuid)", "^node_modules/fflate/"],
      "settings and the packaged visual in, files of the report out",
    ),
    only(
      "data-of-the-page-draw-nothing",
      "^preview/page/data/",
      ["^preview/page/data/", "^preview/payload", "^src/model/address", hostTypes],
      "the cube and what is chosen in, data views out",
    ),
    only(
      "traffic-knows-tables-only",
      "^prep/traffic/",
      ["^prep/(traffic|columns|kernel|sink)/", "^prep/destination/destination"],
      "rows in, hourly totals out",
    ),
    {
      name: "readers-know-no-run",
      comment: "jobs in, encoded pieces out",
      severity: "error",
      from: { path: "^prep/read/" },
      to: { path: "^prep/(run|checkpoint|destination|verify)/" },
    },
    {
      name: "flatten-writes-nothing",
      comment: "one blob in, rows and counts out",
      severity: "error",
      from: { path: "^prep/flatten/" },
      to: { path: "^prep/", pathNot: "^prep/(flatten|scan|columns|plan/timeRange|source/source|sink/rejects)" },
    },
    {
      name: "destinations-know-no-rows",
      comment: "files in, files in their place",
      severity: "error",
      from: { path: "^prep/destination/" },
      to: { path: "^prep/", pathNot: "^prep/(destination|azure|errors)" },
    },
    {
      name: "checkpoint-knows-no-run",
      severity: "error",
      from: { path: "^prep/checkpoint/" },
      to: { path: "^prep/(run|verify|sink)/" },
    },
    {
      name: "refresh-knows-no-rows",
      comment: "days in, requests to Power BI out",
      severity: "error",
      from: { path: "^prep/refresh/" },
      to: { path: "^prep/", pathNot: "^prep/(refresh|azure|errors|destination/destination)" },
    },
    {
      name: "work-knows-no-command",
      comment: "what one run does stands apart from how it is asked for",
      severity: "error",
      from: {
        path: "^prep/(azure|checkpoint|columns|destination|flatten|kernel|plan|read|run|scan|sink|source|traffic)/",
      },
      to: { path: "^prep/(service|settings|commandContext|program|completion)" },
    },
    {
      name: "azure-at-the-edges",
      severity: "error",
      from: { path: "^(src|prep)/", pathNot: "^prep/(azure|source|destination|refresh)/" },
      to: { path: "^node_modules/@azure/" },
    },
  ],
  options: {
    doNotFollow: { path: "^node_modules/" },
    exclude: { path: "^(out|dist|coverage|\\.tmp)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: path.join(__dirname, "prep", "tsconfig.json") },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
