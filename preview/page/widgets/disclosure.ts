import { create } from "./element.ts";

/** A heading that opens and closes what is below it. */
export interface Disclosure {
  readonly element: HTMLElement;
  readonly head: HTMLElement;
  readonly body: HTMLElement;
  readonly setTitle: (title: string) => void;
  readonly isOpen: () => boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

let count = 0;

/** A button in a heading of this level, and a body that it shows or hides; texts come with `setTitle`. */
export function createDisclosure(
  level: 2 | 3 | 4,
  isOpen: boolean,
  onToggle: (isOpen: boolean) => void = () => undefined,
): Disclosure {
  const id = `disclosed-${count++}`;
  const title = create("span", { class: "disclosure-title" });
  const button = create("button", { type: "button", class: "disclosure-button", "aria-controls": id }, title);
  const head = create("div", { class: "disclosure-head" }, create(`h${level}`, {}, button));
  const body = create("div", { class: "disclosure-body", id });
  const setOpen = (open: boolean): void => {
    button.setAttribute("aria-expanded", String(open));
    body.hidden = !open;
  };
  setOpen(isOpen);
  button.addEventListener("click", () => {
    setOpen(body.hidden);
    onToggle(!body.hidden);
  });
  return {
    element: create("section", { class: "disclosure" }, head, body),
    head,
    body,
    setTitle: (text) => {
      title.textContent = text;
    },
    isOpen: () => !body.hidden,
    setOpen,
  };
}
