/** What the picture says of itself. */
export interface PictureWords {
  readonly title: string;
  readonly description: string;
  readonly background: string;
}

const svgNamespace = "http://www.w3.org/2000/svg";

/** What a picture looks like beyond its geometry; everything else of a style is about pages. */
const drawnProperties = [
  ...["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"],
  ...["stroke-linecap", "stroke-linejoin", "opacity", "paint-order", "visibility", "display"],
  ...["font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "letter-spacing"],
];

/**
 * A copy of a drawing that looks the same elsewhere: styles inlined, sizes told, with title, description and background.
 * What is not displayed is left out; marks keep their order and their number.
 */
export function buildSvg(drawn: SVGSVGElement, { title, description, background }: PictureWords): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  inlineStyles(drawn, copy);
  const { width, height } = drawn.getBoundingClientRect();
  const size = { width: String(Math.round(width)), height: String(Math.round(height)) };
  for (const [name, value] of Object.entries(size)) copy.setAttribute(name, value);
  copy.setAttribute("xmlns", svgNamespace);
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  copy.setAttribute("role", "img");
  for (const name of ["tabindex", "class", "style"]) copy.removeAttribute(name);
  copy.prepend(
    createElement(copy, "title", {}, title),
    createElement(copy, "desc", {}, description),
    createElement(copy, "rect", { ...size, fill: background }),
  );
  return new XMLSerializer().serializeToString(copy);
}

function createElement(
  { ownerDocument }: Element,
  tag: string,
  attributes: Readonly<Record<string, string>>,
  text = "",
): Element {
  const element = ownerDocument.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

/** An element says what differs from its parent only, as properties that are not inherited start anew. */
function inlineStyles(drawn: Element, copy: Element): void {
  const view = drawn.ownerDocument.defaultView;
  if (view === null) return;
  const style = view.getComputedStyle(drawn);
  if (style.display === "none" && !/^(title|desc|defs|pattern|clipPath|linearGradient|marker)$/.test(drawn.tagName)) {
    copy.remove();
    return;
  }
  for (const name of drawnProperties) {
    // A browser spells a reference to the same document with its address.
    const value = style.getPropertyValue(name).replaceAll(/url\("[^"#]*#([^"]*)"\)/g, "url(#$1)");
    if (value !== defaults[name]) copy.setAttribute(name, value);
    else copy.removeAttribute(name);
  }
  copy.removeAttribute("style");
  copy.removeAttribute("class");
  const copies = [...copy.children];
  [...drawn.children].forEach((child, index) => {
    const twin = copies[index];
    if (twin) inlineStyles(child, twin);
  });
}

/** The first values of properties that are not inherited: an element without them has these. */
const defaults: Readonly<Record<string, string>> = {
  opacity: "1",
  display: "inline",
  "dominant-baseline": "auto",
};
