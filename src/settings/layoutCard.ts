import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { numberRange } from "./ranges";

/** What kind of diagram is drawn, and where its hosts stand. */
export class LayoutCard extends formattingSettings.SimpleCard {
  override name = "layout";
  override displayNameKey = "card_layout";

  view = new formattingSettings.AutoDropdown({ name: "view", displayNameKey: "layout_view", value: "auto" });

  order = new formattingSettings.AutoDropdown({ name: "order", displayNameKey: "layout_order", value: "value" });

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

  override slices = [this.view, this.order, this.padding, this.showControls];
}
