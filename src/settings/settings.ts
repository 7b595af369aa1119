import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { ColorsCard } from "./colorsCard";
import { GroupingCard } from "./groupingCard";
import { LabelsCard } from "./labelsCard";
import { LayoutCard } from "./layoutCard";
import { LegendCard } from "./legendCard";
import { MultiplesCard } from "./multiplesCard";
import { StateCard } from "./stateCard";
import { SummaryCard } from "./summaryCard";

/** The formatting pane: its cards are the objects of capabilities.json, their slices the properties. */
export class Settings extends formattingSettings.Model {
  layout = new LayoutCard();
  grouping = new GroupingCard();
  multiples = new MultiplesCard();
  colors = new ColorsCard();
  labels = new LabelsCard();
  legend = new LegendCard();
  summary = new SummaryCard();
  state = new StateCard();

  override cards = [
    this.layout,
    this.grouping,
    this.multiples,
    this.colors,
    this.labels,
    this.legend,
    this.summary,
    this.state,
  ];
}
