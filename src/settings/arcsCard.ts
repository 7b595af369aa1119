import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** How arcs look. Their colour is made of the report's foreground until one is chosen. */
export class ArcsCard extends formattingSettings.SimpleCard {
  override name = "arcs";
  override displayNameKey = "card_arcs";

  color = new formattingSettings.ColorPicker({
    name: "color",
    displayNameKey: "color",
    descriptionKey: "arcs_color_description",
    value: { value: "" },
  });

  /** A share of the usual one, which depends on the size of the circle. */
  thickness = new formattingSettings.Slider({
    name: "thickness",
    displayNameKey: "arcs_thickness",
    value: 100,
    options: numberRange(25, 300),
  });

  showMix = new formattingSettings.ToggleSwitch({
    name: "showMix",
    displayNameKey: "arcs_showMix",
    descriptionKey: "arcs_showMix_description",
    value: true,
  });

  showDirection = new formattingSettings.ToggleSwitch({
    name: "showDirection",
    displayNameKey: "arcs_showDirection",
    descriptionKey: "arcs_showDirection_description",
    value: true,
  });

  override slices = [this.color, this.thickness, this.showMix, this.showDirection];
}
