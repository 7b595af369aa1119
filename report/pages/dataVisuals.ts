import type { Field, Projection } from "./fields.ts";
import { writeBoolean, writeNumber, writeText } from "./literals.ts";
import type { PageVisual, Placed, Titled } from "./visual.ts";

/** A table, sorted by one of its fields, the largest first. */
export function tableVisual(
  options: Placed & {
    title: string | undefined;
    columns: readonly Projection[];
    sortBy: Field;
    /** Of values, where they are larger than the theme's. */
    textSize?: number;
  } & Pick<PageVisual, "filters">,
): PageVisual {
  const { columns, sortBy, textSize, ...placed } = options;
  const values = textSize === undefined ? {} : { values: [{ properties: { fontSize: writeNumber(textSize) } }] };
  return {
    ...placed,
    type: "tableEx",
    hasPanel: true,
    roles: { Values: columns },
    sort: { fields: [sortBy], direction: "Descending" },
    formatting: { total: [{ properties: { totals: writeBoolean(false) } }], ...values },
  };
}

/** The flow chord: the packaged visual, by its guid; its tooltip is a page of the report, or without one its own. */
export function chord(
  options: Titled & { guid: string; roles: PageVisual["roles"]; tooltipPage?: string },
): PageVisual {
  const { guid, tooltipPage, ...rest } = options;
  const placed = { ...rest, type: guid, hasPanel: true, formatting: {} };
  if (tooltipPage === undefined) return placed;
  const tooltip = { show: writeBoolean(true), type: writeText("Canvas"), section: writeText(tooltipPage) };
  return { ...placed, frame: { visualTooltip: [{ properties: tooltip }] } };
}
