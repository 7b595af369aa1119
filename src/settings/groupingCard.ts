import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** Which hosts are shown one by one, and what hosts are put together by; a prefix length of 0 is chosen automatically. */
export class GroupingCard extends formattingSettings.CompositeCard {
  override name = "grouping";
  override displayNameKey = "card_grouping";

  limitBy = new formattingSettings.AutoDropdown({
    name: "limitBy",
    displayNameKey: "grouping_limitBy",
    value: "count",
  });

  hostCount = new formattingSettings.NumUpDown({
    name: "hostCount",
    displayNameKey: "grouping_hostCount",
    value: 24,
    options: numberRange(1, 100),
  });

  coverage = new formattingSettings.NumUpDown({
    name: "coverage",
    displayNameKey: "grouping_coverage",
    descriptionKey: "grouping_coverage_description",
    value: 95,
    options: numberRange(50, 100),
  });

  showOthers = new formattingSettings.ToggleSwitch({
    name: "showOthers",
    displayNameKey: "grouping_showOthers",
    descriptionKey: "grouping_showOthers_description",
    value: true,
  });

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

  override groups = [
    new formattingSettings.Group({
      name: "groupingShown",
      displayNameKey: "group_shown",
      slices: [this.limitBy, this.hostCount, this.coverage, this.showOthers],
    }),
    new formattingSettings.Group({
      name: "groupingGroups",
      displayNameKey: "group_groups",
      slices: [this.by, this.ipv4Length, this.ipv6Length],
    }),
  ];

  override onPreProcess(): void {
    const isByCoverage = this.limitBy.value === "coverage";
    this.hostCount.visible = !isByCoverage;
    this.coverage.visible = isByCoverage;
    const isByPrefix = this.by.value === "prefix";
    this.ipv4Length.visible = isByPrefix;
    this.ipv6Length.visible = isByPrefix;
  }
}
