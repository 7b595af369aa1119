import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** What the colours of the ribbons mean, and where it stands. */
export class LegendCard extends formattingSettings.SimpleCard {
  override name = "legend";
  override displayNameKey = "card_legend";

  show = new formattingSettings.ToggleSwitch({ name: "show", displayNameKey: "show", value: true });

  position = new formattingSettings.AutoDropdown({
    name: "position",
    displayNameKey: "legend_position",
    value: "top",
  });

  fontSize = new formattingSettings.NumUpDown({
    name: "fontSize",
    displayNameKey: "font_size",
    value: 9,
    options: numberRange(6, 40),
  });

  override topLevelSlice = this.show;
  override slices = [this.position, this.fontSize];
}
