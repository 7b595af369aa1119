import { cutAt, fitText } from "./fitText";
import type { LabelLine, MeasureText } from "./types";

/** What is said at an arc: its name, and its amount in words, empty where none is wanted. */
export interface LabelText {
  readonly name: string;
  readonly value: string;
}

/** The room for a label in px and in lines of its name; `valuePlace` says where its value goes if both find room. */
export interface LineRoom {
  readonly width: number;
  readonly lineLimit: number;
  readonly valuePlace: "behind" | "below";
  readonly measure: MeasureText;
}

/**
 * The room around a circle in px: half of the width and height of its cell, the radius that labels begin at, and where
 * the arc of a slot ends, which brackets may lie around. So many labels of the longest arcs may be wrapped.
 */
export interface LabelRoom extends Omit<LineRoom, "width"> {
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly radius: number;
  readonly edgeOf: (slot: number) => number;
  readonly fontSizePx: number;
  readonly wrappedCount: number;
}

/** A label in lines; `rows` counts those that are below each other, `width` is the widest in px. */
export interface FittedLabel {
  readonly lines: readonly LabelLine[];
  readonly rows: number;
  readonly width: number;
  readonly whole: string | undefined;
}

/** Between a name and the value behind it. */
export const valueGap = "  ";

/**
 * Fits a label into its room: the name in as many lines as it may take, cut with "…" only where those are not enough,
 * and the value behind its last line or below. A value is never cut: it is left out where it finds no room.
 */
export function fitLabel({ name, value }: LabelText, room: LineRoom): FittedLabel {
  const { names, isCut } = wrapName(name, room);
  const lines: LabelLine[] = names.map((text) => ({ text, isValue: false }));
  const widths = names.map(room.measure);
  const whole = isCut ? name : undefined;
  const fitted = { lines, rows: names.length, width: Math.max(0, ...widths), whole };
  if (value === "" || names.length === 0) return fitted;
  const behind = (widths.at(-1) ?? 0) + room.measure(valueGap + value);
  const below = room.measure(value);
  if (room.valuePlace === "behind" && behind <= room.width) {
    const width = Math.max(fitted.width, behind);
    return { ...fitted, lines: [...lines, { text: value, isValue: true, isBehind: true }], width };
  }
  if (room.valuePlace === "behind" && room.lineLimit === 1) return fitBehind(fitted, value, room);
  if (below > room.width) return fitted;
  const width = Math.max(fitted.width, below);
  return { ...fitted, lines: [...lines, { text: value, isValue: true }], rows: names.length + 1, width };
}

/** A name is cut for the value behind it if so much of the line is left to it. */
const nameShare = 0.6;

/** Cuts a name of one line so that its value finds room behind it, if enough of the name is left. */
function fitBehind(fitted: FittedLabel, value: string, { width, measure }: LineRoom): FittedLabel {
  const whole = fitted.whole ?? fitted.lines[0]?.text ?? "";
  const room = width - measure(valueGap + value);
  if (room < nameShare * width) return fitted;
  const text = fitText(whole, room, measure);
  if (text === "") return fitted;
  const lines = [
    { text, isValue: false },
    { text: value, isValue: true, isBehind: true },
  ];
  return { lines, rows: 1, width: measure(text) + measure(valueGap + value), whole };
}

/** The name in at most `lineLimit` lines, broken behind separators where it can be; none where not a letter fits. */
function wrapName(name: string, { width, lineLimit, measure }: LineRoom): { names: string[]; isCut: boolean } {
  const names: string[] = [];
  let left = name;
  while (measure(left) > width && names.length < lineLimit - 1) {
    const line = takeLine(left, width, measure);
    if (line === "") return { names: [], isCut: true };
    names.push(line.trimEnd());
    left = left.slice(line.length).trimStart();
  }
  const last = fitText(left, width, measure);
  if (last === "" && left !== "") return { names: [], isCut: true };
  return { names: last === "" ? names : [...names, last], isCut: last !== left };
}

/** As much of a text that is too long as fits into a line: up to its last separator, else to its last letter. */
function takeLine(text: string, width: number, measure: MeasureText): string {
  let line = "";
  for (const [piece] of text.matchAll(/[^-./:_\s]*[-./:_\s]+/g)) {
    if (measure((line + piece).trimEnd()) > width) break;
    line += piece;
  }
  return line === "" ? cutAt(text, width, measure) : line;
}
