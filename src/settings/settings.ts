import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { ColorsCard } from "./colorsCard";
import { LabelsCard } from "./labelsCard";
import { LayoutCard } from "./layoutCard";
import { LegendCard } from "./legendCard";

/** The formatting pane: its cards are the objects of capabilities.json, their slices the properties. */
export class Settings extends formattingSettings.Model {
  layout = new LayoutCard();
  colors = new ColorsCard();
  labels = new LabelsCard();
  legend = new LegendCard();

  override cards = [this.layout, this.colors, this.labels, this.legend];
}
