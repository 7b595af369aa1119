import { dropAttribute, setAttribute } from "./attributes";
import type { Font } from "./measureText";

const underlined = "is-underlined";

/** Sets a font but for its size. What an element has from `around` it needs no attribute; without it all is set. */
export function styleText(element: Element, font: Font, around?: Pick<Font, "family" | "isBold">): void {
  const wanted = {
    "font-family": font.family === around?.family ? undefined : font.family,
    "font-weight": font.isBold === around?.isBold ? undefined : font.isBold ? "600" : "400",
    "font-style": font.isItalic ? "italic" : undefined,
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) dropAttribute(element, name);
    else setAttribute(element, name, value);
  }
  // As an attribute of a layer it would have the layer's colour, not that of its texts.
  const { classList } = element;
  if (classList.contains(underlined) !== font.isUnderlined) classList.toggle(underlined, font.isUnderlined);
}
