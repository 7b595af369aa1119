import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { buildColor, buildFont, buildShow } from "./commonSlices";

/** The names of the hosts and their amounts. Their colour is the report's foreground until one is chosen. */
export class LabelsCard extends formattingSettings.SimpleCard {
  override name = "labels";
  override displayNameKey = "card_labels";

  show = buildShow();

  font = buildFont();

  color = buildColor();

  orientation = new formattingSettings.AutoDropdown({
    name: "orientation",
    displayNameKey: "labels_orientation",
    value: "auto",
  });

  overflow = new formattingSettings.AutoDropdown({
    name: "overflow",
    displayNameKey: "labels_overflow",
    value: "truncate",
  });

  showValues = new formattingSettings.ToggleSwitch({
    name: "showValues",
    displayNameKey: "labels_showValues",
    value: false,
  });

  units = new formattingSettings.AutoDropdown({
    name: "units",
    displayNameKey: "labels_units",
    descriptionKey: "labels_units_description",
    value: "auto",
  });

  override topLevelSlice = this.show;
  override slices = [this.font, this.color, this.orientation, this.overflow, this.showValues, this.units];
}
