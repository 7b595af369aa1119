import { card } from "./cards.ts";
import { action, actionColors, barChart } from "./charts.ts";
import { tableVisual } from "./dataVisuals.ts";
import { column, measure } from "./fields.ts";
import { type PageParts, pageHeader, wholePage } from "./layout.ts";
import { palette, textSizes } from "./palette.ts";
import type { Box, PageVisual, ReportPage } from "./visual.ts";
import { textbox } from "./words.ts";

const group = { field: column("Rules", "Nsg") };
const rule = { field: column("Rules", "RuleName") };

/** What each rule decides, and which exported rules nothing has hit. */
export function buildRulesPage(parts: PageParts): ReportPage {
  const { rules } = parts.texts;
  return {
    ...wholePage,
    name: "rules",
    title: rules.tab,
    filters: [],
    visuals: [
      ...pageHeader(parts, rules),
      tableVisual({
        ...rules.all,
        name: "rules-by-flows",
        box: { x: 24, y: 104, width: 1232, height: 296 },
        columns: [
          group,
          rule,
          { field: column("Rules", "Kind") },
          ...["Flow count", "Allowed flows", "Denied flows", "Bytes", "First seen", "Last seen"].map((name) => ({
            field: measure(name),
          })),
        ],
        sortBy: measure("Flow count"),
      }),
      barChart({
        ...rules.byRule,
        name: "by-rule",
        box: { x: 24, y: 416, width: parts.hasExportedRules ? 608 : 824, height: 280 },
        category: rule,
        values: [{ field: measure("Flow count") }],
        series: action,
        colors: actionColors,
      }),
      ...buildNeverHit(parts),
    ],
  };
}

/** With an export: how many and which. Without: how to get one. */
function buildNeverHit(parts: PageParts): PageVisual[] {
  const { rules, captions } = parts.texts;
  if (!parts.hasExportedRules) {
    const box = { x: 864, y: 416, width: 392, height: 280 };
    return [writeNote("never-hit-words", box, [rules.neverHit.title, rules.withoutExport])];
  }
  const isNeverHit = measure("Is never hit");
  return [
    card({
      ...rules.neverHitCount,
      name: "never-hit-count",
      box: { x: 648, y: 416, width: 216, height: 88 },
      field: measure("Rules never hit"),
    }),
    writeNote("never-hit-words", { x: 880, y: 416, width: 376, height: 88 }, [undefined, rules.withExport]),
    tableVisual({
      ...rules.neverHit,
      name: "never-hit",
      box: { x: 648, y: 520, width: 608, height: 176 },
      columns: [
        group,
        rule,
        ...["Priority", "Access", "Ports"].map((name) => ({ field: column("Rules", name) })),
        // A rule without the measure is no row, whether the filter below is heeded or not.
        { field: isNeverHit, caption: captions.never },
      ],
      sortBy: isNeverHit,
      filters: [{ kind: "equals", field: isNeverHit, value: 1 }],
    }),
  ];
}

/** Words on the page itself, with a heading if they have one. */
function writeNote(name: string, box: Box, [heading, words]: readonly [string | undefined, string]): PageVisual {
  const head = { text: heading ?? "", size: textSizes.title, isBold: true, color: palette.text };
  const body = { text: words, size: textSizes.body, isBold: false, color: palette.mutedText };
  return textbox({
    name,
    box,
    altText: heading === undefined ? words : `${heading}. ${words}`,
    paragraphs: heading === undefined ? [body] : [head, body],
  });
}
