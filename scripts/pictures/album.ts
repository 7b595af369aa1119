import type { Fields } from "./dataView.ts";
import { buildEstate, type Flow } from "./estate.ts";
import { mark, open, stage, type Picture } from "./stage.ts";

const all = { hasRule: true, hasAction: true, value: "Flow count" } as const satisfies Fields;
const fieldColors = { colors: { colorBy: "field" } };
const teal = { solid: { color: "#0B6A53" } };
const apart = { gap: 400, opacity: 50, showHeads: false };
const fonts = {
  labels: { fontFamily: "serif", fontSize: 11, italic: true, color: teal },
  legend: { bold: true, fontSize: 11 },
  summary: { underline: true, color: teal },
};
const wrapped = { overflow: "wrap", orientation: "horizontal", fontSize: 13 };
const noWords = { legend: { show: false }, summary: { show: false }, labels: { show: false } };
const small = buildEstate({ spokes: 1, customers: 2, web: 2, app: 1 });
const middle = buildEstate({ spokes: 2, customers: 3, web: 2, app: 1 });
const large = buildEstate({ spokes: 6, customers: 24, web: 3, app: 2 });

const wide = { width: 814, height: 500 };
const half = { width: 401, height: 330 };
const roomyHalf = { width: 520, height: 400 };
const third = { width: 263, height: 263 };

