import { create, select, type BaseType, type Selection } from "d3";

/** An element with what was last set on it here, by attribute. */
interface WrittenElement extends Element {
  flowChordWritten?: Record<string, string | undefined>;
}

/**
 * Sets an attribute unless it was set to the value here last: browsers parse and repaint even what stays the same, and
 * take long to say what they have. What is set here must not be set in another way.
 */
export function setAttribute(element: WrittenElement, name: string, value: string): void {
  const values = (element.flowChordWritten ??= {});
  if (values[name] === value) return;
  values[name] = value;
  element.setAttribute(name, value);
}

/** The same for several attributes of all elements of a selection. */
export function setAttributes<T extends Element, Datum, Parent extends BaseType, ParentDatum>(
  selection: Selection<T, Datum, Parent, ParentDatum>,
  attributes: Readonly<Record<string, string | number>>,
): typeof selection {
  const entries = Object.entries(attributes).map(([name, value]) => [name, String(value)] as const);
  return selection.each(function () {
    for (const [name, value] of entries) setAttribute(this, name, value);
  });
}

/**
 * Sets the text of an element, unless it was set to it here last. A text that was cut tells its whole wording when
 * pointed at.
 */
export function setText(element: WrittenElement, text: string, whole = text): void {
  const values = (element.flowChordWritten ??= {});
  if (values["#text"] === text && values["#whole"] === whole) return;
  values["#text"] = text;
  values["#whole"] = whole;
  const { firstChild } = element;
  // A new text for the node that is there is quicker than a new node.
  if (firstChild instanceof Text && firstChild === element.lastChild) firstChild.data = text;
  else element.textContent = text;
  if (text !== whole) select(element).append("title").text(whole);
}

/** Says of a name whether a click on it opens a group: to set a class takes long, also where it is set. */
export function markOpening(element: Element, isOpening: boolean): void {
  if (element.classList.contains("opens") !== isOpening) element.classList.toggle("opens", isOpening);
}

/** Takes off what was set with `setAttribute`. */
export function dropAttribute(element: WrittenElement, name: string): void {
  const values = element.flowChordWritten;
  if (values?.[name] === undefined) return;
  values[name] = undefined;
  element.removeAttribute(name);
}

const templates = new Map<string, Element>();

/** Gives copies of one svg element, which is quicker than to make each and set its attributes. */
export function buildTemplate<T extends "path" | "polyline" | "g" | "text">(
  tag: T,
  attributes: Readonly<Record<string, string>>,
): () => SVGElementTagNameMap[T] {
  const key = `${tag} ${JSON.stringify(attributes)}`;
  let template = templates.get(key) as SVGElementTagNameMap[T] | undefined;
  if (template === undefined) {
    templates.set(key, (template = create(`svg:${tag}`).node() as SVGElementTagNameMap[T]));
    for (const [name, value] of Object.entries(attributes)) template.setAttribute(name, value);
  }
  const whole = template;
  return () => whole.cloneNode() as SVGElementTagNameMap[T];
}
