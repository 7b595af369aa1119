import type { ActionKind, Link, Part } from "../model/types";

/** Angles in radians, clockwise from 12 o'clock; `end` is never before `start`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An endpoint in one diagram. */
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

/** An action or a rule in the legend, by its text. */
export interface LegendMark {
  readonly kind: "legend";
  readonly by: "action" | "rule";
  readonly text: string;
}

/** Whatever can be pointed at, selected and named. */
export type Mark = ArcMark | PartMark | LegendMark;

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

/** A part's share of its ribbon's width, from 0 to 1; `litEnd` is where its highlighted share ends. */
export interface PartShape {
  readonly mark: PartMark;
  readonly from: number;
  readonly to: number;
  readonly litEnd: number;
}

/** Radii in px: outer ring of the mix, band of the arcs, and where ribbons leave and enter. */
export interface Radii {
  readonly mixOuter: number;
  readonly mixInner: number;
  readonly bandOuter: number;
  readonly bandInner: number;
  readonly leave: number;
  readonly enter: number;
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

/** An arc's label, from the middle of its diagram; turned by `turn` degrees, with a line to its arc where it was moved. */
export interface LabelShape extends TextShape {
  readonly mark: ArcMark;
  readonly turn: number;
  readonly leader: readonly (readonly [number, number])[];
}

export interface PanelLayout {
  readonly x: number;
  readonly y: number;
  readonly radii: Radii;
  readonly title: TextShape | undefined;
  readonly arcs: readonly ArcShape[];
  readonly ribbons: readonly RibbonShape[];
  readonly labels: readonly LabelShape[];
}

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
  readonly items: readonly LegendItem[];
  readonly bands: readonly BandKey[];
  readonly more: TextShape | undefined;
}

/** Everything on its place, in px, from the top left corner of the viewport. */
export interface ChordLayout {
  readonly panels: readonly PanelLayout[];
  readonly legend: LegendLayout;
  readonly lines: readonly TextShape[];
}

/** The width of a text in px. */
export type MeasureText = (text: string) => number;
