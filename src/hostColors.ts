import type powerbi from "powerbi-visuals-api";
import type { ReportColors } from "./render/palette";

/** The colours of the report; the same text has the same colour in every visual of it. */
export function readReportColors(host: Pick<powerbi.extensibility.visual.IVisualHost, "colorPalette">): ReportColors {
  const { isHighContrast, foreground, background } = host.colorPalette;
  return {
    isHighContrast,
    foreground: foreground.value,
    background: background.value,
    colorOf: (text) => host.colorPalette.getColor(text).value,
  };
}
