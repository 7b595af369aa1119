import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** What the colours mean and what they are. Allow and Deny are told apart in every kind of colour vision. */
export class ColorsCard extends formattingSettings.SimpleCard {
  override name = "colors";
  override displayNameKey = "card_colors";

  colorBy = new formattingSettings.AutoDropdown({ name: "colorBy", displayNameKey: "colors_colorBy", value: "action" });

  allowColor = new formattingSettings.ColorPicker({
    name: "allowColor",
    displayNameKey: "colors_allowColor",
    value: { value: "#3A7CB8" },
  });

  denyColor = new formattingSettings.ColorPicker({
    name: "denyColor",
    displayNameKey: "colors_denyColor",
    value: { value: "#D55E00" },
  });

  otherColor = new formattingSettings.ColorPicker({
    name: "otherColor",
    displayNameKey: "colors_otherColor",
    value: { value: "#7B8794" },
  });

  opacity = new formattingSettings.Slider({
    name: "opacity",
    displayNameKey: "colors_opacity",
    value: 65,
    options: numberRange(20, 100),
  });

  override slices = [this.colorBy, this.allowColor, this.denyColor, this.otherColor, this.opacity];
}
