import { boldFontFamily, fontFamily, palette, textSizes } from "./palette.ts";
import type { PageVisual, Paragraph, Placed } from "./visual.ts";

/** Words of the report's own. */
export function textbox(options: Placed & { paragraphs: readonly Paragraph[] }): PageVisual {
  const { paragraphs, ...placed } = options;
  const written = paragraphs.map(({ text, size, isBold, color }) => ({
    textRuns: [
      {
        value: text,
        textStyle: { fontFamily: isBold ? boldFontFamily : fontFamily, fontSize: `${size}pt`, color },
      },
    ],
    horizontalTextAlignment: "left",
  }));
  return {
    ...placed,
    type: "textbox",
    title: undefined,
    hasPanel: false,
    roles: {},
    formatting: { general: [{ properties: { paragraphs: written } }] },
  };
}

/** The title of a page, with a line below it that says what the page is for. */
export function pageTitle(options: Omit<Placed, "name" | "altText"> & { title: string; subtitle: string }): PageVisual {
  const { title, subtitle, ...placed } = options;
  return textbox({
    ...placed,
    name: "title",
    altText: `${title}. ${subtitle}`,
    paragraphs: [
      { text: title, size: textSizes.pageTitle, isBold: true, color: palette.text },
      { text: subtitle, size: textSizes.body, isBold: false, color: palette.mutedText },
    ],
  });
}
