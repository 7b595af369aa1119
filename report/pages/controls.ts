import type { Field } from "./fields.ts";
import { writeBoolean, writeColor, writeText } from "./literals.ts";
import { palette } from "./palette.ts";
import { type PageVisual, type Placed, type Titled, defaultState } from "./visual.ts";

/** A choice of values: a range of dates, or a list that drops down. */
export function slicer(
  options: Titled & { field: Field; mode: "Between" | "Dropdown"; syncGroup?: string },
): PageVisual {
  const { field, mode, syncGroup, title, ...placed } = options;
  const header = { show: writeBoolean(true), text: writeText(title) };
  return {
    ...placed,
    type: "slicer",
    title: undefined,
    hasPanel: true,
    roles: { Values: [{ field }] },
    formatting: {
      data: [{ properties: { mode: writeText(mode) } }],
      header: [{ properties: header }],
      // Two boxes for dates are enough; the slider would need more height than the header of a page has.
      ...(mode === "Between" ? { slider: [{ properties: { show: writeBoolean(false) } }] } : {}),
    },
    ...(syncGroup === undefined ? {} : { syncGroup }),
  };
}

/** The arrow that leads back to where a drill-through came from. */
export function backButton(options: Placed & { tooltip: string }): PageVisual {
  const { tooltip, ...placed } = options;
  const link = { show: writeBoolean(true), type: writeText("Back"), enabledTooltip: writeText(tooltip) };
  return {
    ...placed,
    type: "actionButton",
    title: undefined,
    hasPanel: false,
    roles: {},
    formatting: {
      icon: [
        {
          properties: { shapeType: writeText("back"), lineColor: writeColor(palette.text) },
          selector: defaultState,
        },
      ],
      outline: [{ properties: { show: writeBoolean(false) } }],
    },
    frame: { visualLink: [{ properties: link }] },
  };
}
