import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { ArcsCard } from "./arcsCard";
import { BreakdownCard } from "./breakdownCard";
import { ColorsCard } from "./colorsCard";
import { GroupingCard } from "./groupingCard";
import { LabelsCard } from "./labelsCard";
import { LayoutCard } from "./layoutCard";
import { LegendCard } from "./legendCard";
import { MultiplesCard } from "./multiplesCard";
import { RibbonsCard } from "./ribbonsCard";
import { StateCard } from "./stateCard";
import { SummaryCard } from "./summaryCard";

/** The formatting pane: its cards are the objects of capabilities.json, their slices the properties. */
export class Settings extends formattingSettings.Model {
  layout = new LayoutCard();
  breakdown = new BreakdownCard();
  colors = new ColorsCard();
  arcs = new ArcsCard();
  ribbons = new RibbonsCard();
  labels = new LabelsCard();
  legend = new LegendCard();
  grouping = new GroupingCard();
  multiples = new MultiplesCard();
  summary = new SummaryCard();
  state = new StateCard();

  override cards = [
    this.layout,
    this.breakdown,
    this.colors,
    this.arcs,
    this.ribbons,
    this.labels,
    this.legend,
    this.grouping,
    this.multiples,
    this.summary,
    this.state,
  ];
}
