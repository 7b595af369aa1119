import { action } from "./charts.ts";
import { tableVisual } from "./dataVisuals.ts";
import { column, measure } from "./fields.ts";
import type { PageParts } from "./layout.ts";
import type { ReportPage } from "./visual.ts";

const flows = measure("Flow count");
const denied = measure("Denied flows");

/** What the flow chord shows when it is pointed at. Tables, not cards: a mark may stand for many pairs. */
export function buildPairPage({ texts: { pair, captions } }: PageParts): ReportPage {
  return {
    name: "pair",
    title: pair.tab,
    width: 480,
    height: 320,
    use: { kind: "tooltip" },
    filters: [],
    visuals: [
      tableVisual({
        ...pair.ends,
        name: "ends",
        box: { x: 8, y: 8, width: 464, height: 136 },
        columns: [
          { field: column("Hosts", "Host"), caption: captions.source },
          { field: column("Traffic", "DestIp"), caption: captions.destination },
          ...[flows, denied, measure("Bytes")].map((field) => ({ field })),
        ],
        sortBy: flows,
      }),
      tableVisual({
        ...pair.ports,
        name: "ports",
        box: { x: 8, y: 152, width: 464, height: 160 },
        columns: [
          column("Traffic", "DestPort"),
          column("Traffic", "Protocol"),
          column("Rules", "RuleName"),
          action,
          flows,
        ].map((field) => ({ field })),
        sortBy: flows,
      }),
    ],
  };
}
