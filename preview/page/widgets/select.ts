import { create } from "./element.ts";

/** A native list of choices; each is a value and its text. */
export function buildSelect(
  label: string,
  choices: readonly (readonly [value: string, text: string])[],
  name = "",
): HTMLSelectElement {
  const select = create("select", { "aria-label": label, ...(name !== "" && { name }) });
  setChoices(select, choices);
  return select;
}

/** Puts other choices into a list; the value stays, if it is one of them. */
export function setChoices(
  select: HTMLSelectElement,
  choices: readonly (readonly [value: string, text: string])[],
): void {
  const { value: before } = select;
  select.replaceChildren(...choices.map(([value, text]) => create("option", { value }, text)));
  if (choices.some(([value]) => value === before)) select.value = before;
}
