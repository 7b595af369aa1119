import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { buildColor, buildFont, buildShow } from "./commonSlices";

/** The line that says in words what is shown. It is set in a muted foreground until a colour is chosen. */
export class SummaryCard extends formattingSettings.SimpleCard {
  override name = "summary";
  override displayNameKey = "card_summary";

  show = buildShow();

  font = buildFont();

  color = buildColor();

  override topLevelSlice = this.show;
  override slices = [this.font, this.color];
}
