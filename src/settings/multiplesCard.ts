import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { buildFont } from "./commonSlices";
import { numberRange } from "./ranges";

/** What each of several diagrams shows, and how they stand side by side; 0 columns are as many as fit best. */
export class MultiplesCard extends formattingSettings.SimpleCard {
  override name = "multiples";
  override displayNameKey = "card_multiples";

  by = new formattingSettings.AutoDropdown({
    name: "by",
    displayNameKey: "multiples_by",
    descriptionKey: "multiples_by_description",
    value: "field",
  });

  columns = new formattingSettings.NumUpDown({
    name: "columns",
    displayNameKey: "multiples_columns",
    descriptionKey: "multiples_columns_description",
    value: 0,
    options: numberRange(0, 20),
  });

  showTitles = new formattingSettings.ToggleSwitch({
    name: "showTitles",
    displayNameKey: "multiples_showTitles",
    value: true,
  });

  font = buildFont(true);

  color = new formattingSettings.ColorPicker({
    name: "color",
    displayNameKey: "multiples_color",
    value: { value: "" },
  });

  override slices = [this.by, this.columns, this.showTitles, this.font, this.color];

  override onPreProcess(): void {
    this.font.visible = this.showTitles.value;
    this.color.visible = this.showTitles.value;
  }
}
