import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { buildShow, buildTextSize } from "./commonSlices";

/** What the colours of the ribbons mean, and where it stands. */
export class LegendCard extends formattingSettings.SimpleCard {
  override name = "legend";
  override displayNameKey = "card_legend";

  show = buildShow();

  position = new formattingSettings.AutoDropdown({
    name: "position",
    displayNameKey: "legend_position",
    value: "top",
  });

  fontSize = buildTextSize();

  override topLevelSlice = this.show;
  override slices = [this.position, this.fontSize];
}
