import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { buildColor, buildFont, buildShow } from "./commonSlices";

/** What the colours of the ribbons mean, and where it stands. Its colour is that of the labels until one is chosen. */
export class LegendCard extends formattingSettings.SimpleCard {
  override name = "legend";
  override displayNameKey = "card_legend";

  show = buildShow();

  position = new formattingSettings.AutoDropdown({
    name: "position",
    displayNameKey: "legend_position",
    value: "top",
  });

  title = new formattingSettings.TextInput({
    name: "title",
    displayNameKey: "legend_title",
    placeholder: "",
    value: "",
  });

  font = buildFont();

  color = buildColor();

  override topLevelSlice = this.show;
  override slices = [this.position, this.title, this.font, this.color];
}
