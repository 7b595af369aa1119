import { card, sentences } from "./cards.ts";
import { action, actionColors, columnChart, days } from "./charts.ts";
import { chord } from "./dataVisuals.ts";
import { column, measure } from "./fields.ts";
import { type PageParts, layRow, pageHeader, wholePage } from "./layout.ts";
import { textSizes } from "./palette.ts";
import type { PageVisual, ReportPage } from "./visual.ts";

/** The page for a stakeholder: four facts, who exchanges how much with whom, and what changed. */
export function buildSummaryPage(parts: PageParts): ReportPage {
  const { summary } = parts.texts;
  return {
    ...wholePage,
    name: "summary",
    title: summary.tab,
    filters: [],
    visuals: [
      ...pageHeader(parts, summary, {
        title: { x: 8, y: 8, width: 304, height: 88 },
        dataUntil: { x: 8, y: 104, width: 304, height: 32 },
        date: { x: 8, y: 144, width: 304, height: 96 },
      }),
      ...buildCards(parts),
      buildChord(parts),
      sentences({
        ...summary.changed,
        name: "what-changed",
        box: { x: 680, y: 216, width: 576, height: 152 },
        phone: { x: 8, y: 560, width: 304, height: 176 },
        field: measure("What changed"),
      }),
      columnChart({
        ...summary.overTime,
        name: "over-time",
        box: { x: 680, y: 384, width: 576, height: 312 },
        phone: { x: 8, y: 744, width: 304, height: 240 },
        category: days,
        values: [{ field: measure("Flow count") }],
        series: action,
        colors: actionColors,
      }),
    ],
  };
}

/** Facts in a row; the names of hosts are longer than numbers, so theirs are set smaller. */
function buildCards({ texts: { summary } }: PageParts): PageVisual[] {
  const facts = [
    { name: "traffic", texts: summary.bytes, field: measure("Bytes"), size: textSizes.number },
    { name: "denied", texts: summary.denied, field: measure("Denied %"), size: textSizes.number },
    { name: "hosts", texts: summary.hosts, field: measure("Hosts talking"), size: textSizes.number },
    { name: "top-talker", texts: summary.topTalker, field: measure("Top talker"), size: textSizes.name },
    {
      name: "top-talker-share",
      texts: summary.topTalkerShare,
      field: measure("Top talker share"),
      size: textSizes.number,
    },
  ];
  const boxes = [
    ...layRow({ x: 24, y: 104, width: 232, height: 96 }, 3),
    { x: 768, y: 104, width: 256, height: 96 },
    { x: 1040, y: 104, width: 216, height: 96 },
  ];
  const phones = [
    { x: 8, y: 248, width: 148, height: 96 },
    { x: 164, y: 248, width: 148, height: 96 },
    { x: 8, y: 352, width: 304, height: 96 },
    { x: 8, y: 456, width: 184, height: 96 },
    { x: 200, y: 456, width: 112, height: 96 },
  ];
  return facts.flatMap(({ texts, ...fact }, index) => {
    const box = boxes[index];
    const phone = phones[index];
    return box === undefined || phone === undefined ? [] : [card({ ...texts, ...fact, box, phone })];
  });
}

function buildChord({ texts: { summary }, guid }: PageParts): PageVisual {
  return chord({
    ...summary.chord,
    name: "flow-chord",
    box: { x: 24, y: 216, width: 640, height: 480 },
    phone: { x: 8, y: 992, width: 304, height: 320 },
    guid,
    tooltipPage: "pair",
    roles: {
      source: [{ field: column("Hosts", "Host") }],
      destination: [{ field: column("Traffic", "DestIp") }],
      rule: [{ field: column("Rules", "RuleName") }],
      action: [{ field: action }],
      value: [{ field: measure("Bytes") }],
      flows: [{ field: measure("Flow count") }],
    },
  });
}
