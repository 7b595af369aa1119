import { card } from "./cards.ts";
import { action, barChart, columnChart, days } from "./charts.ts";
import { type Field, column, measure } from "./fields.ts";
import { type PageParts, layRow, pageHeader, wholePage } from "./layout.ts";
import { palette, textSizes } from "./palette.ts";
import type { PageVisual, ReportPage } from "./visual.ts";

const deniedFlows = measure("Denied flows");
const colors = { [deniedFlows.name]: palette.deny };

/** Denied flows only: when, by which rule, from whom, to which port. */
export function buildDeniedPage(parts: PageParts): ReportPage {
  const { denied } = parts.texts;
  return {
    ...wholePage,
    name: "denied",
    title: denied.tab,
    filters: [{ kind: "oneOf", field: action, values: ["Deny"] }],
    visuals: [
      ...pageHeader(parts, denied),
      ...buildCards(parts),
      columnChart({
        ...denied.overTime,
        name: "over-time",
        box: { x: 24, y: 208, width: 608, height: 240 },
        category: days,
        values: [{ field: deniedFlows }],
        colors,
      }),
      barChart({
        ...denied.byRule,
        name: "by-rule",
        box: { x: 648, y: 208, width: 608, height: 240 },
        category: { field: column("Rules", "RuleName") },
        values: [{ field: deniedFlows }],
        colors,
      }),
      barChart({
        ...denied.bySource,
        name: "by-sender",
        box: { x: 24, y: 464, width: 608, height: 232 },
        category: { field: column("Hosts", "Host") },
        values: [{ field: deniedFlows }],
        colors,
      }),
      barChart({
        ...denied.byPort,
        name: "by-port",
        box: { x: 648, y: 464, width: 608, height: 232 },
        category: { field: column("Traffic", "DestPort") },
        values: [{ field: deniedFlows }],
        colors,
      }),
    ],
  };
}

function buildCards({ texts: { denied } }: PageParts): PageVisual[] {
  const facts: readonly { name: string; texts: typeof denied.flows; field: Field; size: number }[] = [
    { name: "denied-flows", texts: denied.flows, field: deniedFlows, size: textSizes.number },
    { name: "hosts", texts: denied.hosts, field: measure("Hosts talking"), size: textSizes.number },
    { name: "last", texts: denied.last, field: measure("Last seen"), size: textSizes.name },
  ];
  const boxes = layRow({ x: 24, y: 104, width: 400, height: 88 }, facts.length);
  return facts.flatMap(({ texts, ...fact }, index) => {
    const box = boxes[index];
    return box === undefined ? [] : [card({ ...texts, ...fact, box })];
  });
}
