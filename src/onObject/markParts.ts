import {
  HtmlSubSelectableClass,
  SubSelectableDisplayNameAttribute,
  SubSelectableObjectNameAttribute,
  SubSelectableSubSelectedAttribute,
  SubSelectableTypeAttribute,
} from "powerbi-visuals-utils-onobjectutils";
import { parts } from "./parts";

/** Tells Microsoft's helper which elements are parts of the visual; empty ones are none. */
export function markParts(frame: HTMLElement, nameOf: (key: string) => string): void {
  for (const { object, nameKey, type, selector } of parts) {
    for (const element of frame.querySelectorAll(selector)) {
      if (element.childNodes.length === 0) unmark(element);
      else mark(element, { object, name: nameOf(nameKey), type: String(type) });
    }
  }
}

/** Takes off all that `markParts` and the helper have put on. */
export function unmarkParts(frame: HTMLElement): void {
  for (const element of frame.querySelectorAll(`.${HtmlSubSelectableClass}`)) unmark(element);
}

function mark(element: Element, { object, name, type }: Readonly<Record<"object" | "name" | "type", string>>): void {
  element.classList.add(HtmlSubSelectableClass);
  element.setAttribute(SubSelectableObjectNameAttribute, object);
  element.setAttribute(SubSelectableDisplayNameAttribute, name);
  element.setAttribute(SubSelectableTypeAttribute, type);
}

function unmark(element: Element): void {
  element.classList.remove(HtmlSubSelectableClass);
  for (const name of [
    SubSelectableObjectNameAttribute,
    SubSelectableDisplayNameAttribute,
    SubSelectableTypeAttribute,
    SubSelectableSubSelectedAttribute,
  ]) {
    element.removeAttribute(name);
  }
}
