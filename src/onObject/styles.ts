import type powerbi from "powerbi-visuals-api";
import { shapeType, textType } from "./parts";

type Styles = powerbi.visuals.SubSelectionStyles;
type Style = powerbi.visuals.SubSelectionStyle;

/** What the small toolbar at a part offers, by the part's object; undefined for a part that has no such styles. */
export function buildStyles(object: string, say: (key: string) => string): Styles | undefined {
  const styleOf = (propertyName: string, labelKey: string): Style => {
    return { reference: { objectName: object, propertyName }, label: say(labelKey) };
  };
  switch (object) {
    case "labels":
    case "legend":
    case "multiples":
    case "summary":
      return {
        type: textType,
        fontFamily: styleOf("fontFamily", "font_family"),
        fontSize: styleOf("fontSize", "font_size"),
        bold: styleOf("bold", "font_bold"),
        italic: styleOf("italic", "font_italic"),
        underline: styleOf("underline", "font_underline"),
        fontColor: styleOf("color", "color"),
      };
    case "arcs":
      return {
        type: shapeType,
        fill: styleOf("color", "color"),
      };
    default:
      return undefined;
  }
}
