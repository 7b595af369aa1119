import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { buildShow, buildTextColor, buildTextSize } from "./commonSlices";

/** The line that says in words what is shown. It is set in a muted foreground until a colour is chosen. */
export class SummaryCard extends formattingSettings.SimpleCard {
  override name = "summary";
  override displayNameKey = "card_summary";

  show = buildShow();

  fontSize = buildTextSize();

  color = buildTextColor();

  override topLevelSlice = this.show;
  override slices = [this.fontSize, this.color];
}
