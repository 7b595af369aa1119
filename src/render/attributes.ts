import { create } from "d3";

/** Sets an attribute unless it has the value already: browsers parse and repaint even what stays the same. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

const templates = new Map<string, Element>();

/** Gives copies of one svg element, which is quicker than to make each and set its attributes. */
export function buildTemplate<T extends "path" | "g" | "text">(
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
