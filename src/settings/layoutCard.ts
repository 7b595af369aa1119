import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** How many hosts are shown and how much room is between them. */
export class LayoutCard extends formattingSettings.SimpleCard {
  override name = "layout";
  override displayNameKey = "card_layout";

  hostCount = new formattingSettings.NumUpDown({
    name: "hostCount",
    displayNameKey: "layout_hostCount",
    value: 24,
    options: numberRange(1, 100),
  });

  showOthers = new formattingSettings.ToggleSwitch({
    name: "showOthers",
    displayNameKey: "layout_showOthers",
    value: true,
  });

  padding = new formattingSettings.NumUpDown({
    name: "padding",
    displayNameKey: "layout_padding",
    value: 12,
    options: numberRange(0, 50),
  });

  showSummary = new formattingSettings.ToggleSwitch({
    name: "showSummary",
    displayNameKey: "layout_showSummary",
    value: true,
  });

  override slices = [this.hostCount, this.showOthers, this.padding, this.showSummary];
}
