import { interpolateRgb } from "d3";
import { defaultActionColors, type PickedColors } from "../model/colors";
import type { ActionKind } from "../model/types";
import { readColor, standOut } from "./contrast";

/** The report's colours as the visual needs them; `colorOf` gives the same text the same colour in every visual. */
export interface ReportColors {
  readonly foreground: string;
  readonly background: string;
  /** What is selected, in high contrast. */
  readonly selected: string;
  readonly isHighContrast: boolean;
  readonly colorOf: (text: string) => string;
}

/** How a shape is filled; a hatched one carries stripes in `stripe`, so that colour is not all that tells it apart. */
export interface Fill {
  readonly color: string;
  readonly stripe: string | undefined;
  readonly stroke: string;
}

/** What the author chose; an empty text is no choice. */
export interface ColorChoice {
  readonly colors: Readonly<Record<ActionKind, string>>;
  readonly fieldColor: string;
  readonly opacity: number;
  readonly labelColor: string;
  readonly summaryColor: string;
  readonly legendColor: string;
  readonly titleColor: string;
  readonly arcColor: string;
  /** Whether what an arc sends and receives are told apart. */
  readonly showDirection: boolean;
}

/** The colours of the two bands of an arc. */
export interface BandColors {
  readonly outgoing: string;
  readonly incoming: string;
}

/** Every colour on the canvas. In high contrast these are the two of the report, and `fillWith` takes no others. */
export interface Palette {
  readonly isHighContrast: boolean;
  readonly foreground: string;
  /** The outline of what is selected, in high contrast. */
  readonly selected: string;
  readonly text: string;
  readonly muted: string;
  readonly summary: string;
  readonly track: string;
  /** Texts of the legend, and those of it that matter less; titles of several diagrams. */
  readonly legend: string;
  readonly legendMuted: string;
  readonly title: string;
  /** Faint lines and surfaces. */
  readonly faint: string;
  readonly arcs: BandColors;
  /** The lighter band of a colour of the author's. */
  readonly lighten: (color: string) => string;
  readonly incomingStroke: string;
  readonly background: string;
  readonly opacity: number;
  /** Stands for what has no colour of its own: rules put together, Others. */
  readonly neutral: string;
  readonly colorOfKind: (kind: ActionKind) => string;
  readonly colorOfRule: (rule: string) => string;
  /** The colour of a host by its key, of the report by its name. */
  readonly colorOfHost: (key: string, name: string) => string;
  /** What a row with this colour of the author's has, the one of all rows without it, or none. */
  readonly colorOfField: (color: string) => string | undefined;
  /** A colour as a fill: denied flows are hatched, whatever the colours stand for. */
  readonly fillWith: (color: string, kind: ActionKind) => Fill;
}

/** How far from a colour towards the background its lighter band is. */
const lightShare = 0.55;

const nonePicked: PickedColors = { rules: new Map(), hosts: new Map() };

/** The colours of the report and the choice put together; in high contrast only the report's own two are used. */
export function buildPalette(report: ReportColors, choice: ColorChoice, picked = nonePicked): Palette {
  const background = readColor(report.background, "#ffffff");
  const foreground = readColor(report.foreground, "#252423");
  const shades = report.isHighContrast
    ? buildContrastShades(foreground, background, choice)
    : buildShades(foreground, background, choice);
  const { neutral } = shades;
  const colorOfText = (text: string): string => readColor(report.colorOf(text), neutral);
  const pick = (color: string | undefined): string => readColor(color ?? "", "");
  const fieldColor = pick(choice.fieldColor);
  return {
    ...shades,
    foreground,
    background,
    selected: readColor(report.selected, foreground),
    isHighContrast: report.isHighContrast,
    colorOfKind: readKindColors(choice, background),
    colorOfRule: (rule) => pick(picked.rules.get(rule)) || colorOfText(rule),
    colorOfHost: (key, name) => pick(picked.hosts.get(key)) || colorOfText(name),
    colorOfField: (color) => pick(color) || fieldColor || undefined,
  };
}

type Shades = Omit<
  Palette,
  | "foreground"
  | "background"
  | "selected"
  | "isHighContrast"
  | "colorOfKind"
  | "colorOfRule"
  | "colorOfHost"
  | "colorOfField"
>;

function buildShades(foreground: string, background: string, choice: ColorChoice): Shades {
  const mix = interpolateRgb(foreground, background);
  const muted = mix(0.35);
  const text = readColor(choice.labelColor, mix(0.15));
  const arc = readColor(choice.arcColor, "");
  const lighten = (color: string): string => {
    return choice.showDirection ? interpolateRgb(color, background)(lightShare) : color;
  };
  return {
    text,
    muted,
    summary: readColor(choice.summaryColor, muted),
    legend: readColor(choice.legendColor, text),
    legendMuted: readColor(choice.legendColor, muted),
    title: readColor(choice.titleColor, text),
    track: mix(0.92),
    faint: mix(0.72),
    arcs: arc === "" ? buildBands(mix, choice.showDirection) : { outgoing: arc, incoming: lighten(arc) },
    lighten,
    incomingStroke: "none",
    opacity: choice.opacity,
    neutral: mix(0.5),
    fillWith: (color, kind) => {
      const stripe = kind === "deny" ? interpolateRgb(color, background)(0.62) : undefined;
      return { color, stripe, stroke: color };
    },
  };
}

function buildBands(mix: (share: number) => string, showDirection: boolean): BandColors {
  const outgoing = mix(0.3);
  return { outgoing, incoming: showDirection ? mix(0.72) : outgoing };
}

/** Filled shapes are outlined in the background's colour, so that neighbours stay apart. */
function buildContrastShades(foreground: string, background: string, { showDirection }: ColorChoice): Shades {
  const fills: Readonly<Record<ActionKind, Fill>> = {
    allow: { color: foreground, stripe: undefined, stroke: background },
    deny: { color: background, stripe: foreground, stroke: foreground },
    other: { color: background, stripe: undefined, stroke: foreground },
  };
  return {
    text: foreground,
    muted: foreground,
    summary: foreground,
    legend: foreground,
    legendMuted: foreground,
    title: foreground,
    track: background,
    faint: background,
    arcs: { outgoing: foreground, incoming: showDirection ? background : foreground },
    lighten: () => background,
    incomingStroke: foreground,
    opacity: 1,
    neutral: foreground,
    fillWith: (_, kind) => fills[kind],
  };
}

/** The author's colours are drawn as they are; ours are fitted to the report's background. */
function readKindColors({ colors, opacity }: ColorChoice, background: string): (kind: ActionKind) => string {
  const colorOf = (kind: ActionKind): string => {
    const ours = defaultActionColors[kind];
    const color = readColor(colors[kind], ours);
    return color.toLowerCase() === ours.toLowerCase() ? standOut(ours, background, opacity) : color;
  };
  const read = { allow: colorOf("allow"), deny: colorOf("deny"), other: colorOf("other") };
  return (kind) => read[kind];
}
