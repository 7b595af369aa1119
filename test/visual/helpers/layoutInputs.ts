import { buildCircle, type Circle } from "../../../src/layout/circle";
import { layoutArcs } from "../../../src/layout/arcLayout";
import { buildLayout } from "../../../src/layout/buildLayout";
import type { LayoutInput } from "../../../src/layout/layoutInput";
import type { ArcShape, ChordLayout, ChordPanel } from "../../../src/layout/types";
import type { ChordModel, Panel } from "../../../src/model/types";
import { slotsOf } from "./panelDetails";

/** Six px a letter, as texts of 12 px are about wide. */
export const measure = (text: string): number => text.length * 6;

const style = { fontSizePx: 12, measure };

/** What a layout is made of in the specs: no texts around the diagrams, labels without texts, and what is asked for. */
export function layoutInputOf(more: Partial<LayoutInput> = {}): LayoutInput {
  return {
    width: 600,
    height: 400,
    topPx: 0,
    pagerPx: 0,
    page: 0,
    view: "chord",
    breakdown: "rules",
    arcs: { thickness: 1, showMix: true },
    ribbons: { widthScale: "linear", gap: 1, showHeads: true },
    grid: { columns: undefined, showTitles: true },
    paddingShare: 0.12,
    labels: { texts: [], orientation: "auto", overflow: "truncate", ...style },
    legend: {
      title: "",
      entries: [],
      position: "none",
      ...style,
      moreText: (count) => `+${count}`,
      bandTexts: { outgoing: "Sends", incoming: "Receives" },
    },
    lines: [],
    lineStyle: style,
    titleStyle: style,
    smallStyle: style,
    blankTitle: "(Blank)",
    axisTexts: { rows: "Source", columns: "Destination" },
    ...more,
  };
}

/** What a panel's links are, written as [source, target, amount]; from the third slot on, all is drawn. */
export function panelOf(links: readonly (readonly [number, number, number])[], index = 0, name = ""): Panel {
  const drawn = links.map(([source, target, amount]) => {
    return { source, target, amount, cellStart: 0, cellEnd: 0, isDrawn: true };
  });
  return { index, name, isHidden: false, links: drawn };
}

/** The circle of panels among so many hosts, by amounts as they are. */
export function circleOf(panels: readonly Panel[], slotCount: number, paddingShare = 0): Circle {
  return buildCircle({ panels, slots: slotsOf(slotCount), openGroups: [] }, Number, paddingShare);
}

/** Arcs of hosts that send these amounts to the first one. */
export function arcsOf(amounts: readonly number[]): readonly ArcShape[] {
  const slots = amounts.length + 1;
  const panel = panelOf(amounts.map((amount, index) => [index + 1, 0, amount]));
  return layoutArcs(panel, circleOf([panel], slots, 0.1), Number);
}

/** The circles of a layout, which has no other diagrams. */
export function listChords(model: ChordModel, input: LayoutInput): { layout: ChordLayout; chords: ChordPanel[] } {
  const layout = buildLayout(model, input);
  return { layout, chords: layout.panels.filter((panel) => panel.kind === "chord") };
}
