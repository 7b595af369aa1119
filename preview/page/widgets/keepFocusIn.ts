/** Gives the focus back to the element with the same `data-key` after the content of a parent was drawn anew. */
export function keepFocusIn(parent: HTMLElement, draw: () => void): void {
  const { activeElement } = document;
  const isInside = activeElement instanceof HTMLElement && parent.contains(activeElement);
  const key = isInside ? activeElement.closest<HTMLElement>("[data-key]")?.dataset["key"] : undefined;
  draw();
  if (key === undefined) return;
  const holder = [...parent.querySelectorAll<HTMLElement>("[data-key]")].find(({ dataset }) => dataset["key"] === key);
  const target =
    holder?.matches("button, input, select") === true ? holder : holder?.querySelector("button, input, select");
  if (target instanceof HTMLElement) target.focus();
}
