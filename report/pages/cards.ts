import type { Field } from "./fields.ts";
import { writeBoolean, writeColor, writeNumber, writeText } from "./literals.ts";
import { boldFontFamily, fontFamily, palette, textSizes } from "./palette.ts";
import { type PageVisual, type Placed, type Titled, defaultState } from "./visual.ts";

/** A number or a name with its title above it. */
export function card(options: Titled & { field: Field; size?: number }): PageVisual {
  const { field, size = textSizes.number, ...placed } = options;
  const look = { size, align: "left", fontFamily: boldFontFamily, color: palette.text };
  return { ...placed, ...buildCard(field, look), hasPanel: true };
}

/** A measure in words: one quiet line without a panel, at the right end of its box. */
export function line(options: Placed & { field: Field }): PageVisual {
  const { field, ...placed } = options;
  const look = { size: textSizes.small, align: "right", fontFamily, color: palette.mutedText };
  return { ...placed, title: undefined, ...buildCard(field, look), hasPanel: false };
}

interface CardLook {
  readonly size: number;
  readonly align: string;
  readonly fontFamily: string;
  readonly color: string;
}

function buildCard(field: Field, look: CardLook): Pick<PageVisual, "type" | "roles" | "formatting"> {
  const value = {
    fontSize: writeNumber(look.size),
    fontFamily: writeText(look.fontFamily),
    fontColor: writeColor(look.color),
    horizontalAlignment: writeText(look.align),
    // The measure's own format has the unit.
    labelDisplayUnits: writeNumber(1),
  };
  return {
    type: "cardVisual",
    roles: { Data: [{ field }] },
    formatting: {
      value: [{ properties: value, selector: defaultState }],
      label: [{ properties: { show: writeBoolean(false) }, selector: defaultState }],
      padding: [{ properties: { paddingUniform: writeNumber(0) }, selector: defaultState }],
      layout: [{ properties: { paddingUniform: writeNumber(0) }, selector: defaultState }],
      outline: [{ properties: { show: writeBoolean(false) }, selector: defaultState }],
      fillCustom: [{ properties: { show: writeBoolean(false) } }],
    },
  };
}

/** A measure that is sentences: the older card, which is sure to wrap its text. */
export function sentences(options: Titled & { field: Field }): PageVisual {
  const { field, ...placed } = options;
  const labels = {
    fontSize: writeNumber(textSizes.sentence),
    fontFamily: writeText(fontFamily),
    color: writeColor(palette.text),
  };
  return {
    ...placed,
    type: "card",
    hasPanel: true,
    roles: { Values: [{ field }] },
    formatting: {
      labels: [{ properties: labels }],
      categoryLabels: [{ properties: { show: writeBoolean(false) } }],
      wordWrap: [{ properties: { show: writeBoolean(true) } }],
    },
  };
}
