import type { ActionKind, Link, OpenGroup, Panel, Part } from "../model/types";

/** Angles in radians, clockwise from 12 o'clock; `end` is never before `start`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A slot in one diagram; in a matrix its row and its column. `panel` is the diagram's index in the model. */
export interface ArcMark {
  readonly kind: "arc";
  readonly panel: number;
  readonly slot: number;
}

/** A sub-ribbon in one diagram. */
export interface PartMark {
  readonly kind: "part";
  readonly panel: number;
  readonly link: Link;
  readonly part: Part;
}

/**
 * What of one diagram is too small to be drawn one by one, of one kind of action: the smallest of too many links, or the
 * parts of links that are too thin to be seen.
 */
export interface RestMark {
  readonly kind: "rest";
  readonly panel: number;
  readonly actionKind: ActionKind;
  /** Whether it has parts of links that are drawn one by one; it is drawn as lines then. */
  readonly isThin: boolean;
  readonly parts: readonly PartMark[];
}

/** A group that is open, around its members in one diagram. */
export interface GroupMark {
  readonly kind: "group";
  readonly panel: number;
  readonly group: OpenGroup;
}

/** An action or a rule in the legend, by its text, and whether it was taken off the canvas. */
export interface LegendMark {
  readonly kind: "legend";
  readonly by: "action" | "rule";
  readonly text: string;
  readonly isHidden: boolean;
}

/** Whatever can be pointed at, selected and named. */
export type Mark = ArcMark | PartMark | RestMark | GroupMark | LegendMark;

/** How wide an amount is drawn: as it is, by its square root or by its logarithm. Labels always tell the amount. */
export type WidthScale = "linear" | "sqrt" | "log";

/** An arc on its place: `track` is as wide as it gets in any diagram, so that places agree between diagrams. */
export interface ArcShape {
  readonly mark: ArcMark;
  readonly track: Span;
  readonly outgoing: Span;
  readonly incoming: Span;
  readonly mix: readonly MixShape[];
}

/** A stretch of the outer ring: how much of what leaves or enters has this kind of action. */
export interface MixShape extends Span {
  readonly actionKind: ActionKind;
}

/** A link between its two ends. */
export interface RibbonShape {
  readonly link: Link;
  readonly source: Span;
  readonly target: Span;
  readonly parts: readonly PartShape[];
}

/** Ribbons or cells that are drawn in one piece, as one mark; each has its parts of one kind of action only. */
export interface RestShape<Shape> {
  readonly mark: RestMark;
  readonly shapes: readonly Shape[];
}

/**
 * The bracket around the arcs of an open group: a line at `radius` px, and along it as much of its name as finds room.
 * `level` counts from the innermost, 0.
 */
export interface GroupShape extends Span {
  readonly mark: GroupMark;
  readonly level: number;
  readonly radius: number;
  readonly text: string;
}

/** A part's share of its ribbon's width, from 0 to 1; `litEnd` is where its highlighted share ends. */
export interface PartShape {
  readonly mark: PartMark;
  readonly from: number;
  readonly to: number;
  readonly litEnd: number;
}

/**
 * Radii in px: outer ring of the mix, band of the arcs, and where ribbons leave and enter. Ribbons keep a gap to each
 * other at the rim, in px, for which they give up at most a share of their width; a head is at most `head` px long.
 */
