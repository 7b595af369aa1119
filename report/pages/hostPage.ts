import { card } from "./cards.ts";
import { action, columnChart } from "./charts.ts";
import { backButton } from "./controls.ts";
import { chord, tableVisual } from "./dataVisuals.ts";
import { column, measure } from "./fields.ts";
import { type PageParts, layRow, wholePage } from "./layout.ts";
import { palette, textSizes } from "./palette.ts";
import type { PageVisual, ReportPage } from "./visual.ts";
import { textbox } from "./words.ts";

const host = column("Hosts", "Host");
const destination = column("Traffic", "DestIp");
const flows = measure("Flow count");
const denied = measure("Denied flows");

/**
 * One host, reached by drill-through. Hosts filter flows by their source: what is shown by columns of the flows is what
 * the host sends. Only the measures made for this page count both directions. The page says which is which.
 */
export function buildHostPage(parts: PageParts): ReportPage {
  const { host: texts } = parts.texts;
  return {
    ...wholePage,
    name: "host",
    title: texts.tab,
    use: { kind: "drillThrough", field: host },
    filters: [],
    visuals: [
      ...buildHeader(parts),
      ...buildCards(parts),
      buildChord(parts),
      columnChart({
        ...texts.overTime,
        name: "over-time",
        box: { x: 600, y: 208, width: 656, height: 208 },
        // Hours of the flows themselves would be those in which the host sends; these are all.
        category: [
          { field: column("Date", "Date"), isDrillLevel: false },
          { field: column("Time of day", "Hour"), isDrillLevel: true },
        ],
        values: [{ field: measure("Host flow count") }, { field: measure("Host denied flows") }],
        colors: { "Host flow count": palette.otherAction, "Host denied flows": palette.deny },
      }),
      tableVisual({
        ...texts.destinations,
        name: "destinations",
        box: { x: 600, y: 432, width: 320, height: 264 },
        columns: [destination, flows, denied, measure("Bytes")].map((field) => ({ field })),
        sortBy: flows,
      }),
      tableVisual({
        ...texts.ports,
        name: "ports",
        box: { x: 936, y: 432, width: 320, height: 264 },
        columns: [column("Traffic", "DestPort"), column("Traffic", "Protocol"), flows, denied].map((field) => ({
          field,
        })),
        sortBy: flows,
      }),
    ],
  };
}

/** The way back, what the page is, and which host it is about. */
function buildHeader({ texts: { host: texts } }: PageParts): PageVisual[] {
  return [
    backButton({
      name: "back",
      box: { x: 24, y: 24, width: 40, height: 40 },
      altText: texts.back,
      tooltip: texts.back,
    }),
    textbox({
      name: "title",
      box: { x: 72, y: 16, width: 512, height: 72 },
      altText: `${texts.title}. ${texts.subtitle}`,
      paragraphs: [
        { text: texts.title, size: textSizes.pageTitle, isBold: true, color: palette.text },
        { text: texts.subtitle, size: textSizes.small, isBold: false, color: palette.mutedText },
      ],
    }),
    tableVisual({
      name: "which-host",
      title: undefined,
      altText: texts.name.altText,
      box: { x: 600, y: 8, width: 656, height: 88 },
      columns: ["Host", "Network", "Scope"].map((name) => ({ field: column("Hosts", name) })),
      sortBy: host,
      textSize: textSizes.name,
    }),
  ];
}

function buildCards({ texts: { host: texts } }: PageParts): PageVisual[] {
  const facts = [
    { name: "traffic", texts: texts.bytes, field: measure("Host bytes") },
    { name: "flows", texts: texts.flows, field: measure("Host flow count") },
    { name: "denied", texts: texts.denied, field: measure("Host denied flows") },
    { name: "peers", texts: texts.peers, field: measure("Peers") },
  ];
  const boxes = layRow({ x: 24, y: 104, width: 296, height: 88 }, facts.length);
  return facts.flatMap(({ texts: words, ...fact }, index) => {
    const box = boxes[index];
    return box === undefined ? [] : [card({ ...words, ...fact, box })];
  });
}

function buildChord({ texts: { host: texts }, guid }: PageParts): PageVisual {
  return chord({
    ...texts.chord,
    name: "flow-chord",
    box: { x: 24, y: 208, width: 560, height: 488 },
    guid,
    tooltipPage: "pair",
    roles: {
      source: [{ field: host }],
      destination: [{ field: destination }],
      rule: [{ field: column("Rules", "RuleName") }],
      action: [{ field: action }],
      value: [{ field: flows }],
      tooltips: [{ field: measure("Bytes") }],
    },
  });
}
