import { interpolateRgb } from "d3";
import type { ActionKind, ChordModel, Part } from "../model/types";

/** The report's colours as the visual needs them; `colorOf` gives the same text the same colour in every visual. */
export interface ReportColors {
  readonly foreground: string;
  readonly background: string;
  readonly isHighContrast: boolean;
  readonly colorOf: (text: string) => string;
}

/** How a shape is filled; a hatched one carries stripes in `stripe`, so that colour is not all that tells it apart. */
export interface Fill {
  readonly color: string;
  readonly stripe: string | undefined;
  readonly stroke: string;
}

/** Every colour on the canvas. */
export interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly track: string;
  readonly outgoing: string;
  readonly incoming: string;
  readonly incomingStroke: string;
  readonly background: string;
  readonly opacity: number;
  readonly fillOfKind: (kind: ActionKind) => Fill;
  readonly fillOfRule: (rule: string, kind: ActionKind) => Fill;
  /** Stripes on grey: says what stripes mean where colours stand for rules. */
  readonly hatchOnly: Fill;
}

/** What the author chose: the colour of each kind of action, how opaque ribbons are, the labels' colour or nothing. */
export interface ColorChoice {
  readonly colors: Readonly<Record<ActionKind, string>>;
  readonly opacity: number;
  readonly labelColor: string;
}

/** The colours of the report and the choice put together; in high contrast only the report's own two are used. */
export function buildPalette(report: ReportColors, choice: ColorChoice): Palette {
  const { foreground, background } = report;
  if (report.isHighContrast) return buildContrastPalette(foreground, background);
  const mix = interpolateRgb(foreground, background);
  return {
    text: choice.labelColor === "" ? mix(0.15) : choice.labelColor,
    muted: mix(0.38),
    track: mix(0.92),
    outgoing: mix(0.3),
    incoming: mix(0.72),
    incomingStroke: "none",
    background,
    opacity: choice.opacity,
    fillOfKind: (kind) => hatchIfDenied(choice.colors[kind], kind, background),
    fillOfRule: (rule, kind) => hatchIfDenied(report.colorOf(rule), kind, background),
    hatchOnly: hatchIfDenied(mix(0.5), "deny", background),
  };
}

function hatchIfDenied(color: string, kind: ActionKind, background: string): Fill {
  return { color, stripe: kind === "deny" ? interpolateRgb(color, background)(0.62) : undefined, stroke: color };
}

function buildContrastPalette(foreground: string, background: string): Palette {
  const fills: Readonly<Record<ActionKind, Fill>> = {
    allow: { color: foreground, stripe: undefined, stroke: background },
    deny: { color: background, stripe: foreground, stroke: foreground },
    other: { color: background, stripe: undefined, stroke: foreground },
  };
  return {
    text: foreground,
    muted: foreground,
    track: background,
    outgoing: foreground,
    incoming: background,
    incomingStroke: foreground,
    background,
    opacity: 1,
    fillOfKind: (kind) => fills[kind],
    fillOfRule: (_, kind) => fills[kind],
    hatchOnly: fills.deny,
  };
}

/** The fill of a sub-ribbon. Without actions all is of one colour; rules put together have no colour of their own. */
export function fillOfPart(palette: Palette, model: ChordModel, colorBy: "action" | "rule", part: Part): Fill {
  const kind = model.actionKinds[part.action] ?? "allow";
  if (colorBy === "action" || model.rules.length === 0) return palette.fillOfKind(kind);
  if (part.rule === undefined) return palette.fillOfKind("other");
  return palette.fillOfRule(model.rules[part.rule] ?? "", kind);
}
