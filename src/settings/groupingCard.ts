import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** What hosts are put together by; a prefix length of 0 is chosen automatically. */
export class GroupingCard extends formattingSettings.SimpleCard {
  override name = "grouping";
  override displayNameKey = "card_grouping";

  by = new formattingSettings.AutoDropdown({
    name: "by",
    displayNameKey: "grouping_by",
    descriptionKey: "grouping_by_description",
    value: "levels",
  });

  ipv4Length = new formattingSettings.NumUpDown({
    name: "ipv4Length",
    displayNameKey: "grouping_ipv4Length",
    descriptionKey: "grouping_length_description",
    value: 0,
    options: numberRange(0, 31),
  });

  ipv6Length = new formattingSettings.NumUpDown({
    name: "ipv6Length",
    displayNameKey: "grouping_ipv6Length",
    descriptionKey: "grouping_length_description",
    value: 0,
    options: numberRange(0, 64),
  });

  override slices = [this.by, this.ipv4Length, this.ipv6Length];

  override onPreProcess(): void {
    const isByPrefix = this.by.value === "prefix";
    this.ipv4Length.visible = isByPrefix;
    this.ipv6Length.visible = isByPrefix;
  }
}
