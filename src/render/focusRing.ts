import { select, type Selection } from "d3";
import { setAttributes } from "./attributes";

/**
 * Adds a ring over an svg, around the mark that has the focus of the keyboard: a dark and a light line, so that it is seen
 * on any colour. Returns what follows the mark to its new place; call it after each drawing.
 */
export function addFocusRing(frame: HTMLElement, svg: SVGSVGElement): () => void {
  const ring = select(frame).append("svg").attr("class", "flow-chord-focus").attr("aria-hidden", "true");
  const lines = ["ring-halo", "ring-line"].map((name) => ring.append("path").attr("class", name));
  const follow = (): void => {
    const focused = svg.ownerDocument.activeElement;
    const isMark = focused instanceof SVGGraphicsElement && focused.matches(".mark:focus-visible");
    draw(lines, isMark && svg.contains(focused) ? focused : undefined, ring);
  };
  svg.addEventListener("focusin", follow);
  svg.addEventListener("focusout", () => {
    draw(lines, undefined, ring);
  });
  return follow;
}

type Lines = readonly Selection<SVGPathElement, unknown, null, undefined>[];

function draw(
  lines: Lines,
  mark: SVGGraphicsElement | undefined,
  ring: Selection<SVGSVGElement, unknown, null, undefined>,
): void {
  // Asking where something is on the screen makes the browser lay the page out: only where there is a ring to draw.
  const d = mark === undefined ? "" : listShapes(mark).map(outlineOf).join("");
  const transform = mark === undefined ? "" : transformOf(ring.node()?.getScreenCTM(), mark.getScreenCTM());
  for (const line of lines) setAttributes(line, { d, transform });
}

function transformOf(toPage: DOMMatrix | null | undefined, fromMark: DOMMatrix | null): string {
  if (!toPage || !fromMark) return "";
  const { a, b, c, d, e, f } = toPage.inverse().multiply(fromMark);
  return `matrix(${[a, b, c, d, e, f].join()})`;
}

/** A ribbon or a cell is one path; of an arc its bands, of a bracket its line, of an entry of the legend its swatch. */
function listShapes(mark: SVGGraphicsElement): Element[] {
  if (mark instanceof SVGPathElement) return [mark];
  return [...mark.querySelectorAll(".outgoing, .incoming, .bar, .bracket, rect")];
}

function outlineOf(shape: Element): string {
  if (shape instanceof SVGPathElement) return shape.getAttribute("d") ?? "";
  const [x = 0, y = 0, width = 0, height = 0] = ["x", "y", "width", "height"].map((name) => {
    return Number(shape.getAttribute(name));
  });
  return `M${x},${y}h${width}v${height}h${-width}Z`;
}
