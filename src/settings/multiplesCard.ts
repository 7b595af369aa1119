import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";

/** What each of several diagrams shows. */
export class MultiplesCard extends formattingSettings.SimpleCard {
  override name = "multiples";
  override displayNameKey = "card_multiples";

  by = new formattingSettings.AutoDropdown({
    name: "by",
    displayNameKey: "multiples_by",
    descriptionKey: "multiples_by_description",
    value: "field",
  });

  override slices = [this.by];
}
