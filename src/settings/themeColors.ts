import type { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import { readColorText } from "./readValue";
import type { Settings } from "./settings";

/** The colours on the canvas of what the author has picked none for. */
export interface ThemeColors {
  readonly text: string;
  readonly summary: string;
  readonly legend: string;
  readonly title: string;
  readonly arcs: { readonly outgoing: string };
}

/** Shows them in the pane; to be called when the options are read, for which no choice is an empty text. */
export function showThemeColors(settings: Settings, theme: ThemeColors): void {
  const { labels, summary, colors, legend, multiples, arcs } = settings;
  showColor(labels.color, theme.text);
  showColor(legend.color, theme.legend);
  showColor(multiples.color, theme.title);
  showColor(arcs.color, theme.arcs.outgoing);
  showColor(summary.color, theme.summary);
  showColor(colors.fieldColor, readColorText(colors.allowColor, theme.text));
}

function showColor(picker: formattingSettings.ColorPicker, color: string): void {
  picker.value = { value: readColorText(picker, color) };
}
