import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** Power BI's own. */
export const defaultFamily = "Segoe UI, sans-serif";

/** Sizes of text in points, as the pane takes them. */
const textSizes = numberRange(6, 40);

/** The switch of a card that can be off. */
export function buildShow(): formattingSettings.ToggleSwitch {
  return new formattingSettings.ToggleSwitch({ name: "show", displayNameKey: "show", value: true });
}

/** The font of a card's texts; sizes are in points. */
export function buildFont(isBold = false): formattingSettings.FontControl {
  return new formattingSettings.FontControl({
    name: "font",
    displayNameKey: "font",
    fontFamily: new formattingSettings.FontPicker({ name: "fontFamily", value: defaultFamily }),
    fontSize: new formattingSettings.NumUpDown({ name: "fontSize", value: 9, options: textSizes }),
    bold: new formattingSettings.ToggleSwitch({ name: "bold", value: isBold }),
    italic: new formattingSettings.ToggleSwitch({ name: "italic", value: false }),
    underline: new formattingSettings.ToggleSwitch({ name: "underline", value: false }),
  });
}

/** The colour of what a card is about; empty for one of the report's. */
export function buildColor(): formattingSettings.ColorPicker {
  return new formattingSettings.ColorPicker({ name: "color", displayNameKey: "color", value: { value: "" } });
}
