import type { ColorChoice } from "../../../src/render/palette";

/** What an author chose who chose nothing but the colours of actions, and what is asked for. */
export function choiceOf(colors: ColorChoice["colors"], more: Partial<ColorChoice> = {}): ColorChoice {
  return {
    colors,
    fieldColor: "",
    opacity: 0.5,
    labelColor: "",
    summaryColor: "",
    legendColor: "",
    titleColor: "",
    arcColor: "",
    showDirection: true,
    ...more,
  };
}
