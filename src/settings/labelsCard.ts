import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** The names of the hosts. Their colour is the report's foreground until one is chosen. */
export class LabelsCard extends formattingSettings.SimpleCard {
  override name = "labels";
  override displayNameKey = "card_labels";

  show = new formattingSettings.ToggleSwitch({ name: "show", displayNameKey: "show", value: true });

  font = new formattingSettings.FontControl({
    name: "font",
    displayNameKey: "font",
    fontFamily: new formattingSettings.FontPicker({ name: "fontFamily", value: "Segoe UI, sans-serif" }),
    fontSize: new formattingSettings.NumUpDown({ name: "fontSize", value: 9, options: numberRange(6, 40) }),
    bold: new formattingSettings.ToggleSwitch({ name: "bold", value: false }),
  });

  color = new formattingSettings.ColorPicker({ name: "color", displayNameKey: "labels_color", value: { value: "" } });

  override topLevelSlice = this.show;
  override slices = [this.font, this.color];
}
