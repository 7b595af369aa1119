import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** Sizes of text in points, as the pane takes them. */
export const textSizes = numberRange(6, 40);

/** The switch of a card that can be off. */
export function buildShow(): formattingSettings.ToggleSwitch {
  return new formattingSettings.ToggleSwitch({ name: "show", displayNameKey: "show", value: true });
}

/** The size of a card's texts, in points. */
export function buildTextSize(): formattingSettings.NumUpDown {
  return new formattingSettings.NumUpDown({
    name: "fontSize",
    displayNameKey: "font_size",
    value: 9,
    options: textSizes,
  });
}

/** The colour of a card's texts; empty for one of the report's. */
export function buildTextColor(): formattingSettings.ColorPicker {
  return new formattingSettings.ColorPicker({ name: "color", displayNameKey: "labels_color", value: { value: "" } });
}
