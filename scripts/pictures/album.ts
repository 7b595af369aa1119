import type { NumberedMark, StagedMark, StagedVisual } from "../../preview/picturePayload.ts";
import { buildDataView, type Fields } from "./dataView.ts";
import { buildEstate, type Flow } from "./estate.ts";

/** A picture of one visual or several side by side, and what is done in it before it is taken. */
export interface Picture {
  readonly name: string;
  readonly staged: readonly StagedVisual[];
  readonly clicked?: StagedMark;
  readonly hovered?: StagedMark;
  readonly numbered?: readonly NumberedMark[];
}

const all = { hasRule: true, hasAction: true, value: "Flow count" } as const satisfies Fields;
const fieldColors = { colors: { colorBy: "field" } };
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
    staged: [stage("", small, { ...all, objects: { layout: { hostCount: 9 } } }, wide)],
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
  { name: "others", staged: [stage("", large, { ...all, objects: { layout: { hostCount: 12 } } }, wide)] },
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
      return stage(caption, small, { ...all, objects: { ...noWords, layout: { widthScale } } }, third);
    }),
  },
  {
    name: "matrix",
    staged: [stage("", large, { ...all, objects: { layout: { view: "matrix", order: "address" } } }, { height: 500 })],
  },
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
];

function colorUdp({ protocol }: Flow): string {
  return protocol === "UDP" ? "#3C9A6B" : "";
}

function stage(
  caption: string,
  flows: readonly Flow[],
  fields: Fields,
  more: Partial<StagedVisual> = {},
): StagedVisual {
  return { caption, width: 640, height: 420, theme: "light", dataView: buildDataView(flows, fields), ...more };
}

/** A mark of the only visual of a picture. */
function mark(selector: string): StagedMark {
  return { visual: 0, selector };
}

/** The state in which a group is open, as a report keeps it. */
function open(group: string): { readonly expanded: string } {
  return { expanded: JSON.stringify([`${group}\u0000`]) };
}