export interface Radii {
  readonly mixOuter: number;
  readonly mixInner: number;
  readonly bandOuter: number;
  readonly bandInner: number;
  readonly leave: number;
  readonly enter: number;
  readonly ribbonGap: number;
  readonly ribbonGapShare: number;
  readonly head: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A text with its whole wording, where `text` may be cut; x and y in px, y at the middle of the letters. */
export interface TextShape {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly whole: string;
  readonly anchor: "start" | "middle" | "end";
}

/** A line of a label; a value is set in a lighter type than the name, below it or, with `isBehind`, on its line. */
export interface LabelLine {
  readonly text: string;
  readonly isValue: boolean;
  readonly isBehind?: boolean;
}

/**
 * A slot's label, one line or several, centred on (x, y) across the lines; turned by `turn` degrees around it, with a
 * leader line to its arc where it was moved. `whole` is its full wording where a line was cut, else undefined.
 */
export interface LabelShape {
  readonly mark: ArcMark;
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly anchor: "start" | "middle" | "end";
  readonly lines: readonly LabelLine[];
  readonly whole: string | undefined;
  readonly leader: readonly (readonly [number, number])[];
}

/** A diagram as a circle around (x, y). */
export interface ChordPanel {
  readonly kind: "chord";
  readonly panel: Panel;
  readonly x: number;
  readonly y: number;
  readonly radii: Radii;
  readonly title: TextShape | undefined;
  readonly arcs: readonly ArcShape[];
  readonly groups: readonly GroupShape[];
  readonly ribbons: readonly RibbonShape[];
  readonly rest: readonly RestShape<RibbonShape>[];
  readonly labels: readonly LabelShape[];
}

/** A link in a matrix; `strength` from 0 to 1 is its share of the largest one on the chosen scale. */
export interface MatrixCell extends Rect {
  readonly link: Link;
  readonly strength: number;
  readonly parts: readonly PartShape[];
}

/** What a slot sends (its row) or receives (its column) in all, as a bar along the matrix, split by kind of action. */
export interface MatrixBar extends Rect {
  readonly mark: ArcMark;
  readonly end: "outgoing" | "incoming";
  readonly mix: readonly { readonly actionKind: ActionKind; readonly from: number; readonly to: number }[];
}

/** A label at a row ("outgoing": what its slot sends) or at a column ("incoming") of a matrix. */
export interface MatrixLabel extends LabelShape {
  readonly end: "outgoing" | "incoming";
}

/** A diagram as a table: sources are rows, destinations columns; all but its title in px from the field's corner (x, y). */
export interface MatrixPanel {
  readonly kind: "matrix";
  readonly panel: Panel;
  readonly x: number;
  readonly y: number;
  readonly title: TextShape | undefined;
  /** The field of all cells, the side of one in px, and where each row and column begins. */
  readonly field: Rect;
  readonly cellSize: number;
  readonly rowYs: readonly number[];
  readonly columnXs: readonly number[];
  /** The places where a row meets its own column: of self-flows. */
  readonly diagonal: readonly Rect[];
  readonly cells: readonly MatrixCell[];
  readonly rest: readonly RestShape<MatrixCell>[];
  readonly bars: readonly MatrixBar[];
  /** The slots in front of their row and above their column. */
  readonly labels: readonly MatrixLabel[];
  /** What rows and columns are: "Source" and "Destination". */
  readonly axisTitles: readonly TextShape[];
}

export type PanelLayout = ChordPanel | MatrixPanel;

export interface LegendItem {
  readonly mark: LegendMark;
  readonly swatch: Rect;
  readonly label: TextShape;
}

/** What the dark and the light part of an arc mean; not a mark. */
export interface BandKey {
  readonly band: "outgoing" | "incoming";
  readonly swatch: Rect;
  readonly label: TextShape;
}

export interface LegendLayout {
  readonly title: TextShape | undefined;
  readonly items: readonly LegendItem[];
  readonly bands: readonly BandKey[];
  readonly more: TextShape | undefined;
}

/** Everything on its place, in px, from the top left corner of the viewport. */
export interface ChordLayout {
  /** The diagrams of this page, and which of how many pages it is (from 0). */
  readonly panels: readonly PanelLayout[];
  readonly page: number;
  readonly pageCount: number;
  readonly legend: LegendLayout;
  readonly lines: readonly TextShape[];
}

/** The width of a text in px. */
export type MeasureText = (text: string) => number;
