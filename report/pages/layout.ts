import { line } from "./cards.ts";
import { slicer } from "./controls.ts";
import { column, measure } from "./fields.ts";
import type { ReportTexts } from "./reportTexts.ts";
import type { Box, PageVisual, ReportPage } from "./visual.ts";
import { pageTitle } from "./words.ts";

/** What all pages of the report need. */
export interface PageParts {
  readonly texts: ReportTexts;
  /** The guid of the packaged visual. */
  readonly guid: string;
  /** Whether an export of the rules was given. */
  readonly hasExportedRules: boolean;
}

/** A page that readers find by its tab: 16:9, everything on a grid of 8 px. */
export const wholePage = { width: 1280, height: 720, use: { kind: "page" } } as const satisfies Partial<ReportPage>;

/** Places in a phone layout, whose canvas is 320 px wide. */
export interface HeaderPhones {
  readonly title: Box;
  readonly dataUntil: Box;
  readonly date: Box;
}

/** The top of a page: its title, until when there are data, and the range of days, which all pages share. */
export function pageHeader(
  { texts }: PageParts,
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
  phones?: HeaderPhones,
): PageVisual[] {
  const heading = { title, subtitle, box: { x: 24, y: 16, width: 640, height: 72 } };
  const until = {
    name: "data-until",
    box: { x: 664, y: 56, width: 256, height: 32 },
    field: measure("Data until"),
    altText: texts.dataUntilAltText,
  };
  const date = dateChoice(texts);
  if (phones === undefined) return [pageTitle(heading), line(until), slicer(date)];
  return [
    pageTitle({ ...heading, phone: phones.title }),
    line({ ...until, phone: phones.dataUntil }),
    slicer({ ...date, phone: phones.date }),
  ];
}

/** The choice of dates at the top right, which holds on every page that has it. */
export function dateChoice(texts: ReportTexts) {
  return {
    ...texts.slicers.date,
    name: "date",
    box: { x: 936, y: 8, width: 320, height: 88 },
    field: column("Date", "Date"),
    mode: "Between",
    syncGroup: "date",
  } as const;
}

/** Boxes of one size beside each other, 16 px apart. */
export function layRow(first: Box, count: number): Box[] {
  return Array.from({ length: count }, (_, index) => ({ ...first, x: first.x + index * (first.width + 16) }));
}
