import { card } from "./cards.ts";
import { action, columnChart } from "./charts.ts";
import { backButton, slicer } from "./controls.ts";
import { chord, tableVisual } from "./dataVisuals.ts";
import { type Projection, column, measure } from "./fields.ts";
import { type PageParts, dateChoice, layRow, wholePage } from "./layout.ts";
import { palette, textSizes } from "./palette.ts";
import type { PageVisual, ReportPage } from "./visual.ts";
import { textbox } from "./words.ts";

const host = column("Hosts", "Host");
const peer = column("Peers", "Peer");
const flows = measure("Host flow count");
const denied = measure("Host denied flows");
const bytes = measure("Host bytes");

/**
 * One host, reached by drill-through, with everything in both directions. Hosts filter flows by their source, and with
 * them all columns of the flows: so the page counts by measures of its own, and only by tables that Hosts does not narrow.
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
        values: [{ field: flows }, { field: denied }],
        colors: { [flows.name]: palette.otherAction, [denied.name]: palette.deny },
      }),
      tableVisual({
        ...texts.byPeer,
        name: "by-peer",
        box: { x: 600, y: 432, width: 320, height: 264 },
        columns: [{ field: peer }, ...listCounted(parts)],
        sortBy: flows,
      }),
      tableVisual({
        ...texts.byPort,
        name: "by-port",
        box: { x: 936, y: 432, width: 320, height: 264 },
        columns: [{ field: column("Ports", "Port") }, ...listCounted(parts)],
        sortBy: flows,
      }),
    ],
  };
}

/** What a table counts of each row; that it is of the host needs no saying on its page. */
function listCounted({ texts: { captions } }: PageParts): Projection[] {
  return [
    { field: flows, caption: captions.flows },
    { field: denied, caption: captions.denied },
    { field: bytes, caption: captions.bytes },
  ];
}

/** The way back, what the page is, and which host it is about. */
function buildHeader({ texts: all }: PageParts): PageVisual[] {
  const { host: texts } = all;
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
      box: { x: 600, y: 8, width: 320, height: 88 },
      columns: ["Host", "Network", "Scope"].map((name) => ({ field: column("Hosts", name) })),
      sortBy: host,
      textSize: textSizes.small,
    }),
    slicer(dateChoice(all)),
  ];
}

function buildCards({ texts: { host: texts } }: PageParts): PageVisual[] {
  const facts = [
    { name: "traffic", texts: texts.bytes, field: bytes },
    { name: "flows", texts: texts.flows, field: flows },
    { name: "denied", texts: texts.denied, field: denied },
    { name: "peers", texts: texts.peers, field: measure("Peers") },
  ];
  const boxes = layRow({ x: 24, y: 104, width: 296, height: 88 }, facts.length);
  return facts.flatMap(({ texts: words, ...fact }, index) => {
    const box = boxes[index];
    return box === undefined ? [] : [card({ ...words, ...fact, box })];
  });
}

/** Its own tooltip: the page of a pair knows hosts and destinations, but no peers. */
function buildChord({ texts: { host: texts }, guid }: PageParts): PageVisual {
  return chord({
    ...texts.chord,
    name: "flow-chord",
    box: { x: 24, y: 208, width: 560, height: 488 },
    guid,
    roles: {
      source: [{ field: host }],
      destination: [{ field: peer }],
      rule: [{ field: column("Rules", "RuleName") }],
      action: [{ field: action }],
      value: [{ field: flows }],
      tooltips: [{ field: bytes }],
    },
  });
}
