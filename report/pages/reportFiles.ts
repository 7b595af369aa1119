import { hashUuid } from "../model/hashUuid.ts";
import type { ReportFile, ReportSettings } from "../settings.ts";
import { buildPages } from "./buildPages.ts";
import { writeBoolean } from "./literals.ts";
import type { PackagedFiles } from "./packagedFiles.ts";
import { schemas } from "./schemas.ts";
import { buildTheme, themeFile } from "./theme.ts";
import type { ReportPage } from "./visual.ts";
import { writeJson } from "./writeJson.ts";
import { writePage } from "./writePage.ts";

const displayName = "Flow Chord";
const folder = `${displayName}.Report`;
const definition = `${folder}/definition`;

/** The report and the file that opens the project. The same settings and the same package give the same bytes. */
export function reportFiles(settings: ReportSettings, visual: PackagedFiles): ReportFile[] {
  const pages = buildPages(settings, visual.guid);
  return [
    ...buildProjectFiles(),
    writeJson(`${definition}/version.json`, { $schema: schemas.version, version: "2.0.0" }),
    writeJson(`${definition}/report.json`, buildReport(visual.guid)),
    writeJson(`${definition}/pages/pages.json`, buildPageOrder(pages)),
    ...pages.flatMap((page) => writePage(page, `${definition}/pages`)),
    writeJson(`${folder}/StaticResources/RegisteredResources/${themeFile}`, buildTheme()),
    { path: `${folder}/CustomVisuals/${visual.guid}/package.json`, content: visual.packageJson },
    { path: `${folder}/CustomVisuals/${visual.guid}/resources/${nameResource(visual.guid)}`, content: visual.resource },
  ];
}

function buildProjectFiles(): ReportFile[] {
  return [
    writeJson(`${displayName}.pbip`, {
      $schema: schemas.shortcut,
      version: "1.0",
      artifacts: [{ report: { path: folder } }],
      settings: { enableAutoRecovery: true },
    }),
    writeJson(`${folder}/.platform`, {
      $schema: schemas.platform,
      metadata: { type: "Report", displayName },
      config: { version: "2.0", logicalId: hashUuid("platform", folder) },
    }),
    writeJson(`${folder}/definition.pbir`, {
      $schema: schemas.properties,
      version: "4.0",
      datasetReference: { byPath: { path: `../${displayName}.SemanticModel` } },
    }),
  ];
}

/** The theme and the packaged visual as resources; the pane of filters starts closed. */
function buildReport(guid: string): object {
  const resource = nameResource(guid);
  return {
    $schema: schemas.report,
    themeCollection: {
      customTheme: { name: themeFile, reportVersionAtImport: "5.61", type: "RegisteredResources" },
    },
    objects: { outspacePane: [{ properties: { expanded: writeBoolean(false), visible: writeBoolean(true) } }] },
    resourcePackages: [
      {
        name: "RegisteredResources",
        type: "RegisteredResources",
        items: [{ name: themeFile, path: themeFile, type: "CustomTheme" }],
      },
      { name: guid, type: "CustomVisual", items: [{ name: resource, path: resource, type: "CustomVisualMetadata" }] },
    ],
    settings: {
      useStylableVisualContainerHeader: true,
      exportDataMode: "AllowSummarized",
      defaultDrillFilterOtherVisuals: true,
      allowChangeFilterTypes: true,
      useEnhancedTooltips: true,
    },
  };
}

function buildPageOrder(pages: readonly ReportPage[]): object {
  const [first] = pages;
  return { $schema: schemas.pages, pageOrder: pages.map(({ name }) => name), activePageName: first?.name };
}

function nameResource(guid: string): string {
  return `${guid}.pbiviz.json`;
}
