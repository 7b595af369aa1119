import { card } from "./cards.ts";
import { action } from "./charts.ts";
import { slicer } from "./controls.ts";
import { chord } from "./dataVisuals.ts";
import { column, measure } from "./fields.ts";
import { type PageParts, pageHeader, wholePage } from "./layout.ts";
import type { PageVisual, ReportPage } from "./visual.ts";

const flows = measure("Flow count");

/** The flow chord large, with a choice of all that divides flows. It measures flows, so that denied ones are drawn. */
export function buildWhoTalksPage(parts: PageParts): ReportPage {
  const { whoTalks } = parts.texts;
  return {
    ...wholePage,
    name: "who-talks-to-whom",
    title: whoTalks.tab,
    filters: [],
    visuals: [
      ...pageHeader(parts, whoTalks),
      card({
        ...whoTalks.shown,
        name: "flows-shown",
        box: { x: 24, y: 104, width: 216, height: 104 },
        field: flows,
      }),
      ...buildSlicers(parts),
      chord({
        ...whoTalks.chord,
        name: "flow-chord",
        box: { x: 256, y: 104, width: 1000, height: 592 },
        guid: parts.guid,
        tooltipPage: "pair",
        roles: {
          source: [{ field: column("Hosts", "Host") }],
          destination: [{ field: column("Traffic", "DestIp") }],
          rule: [{ field: column("Rules", "RuleName") }],
          action: [{ field: action }],
          value: [{ field: flows }],
          tooltips: [{ field: measure("Bytes") }],
        },
      }),
    ],
  };
}

/** One below the other at the left, below the number that they change. */
function buildSlicers({ texts: { slicers } }: PageParts): PageVisual[] {
  const choices = [
    { name: "hour", texts: slicers.hour, field: column("Time of day", "Hour") },
    { name: "action", texts: slicers.action, field: action },
    { name: "rule", texts: slicers.rule, field: column("Rules", "RuleName") },
    { name: "direction", texts: slicers.direction, field: column("Traffic", "Direction") },
    { name: "port", texts: slicers.port, field: column("Traffic", "DestPort") },
    { name: "group", texts: slicers.group, field: column("Rules", "Nsg") },
  ];
  return choices.map(({ texts, ...choice }, index) =>
    slicer({ ...texts, ...choice, box: { x: 24, y: 224 + index * 80, width: 216, height: 72 }, mode: "Dropdown" }),
  );
}
