import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** How ribbons look, and the squares that they are in a table. */
export class RibbonsCard extends formattingSettings.SimpleCard {
  override name = "ribbons";
  override displayNameKey = "card_ribbons";

  widthScale = new formattingSettings.AutoDropdown({
    name: "widthScale",
    displayNameKey: "ribbons_widthScale",
    descriptionKey: "ribbons_widthScale_description",
    value: "linear",
  });

  opacity = new formattingSettings.Slider({
    name: "opacity",
    displayNameKey: "ribbons_opacity",
    value: 80,
    options: numberRange(20, 100),
  });

  /** A share of the usual gap. */
  gap = new formattingSettings.Slider({
    name: "gap",
    displayNameKey: "ribbons_gap",
    value: 100,
    options: numberRange(0, 500),
  });

  showHeads = new formattingSettings.ToggleSwitch({
    name: "showHeads",
    displayNameKey: "ribbons_showHeads",
    value: true,
  });

  hatch = new formattingSettings.AutoDropdown({
    name: "hatch",
    displayNameKey: "ribbons_hatch",
    descriptionKey: "ribbons_hatch_description",
    value: "always",
  });

  override slices = [this.widthScale, this.opacity, this.gap, this.showHeads, this.hatch];
}
