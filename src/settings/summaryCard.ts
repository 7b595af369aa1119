import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** The line that says in words what is shown. It is set in a muted foreground until a colour is chosen. */
export class SummaryCard extends formattingSettings.SimpleCard {
  override name = "summary";
  override displayNameKey = "card_summary";

  show = new formattingSettings.ToggleSwitch({ name: "show", displayNameKey: "show", value: true });

  fontSize = new formattingSettings.NumUpDown({
    name: "fontSize",
    displayNameKey: "font_size",
    value: 9,
    options: numberRange(6, 40),
  });

  color = new formattingSettings.ColorPicker({ name: "color", displayNameKey: "labels_color", value: { value: "" } });

  override topLevelSlice = this.show;
  override slices = [this.fontSize, this.color];
}