/** The pictures of docs/visual.md, in its order. */
export const album: readonly Picture[] = [
  {
    name: "anatomy",
    staged: [stage("", small, { ...all, objects: { grouping: { hostCount: 9 } } }, wide)],
    numbered: [
      mark('.arc[aria-label^="10.1.1.4 "] .outgoing'),
      { ...mark('.arc[aria-label^="10.1.1.4 "] .incoming'), at: [0.3, 0.75] },
      mark('.part[aria-label^="198.51.100.22 sends 310 "]'),
      { ...mark('.part[aria-label*="UserRule_deny-rdp"]'), at: [0.08, 0.08] },
      { ...mark('.arc[aria-label^="192.0.2.66 "] .mix'), at: [0.75, -0.1] },
      { ...mark('.arc[aria-label^="Others "]'), at: [-0.42, -0.25] },
      { ...mark(".lines text"), at: [1.02, 0.5] },
    ],
  },
  {
    name: "selection",
    staged: [stage("", small, all)],
    clicked: mark('.arc[aria-label^="10.1.2.4 "]'),
  },
  {
    name: "search",
    staged: [stage("", small, all)],
    clicked: mark(".search .opener"),
    typed: "198.51.100.0/24",
  },
  {
    name: "hidden",
    staged: [
      stage("All flows", small, all, half),
      stage("Allow is hidden", small, { ...all, objects: { state: { hidden: '{"actions":["Allow"]}' } } }, half),
    ],
  },
  { name: "source-destination", staged: [stage("", small, {})] },
  {
    name: "levels",
    staged: [
      stage("Closed: one arc for each network", middle, { ...all, hosts: "levels" }, roomyHalf),
      stage("vnet-shop is open", middle, { ...all, hosts: "levels", objects: { state: open("vnet-shop") } }, roomyHalf),
    ],
  },
  {
    name: "rule",
    staged: [stage("", middle, { ...all, objects: { colors: { colorBy: "rule" }, legend: { position: "right" } } })],
  },
  {
    name: "action",
    staged: [
      stage("Without Action", small, { value: "Flow count" }, half),
      stage("With Action", small, { value: "Flow count", hasAction: true }, half),
    ],
  },
  {
    name: "value",
    staged: [
      stage("Value: Flow count", small, all, half),
      stage("Value: Bytes", small, { ...all, value: "Bytes" }, half),
    ],
  },
  { name: "flows", staged: [stage("", small, { ...all, value: "Bytes", flows: "Flow count" })] },
  { name: "small-multiples", staged: [stage("", small, { ...all, byProtocol: true }, wide)] },
  {
    name: "by-rule",
    staged: [stage("", small, { ...all, objects: { multiples: { by: "rule" } } }, wide)],
  },
  {
    name: "columns",
    staged: [
      stage("", small, {
        ...all,
        objects: { multiples: { by: "rule", columns: 2, fontSize: 12, color: teal } },
      }),
    ],
  },
  {
    name: "titles",
    staged: [stage("", small, { ...all, objects: { multiples: { by: "action", showTitles: false } } }, half)],
  },
  {
    name: "tooltips",
    staged: [stage("", small, { ...all, tooltips: ["Bytes", "Packets"] })],
    hovered: mark('.part[aria-label^="10.1.1.4 sends 480 "]'),
  },
  {
    name: "prefixes",
    staged: [
      stage("", large, {
        ...all,
        objects: { grouping: { by: "prefix", ipv4Length: 16 }, state: open("10.1.0.0/16") },
      }),
    ],
  },
  { name: "others", staged: [stage("", large, { ...all, objects: { grouping: { hostCount: 12 } } }, wide)] },
  {
    name: "coverage",
    staged: [
      stage("Coverage: 60 %", large, { ...all, objects: { grouping: { limitBy: "coverage", coverage: 60 } } }, half),
      stage(
        "12 hosts, without Others",
        large,
        { ...all, objects: { grouping: { hostCount: 12, showOthers: false } } },
        half,
      ),
    ],
  },
  {
    name: "order",
    staged: [
      stage("By amount", middle, all, half),
      stage("Fewest crossings", middle, { ...all, objects: { layout: { order: "crossings" } } }, half),
    ],
  },
  {
    name: "widths",
    staged: (["linear", "sqrt", "log"] as const).map((widthScale, index) => {
      const caption = ["By amount", "By square root", "By logarithm"][index] ?? "";
      return stage(caption, small, { ...all, objects: { ...noWords, ribbons: { widthScale } } }, third);
    }),
  },
  {
    name: "breakdown",
    staged: (["rules", "actions", "none"] as const).map((by, index) => {
      const caption = ["Action and rule", "Action", "None"][index] ?? "";
      const objects = { ...noWords, colors: { colorBy: "rule" }, breakdown: { by } };
      return stage(caption, middle, { ...all, hosts: "levels", objects }, third);
    }),
  },
  {
    name: "spacing",
    staged: [
      stage("Space between hosts: 0", large, { ...all, objects: { layout: { padding: 0 } } }, half),
      stage("Space between hosts: 40", large, { ...all, objects: { layout: { padding: 40 } } }, half),
    ],
  },
  {
    name: "arcs",
    staged: [
      stage(
        "Thickness 200, a color of their own",
        small,
        { ...all, objects: { arcs: { thickness: 200, color: teal } } },
        half,
      ),
      stage(
        "No outer ring, no shading",
        small,
        { ...all, objects: { arcs: { showMix: false, showDirection: false } } },
        half,
      ),
    ],
  },
  {
    name: "ribbons",
    staged: [
      stage("Space 400, opacity 50, no arrowheads", small, { ...all, objects: { ribbons: apart } }, half),
      stage("No hatch", small, { ...all, objects: { ribbons: { hatch: "never" } } }, half),
    ],
  },
  {
    name: "matrix",
    staged: [stage("", large, { ...all, objects: { layout: { view: "matrix", order: "address" } } }, { height: 500 })],
  },
  { name: "buttons", staged: [stage("", small, all)], hovered: mark(".lines text") },
  {
    name: "colors",
    staged: [
      stage("Color by source", middle, { ...all, objects: { colors: { colorBy: "source" } } }, half),
      stage("Conditional formatting: UDP is green", middle, { ...all, colorOf: colorUdp, objects: fieldColors }, half),
    ],
  },
  {
    name: "themes",
    staged: [
      stage("Dark", small, all, { ...half, theme: "dark" }),
      stage("High contrast", small, all, { ...half, theme: "contrastBlack" }),
    ],
  },
  {
    name: "labels",
    staged: [
      stage("Radial", small, { ...all, objects: { labels: { orientation: "radial" } } }, half),
      stage("Horizontal, with amounts", small, { ...all, objects: { labels: { showValues: true } } }, half),
    ],
  },
  {
    name: "names",
    staged: [
      stage(
        "Long names: wrap",
        middle,
        { ...all, hosts: "levels", objects: { labels: wrapped, state: open("vnet-hub") } },
        half,
      ),
      stage(
        "Amounts, in binary bytes",
        small,
        { ...all, value: "Bytes", objects: { labels: { showValues: true, units: "binaryBytes" } } },
        half,
      ),
    ],
  },
  { name: "fonts", staged: [stage("", small, { ...all, objects: fonts })] },
  {
    name: "legend",
    staged: [
      stage(
        "Left, with a title",
        small,
        { ...all, objects: { legend: { position: "left", title: "Decision" } } },
        half,
      ),
      stage(
        "Bottom, larger",
        small,
        { ...all, objects: { legend: { position: "bottom", fontSize: 12, color: teal } } },
        half,
      ),
    ],
  },
];

function colorUdp({ protocol }: Flow): string {
  return protocol === "UDP" ? "#3C9A6B" : "";
}
