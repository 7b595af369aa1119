import type powerbi from "powerbi-visuals-api";

/** `SubSelectionStylesType` of the API, which exists for the compiler only. */
export const textType = 1 as unknown as powerbi.visuals.SubSelectionStylesType.Text;
export const shapeType = 3 as unknown as powerbi.visuals.SubSelectionStylesType.Shape;

/**
 * A part of the visual that an author formats where it is drawn: its object in capabilities.json, the text key of its
 * name, what it is, and the elements that show it.
 */
export interface Part {
  readonly object: string;
  readonly nameKey: string;
  readonly type: typeof textType | typeof shapeType;
  readonly selector: string;
}

/** Layers, not single marks: all labels have one format, and a page may hold a thousand ribbons. */
export const parts: readonly Part[] = [
  { object: "labels", nameKey: "card_labels", type: textType, selector: ".labels, .axis-titles" },
  { object: "legend", nameKey: "card_legend", type: textType, selector: ".legend" },
  { object: "multiples", nameKey: "format_titles", type: textType, selector: ".panel-title" },
  { object: "summary", nameKey: "card_summary", type: textType, selector: ".lines" },
  { object: "arcs", nameKey: "card_arcs", type: shapeType, selector: ".tracks, .arcs, .bars" },
  {
    object: "ribbons",
    nameKey: "card_ribbons",
    type: shapeType,
    selector: ".ribbons, .hairs, .rests, .cells",
  },
  { object: "grouping", nameKey: "card_grouping", type: shapeType, selector: ".groups" },
];
