import type powerbi from "powerbi-visuals-api";
import type { Theme } from "../state.ts";

interface ThemeColors {
  readonly foreground: string;
  readonly background: string;
  readonly selected: string;
  readonly data: readonly string[];
}

const themes: Readonly<Record<Theme, ThemeColors>> = {
  light: {
    foreground: "#252423",
    background: "#FFFFFF",
    selected: "#118DFF",
    data: [
      ...["#2E7EBF", "#E08A2E", "#3C9A6B", "#8E5BB5", "#C7516B", "#6A7FDB"],
      ...["#B39B23", "#2FA3A3", "#A0622D", "#5C8A2E", "#B0559F", "#6B7785"],
    ],
  },
  dark: {
    foreground: "#E9E7E4",
    background: "#1C2026",
    selected: "#118DFF",
    data: [
      ...["#6FB1E6", "#F2AE62", "#6CC79A", "#B78CDD", "#EE8199", "#96A6F2"],
      ...["#DAC454", "#5FCBCB", "#D0935F", "#93C262", "#DC88CB", "#A3AEBB"],
    ],
  },
  contrastWhite: { foreground: "#000000", background: "#FFFFFF", selected: "#37006E", data: ["#000000"] },
  contrastBlack: { foreground: "#FFFFFF", background: "#000000", selected: "#1AEBFF", data: ["#FFFFFF"] },
};

/** Whether only the theme's few colors may be used. */
export function isHighContrast(theme: Theme): boolean {
  return theme === "contrastWhite" || theme === "contrastBlack";
}

/** The host's palette of a theme: the same text gets the same colour until `reset`. */
export function buildColorPalette(theme: Theme): powerbi.extensibility.ISandboxExtendedColorPalette {
  const { foreground, background, selected, data } = themes[theme];
  const taken = new Map<string, string>();
  const getColor = (key: string): powerbi.IColorInfo => {
    const value = taken.get(key) ?? data[taken.size % data.length] ?? foreground;
    taken.set(key, value);
    return { value };
  };
  const palette: powerbi.extensibility.ISandboxExtendedColorPalette = {
    isHighContrast: isHighContrast(theme),
    getColor,
    reset: () => {
      taken.clear();
      return palette;
    },
    ...namedColors({ value: foreground }, { value: background }),
    foregroundSelected: { value: selected },
    hyperlink: { value: theme === "contrastBlack" ? "#FFFF00" : selected },
    selection: { value: selected },
  };
  return palette;
}

/** Power BI derives some twenty shades from a theme; those that the visual does not ask for are the plain two here. */
function namedColors(foreground: powerbi.IColorInfo, background: powerbi.IColorInfo) {
  return {
    foreground,
    foregroundLight: foreground,
    foregroundDark: foreground,
    foregroundNeutralLight: foreground,
    foregroundNeutralDark: foreground,
    foregroundNeutralSecondary: foreground,
    foregroundNeutralSecondaryAlt: foreground,
    foregroundNeutralSecondaryAlt2: foreground,
    foregroundNeutralTertiary: foreground,
    foregroundNeutralTertiaryAlt: foreground,
    foregroundButton: foreground,
    background,
    backgroundLight: background,
    backgroundNeutral: background,
    backgroundDark: background,
    visitedHyperlink: foreground,
    mapPushpin: foreground,
    shapeStroke: foreground,
  };
}
