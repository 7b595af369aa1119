import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** What kind of diagram is drawn, how wide things are, which hosts are shown and in which order. */
export class LayoutCard extends formattingSettings.CompositeCard {
  override name = "layout";
  override displayNameKey = "card_layout";

  view = new formattingSettings.AutoDropdown({ name: "view", displayNameKey: "layout_view", value: "auto" });

  widthScale = new formattingSettings.AutoDropdown({
    name: "widthScale",
    displayNameKey: "layout_widthScale",
    descriptionKey: "layout_widthScale_description",
    value: "linear",
  });

  padding = new formattingSettings.NumUpDown({
    name: "padding",
    displayNameKey: "layout_padding",
    value: 12,
    options: numberRange(0, 50),
  });

  showControls = new formattingSettings.ToggleSwitch({
    name: "showControls",
    displayNameKey: "layout_showControls",
    value: true,
  });

  limitBy = new formattingSettings.AutoDropdown({ name: "limitBy", displayNameKey: "layout_limitBy", value: "count" });

  hostCount = new formattingSettings.NumUpDown({
    name: "hostCount",
    displayNameKey: "layout_hostCount",
    value: 24,
    options: numberRange(1, 100),
  });

  coverage = new formattingSettings.NumUpDown({
    name: "coverage",
    displayNameKey: "layout_coverage",
    descriptionKey: "layout_coverage_description",
    value: 95,
    options: numberRange(50, 100),
  });

  showOthers = new formattingSettings.ToggleSwitch({
    name: "showOthers",
    displayNameKey: "layout_showOthers",
    descriptionKey: "layout_showOthers_description",
    value: true,
  });

  order = new formattingSettings.AutoDropdown({ name: "order", displayNameKey: "layout_order", value: "value" });

  override groups = [
    new formattingSettings.Group({
      name: "layoutDiagram",
      displayNameKey: "group_diagram",
      slices: [this.view, this.widthScale, this.padding, this.showControls],
    }),
    new formattingSettings.Group({
      name: "layoutHosts",
      displayNameKey: "group_hosts",
      slices: [this.limitBy, this.hostCount, this.coverage, this.showOthers, this.order],
    }),
  ];

  override onPreProcess(): void {
    const isByCoverage = this.limitBy.value === "coverage";
    this.hostCount.visible = !isByCoverage;
    this.coverage.visible = isByCoverage;
  }
}
