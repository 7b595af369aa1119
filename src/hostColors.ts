import type powerbi from "powerbi-visuals-api";
import type { PickedColors } from "./model/colors";
import { keepLatest } from "./model/keepLatest";
import { buildPalette, type ColorChoice, type Palette, type ReportColors } from "./render/palette";

type Host = Pick<powerbi.extensibility.visual.IVisualHost, "colorPalette">;

/** The colours of the report; the same text has the same colour in every visual of it. */
export function readReportColors(host: Host): ReportColors {
  const { isHighContrast, foreground, background, foregroundSelected } = host.colorPalette;
  return {
    isHighContrast,
    foreground: foreground.value,
    background: background.value,
    selected: foregroundSelected.value,
    colorOf: (text) => host.colorPalette.getColor(text).value,
  };
}

/** What a palette is made of. */
interface PaletteInput {
  readonly report: ReportColors;
  readonly choice: ColorChoice;
  readonly picked: PickedColors | undefined;
}

/** Reads palettes: as long as the colours of the report and the author's are the same, it is the same one. */
export function createPaletteReader(host: Host): (choice: ColorChoice, picked: PickedColors | undefined) => Palette {
  const build = keepLatest(({ report, choice, picked }: PaletteInput) => buildPalette(report, choice, picked), keyOf);
  return (choice, picked) => build({ report: readReportColors(host), choice, picked });
}

function keyOf({ report, choice, picked }: PaletteInput): string {
  const { colors, fieldColor, opacity, labelColor, summaryColor, legendColor, titleColor, arcColor } = choice;
  return JSON.stringify([
    report,
    [colors, fieldColor, opacity, labelColor, summaryColor, legendColor, titleColor, arcColor, choice.showDirection],
    [...(picked?.rules ?? [])],
    [...(picked?.hosts ?? [])],
  ]);
}
