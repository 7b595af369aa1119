import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";

/** What each ribbon is split by. */
export class BreakdownCard extends formattingSettings.SimpleCard {
  override name = "breakdown";
  override displayNameKey = "card_breakdown";

  by = new formattingSettings.AutoDropdown({
    name: "by",
    displayNameKey: "breakdown_by",
    descriptionKey: "breakdown_by_description",
    value: "rules",
  });

  override slices = [this.by];
}
