import type { Amount } from "../model/amount";
import type { ChordModel } from "../model/types";
import { buildWeight, findSmallest } from "./buildWeight";
import { layoutChords, type ChordInput, type PlacedDetail } from "./chordLayout";
import { buildCircle } from "./circle";
import type { LayoutInput } from "./layoutInput";
import { layoutMatrix } from "./matrixLayout";
import { buildStrength, planMatrix, type MatrixInput } from "./matrixPlan";
import type { PanelLayout, Rect } from "./types";

/** How all diagrams are laid out, and about how wide an amount is drawn, in px. */
export interface ChosenView {
  readonly layoutPanels: (placed: readonly PlacedDetail[]) => PanelLayout[];
  readonly widthOf: (amount: Amount) => number;
}

/** A circle has at most so many arcs, and so many px of its length for each; a table's cells have at least these px. */
const mostArcs = 80;
const shortestArc = 7;
const smallestCell = 4;
/** Among more than so many arcs, ribbons that have less than so many px of the circle for an end would be a mush. */
const fewArcs = 40;
const thinnestEnd = 1;

/** Where a page has more arcs, they have no ring of the mix: it would be too many elements, and too small. */
const mostMixed = 160;

/** What labels leave of a cell to a circle's radius and to a table's side. */
const circleShare = 0.4;
const tableShare = 0.75;

/** The view that the author wants for these cells; left to us, circles as long as they can show what there is. */
export function chooseView(model: ChordModel, input: LayoutInput, cells: readonly Rect[]): ChosenView {
  const [cell = { x: 0, y: 0, width: 0, height: 0 }] = cells;
  const side = Math.max(Math.min(cell.width, cell.height), 0);
  const count = Math.max(model.slots.length, 1);
  const length = 2 * Math.PI * circleShare * side;
  const isMush = count > fewArcs && length / (2 * countMost(model)) < thinnestEnd;
  const isCrowded = count > mostArcs || length / count < shortestArc || isMush;
  const isLegible = (tableShare * side) / count >= smallestCell;
  const isMatrix = input.view === "matrix" || (input.view === "auto" && isCrowded && isLegible);
  return isMatrix
    ? chooseMatrix(model, input, (tableShare * side) / count)
    : chooseChord(model, input, cells.length, side);
}

/** The most links that are drawn in one panel. */
function countMost({ panels }: ChordModel): number {
  return panels.reduce((most, { links }) => Math.max(most, links.filter(({ isDrawn }) => isDrawn).length), 0);
}

function chooseChord(model: ChordModel, input: LayoutInput, panelCount: number, side: number): ChosenView {
  const weigh = buildWeight(input.ribbons.widthScale, findSmallest(model.panels));
  const circle = buildCircle(model, weigh, input.paddingShare);
  const chord: ChordInput = {
    model,
    circle,
    weigh,
    labels: input.labels,
    smallStyle: input.smallStyle,
    ends: { thickness: input.arcs.thickness, ...input.ribbons },
    hasMix: input.arcs.showMix && model.actions.length > 1 && panelCount * model.slots.length <= mostMixed,
  };
  return {
    layoutPanels: (placed) => layoutChords(placed, chord),
    widthOf: (amount) => circle.toAngle(weigh(amount)) * circleShare * side,
  };
}

function chooseMatrix(model: ChordModel, input: LayoutInput, cellSide: number): ChosenView {
  const plan = planMatrix(model.slots, model.panels);
  const { fontSizePx, measure, texts } = input.labels;
  const strengthOf = buildStrength(input.ribbons.widthScale, plan.largestLink, findSmallest(model.panels));
  const matrix: Omit<MatrixInput, "title"> = {
    plan,
    labels: texts.map(({ name }) => name),
    labelStyle: { fontSizePx, measure },
    axisTexts: input.axisTexts,
    strengthOf,
    hasMix: model.actions.length > 1,
    kindOf: (action) => model.actionKinds[action ?? -1] ?? "allow",
  };
  return {
    layoutPanels: (placed) => placed.map(({ detail, box, title }) => layoutMatrix(detail, box, { ...matrix, title })),
    widthOf: (amount) => cellSide * Math.sqrt(strengthOf(amount)),
  };
}
