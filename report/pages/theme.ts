import { boldFontFamily, fontFamily, palette, textSizes } from "./palette.ts";

/** The theme's file; the theme, its file and the report's reference to it have to share one name. */
export const themeFile = "flow-chord-theme.json";

const solid = (color: string): object => ({ solid: { color } });

/** The look of every page, as a theme: white panels on a pale page, dark text, colours only for what they mean. */
export function buildTheme(): object {
  return {
    name: themeFile,
    dataColors: [palette.allow, palette.deny, palette.otherAction, ...palette.more],
    good: palette.allow,
    neutral: palette.otherAction,
    bad: palette.deny,
    maximum: palette.allow,
    center: palette.gridline,
    minimum: palette.panel,
    foreground: palette.text,
    foregroundNeutralSecondary: palette.mutedText,
    foregroundNeutralTertiary: palette.mutedText,
    background: palette.panel,
    backgroundLight: palette.rowBand,
    backgroundNeutral: palette.border,
    tableAccent: palette.allow,
    hyperlink: palette.allow,
    textClasses: buildTextClasses(),
    visualStyles: {
      "*": { "*": buildFrameStyle() },
      page: { "*": buildPageStyle() },
      ...buildBareStyles(),
      slicer: { "*": buildSlicerStyle() },
      tableEx: { "*": buildTableStyle() },
      ...buildChartStyles(),
    },
  };
}

function buildTextClasses(): object {
  const of = (fontFace: string, fontSize: number, color: string): object => ({ fontFace, fontSize, color });
  return {
    title: of(boldFontFamily, textSizes.title, palette.text),
    header: of(boldFontFamily, textSizes.title, palette.text),
    callout: of(boldFontFamily, textSizes.number, palette.text),
    label: of(fontFamily, textSizes.body, palette.mutedText),
  };
}

/** What all visuals share: a white panel with a thin border, and a title that may wrap. */
function buildFrameStyle(): object {
  return {
    background: [{ show: true, color: solid(palette.panel), transparency: 0 }],
    border: [{ show: true, color: solid(palette.border), radius: 8 }],
    dropShadow: [{ show: false }],
    title: [
      {
        titleWrap: true,
        fontColor: solid(palette.text),
        fontSize: textSizes.title,
        fontFamily: boldFontFamily,
        alignment: "left",
      },
    ],
    padding: [{ top: 8, bottom: 8, left: 12, right: 12 }],
    visualHeader: [{ background: solid(palette.panel), foreground: solid(palette.mutedText), transparency: 0 }],
    visualTooltip: [
      {
        background: solid(palette.panel),
        titleFontColor: solid(palette.mutedText),
        valueFontColor: solid(palette.text),
      },
    ],
  };
}

function buildPageStyle(): object {
  return {
    background: [{ color: solid(palette.page), transparency: 0 }],
    outspace: [{ color: solid(palette.page), transparency: 0 }],
  };
}

/** Words and buttons stand on the page itself. */
function buildBareStyles(): object {
  const bare = {
    "*": {
      background: [{ show: false }],
      border: [{ show: false }],
      padding: [{ top: 0, bottom: 0, left: 0, right: 0 }],
    },
  };
  return { textbox: bare, actionButton: bare };
}

function buildSlicerStyle(): object {
  const text = { fontColor: solid(palette.text), textSize: textSizes.body, fontFamily };
  return {
    header: [{ ...text, fontColor: solid(palette.mutedText), textSize: textSizes.small }],
    items: [{ ...text, background: solid(palette.panel) }],
    date: [{ ...text, background: solid(palette.panel) }],
    slider: [{ color: solid(palette.allow) }],
  };
}

/** Tables: a pale line between rows, no lines between columns. */
function buildTableStyle(): object {
  const text = { fontSize: textSizes.body, fontFamily };
  return {
    grid: [
      {
        gridVertical: false,
        gridHorizontal: true,
        gridHorizontalColor: solid(palette.gridline),
        outlineColor: solid(palette.border),
        outlineWeight: 1,
        rowPadding: 3,
      },
    ],
    columnHeaders: [
      {
        ...text,
        fontFamily: boldFontFamily,
        fontColor: solid(palette.mutedText),
        backColor: solid(palette.panel),
        wordWrap: true,
        autoSizeColumnWidth: true,
      },
    ],
    values: [
      {
        ...text,
        fontColorPrimary: solid(palette.text),
        backColorPrimary: solid(palette.panel),
        fontColorSecondary: solid(palette.text),
        backColorSecondary: solid(palette.rowBand),
      },
    ],
  };
}

function buildChartStyles(): object {
  const labels = { labelColor: solid(palette.mutedText), fontSize: textSizes.small, fontFamily };
  const style = {
    "*": {
      categoryAxis: [{ ...labels, gridlineShow: false }],
      valueAxis: [{ ...labels, gridlineShow: true, gridlineColor: solid(palette.gridline) }],
      legend: [labels],
    },
  };
  return { columnChart: style, clusteredColumnChart: style, barChart: style, clusteredBarChart: style };
}
