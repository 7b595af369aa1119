/** What stands before the name of a group that can be opened. */
const opens = "▸ ";

/** The one element with this accessible name; fails where there is none or more. */
export function findNamed(element: Element, name: string): SVGElement {
  return findOnly(element.querySelectorAll<SVGElement>("svg.flow-chord [aria-label]"), name);
}

/** The one arc whose name begins so. */
export function findArc(element: Element, name: string): SVGElement {
  return findOnly(element.querySelectorAll<SVGElement>("g.arc"), name);
}

/** The one button of the bar that is called so, or begins so. */
export function findButton(element: Element, name: string): HTMLButtonElement {
  return findOnly(element.querySelectorAll<HTMLButtonElement>("button"), name);
}

/** What the buttons of a part of the bar are called, from left to right. */
export function listButtons(element: Element, part: "crumbs" | "pages" | "modes"): (string | null)[] {
  return [...element.querySelectorAll(`.${part} button`)].map((button) => button.getAttribute("aria-label"));
}

/** The one element whose text begins so, behind the sign that it can be opened; for example a label. */
export function findText(element: Element, selector: string, text: string): SVGElement {
  const found = [...element.querySelectorAll<SVGElement>(selector)].filter(({ textContent }) => {
    return textContent.replace(opens, "").startsWith(text);
  });
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} of ${selector} say ${text}`);
  return first;
}

/** The parts of the ribbon, or of the cell of a matrix, from one host to another, in stacking order. */
export function listParts(element: Element, source: string, destination: string): SVGPathElement[] {
  return [...element.querySelectorAll<SVGPathElement>(".part")].filter(({ dataset }) => {
    return dataset["source"] === source && dataset["destination"] === destination;
  });
}

/** The pairs that ribbons or cells are drawn for, each once, in order. */
export function listPairs(element: Element): string[] {
  const parts = [...element.querySelectorAll<SVGPathElement>(".part")];
  const pairs = parts.map(({ dataset }) => `${dataset["source"] ?? ""} > ${dataset["destination"] ?? ""}`);
  return [...new Set(pairs.map((pair) => pair.replaceAll(opens, "")))].sort();
}

/** The hosts, groups and Others around a circle or along a table, in their order, by the beginning of their names. */
export function listArcs(element: Element): string[] {
  return [...element.querySelectorAll(".arc")].map((arc) => {
    return (arc.getAttribute("aria-label") ?? "").split(/ sends? | with /)[0] ?? "";
  });
}

function findOnly<T extends Element>(all: NodeListOf<T>, name: string): T {
  const found = [...all].filter((one) => one.getAttribute("aria-label")?.startsWith(name) === true);
  const [first] = found;
  if (first === undefined || found.length > 1) {
    const names = [...all].map((one) => one.getAttribute("aria-label")).slice(0, 20);
    throw new Error(`${found.length} elements are named ${name}: ${names.join(" | ")}`);
  }
  return first;
}
