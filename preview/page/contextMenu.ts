import { create } from "./element.ts";
import { placeBeside, type PagePoint } from "./floating.ts";

/** One entry of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

/** Opens a small menu; it closes on a choice, on Escape, and when the focus leaves it. */
export function openContextMenu(
  parent: HTMLElement,
  title: string,
  items: readonly MenuItem[],
  point: PagePoint,
): void {
  parent.querySelector(".menu")?.remove();
  const menu = create("div", { class: "menu", role: "menu", "aria-label": title });
  const buttons = items.map(({ label, run }) => {
    const button = create("button", { type: "button", role: "menuitem" }, label);
    button.addEventListener("click", () => {
      menu.remove();
      run();
    });
    return button;
  });
  menu.append(create("div", { class: "menu-title" }, title), ...buttons);
  menu.addEventListener("keydown", ({ key }) => {
    moveFocus(menu, buttons, key);
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) menu.remove();
  });
  parent.append(menu);
  placeBeside(menu, point);
  buttons[0]?.focus();
}

function moveFocus(menu: HTMLElement, buttons: readonly HTMLElement[], key: string): void {
  if (key === "Escape") menu.remove();
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const current = buttons.findIndex((button) => button === document.activeElement);
  buttons[(current + step + buttons.length) % buttons.length]?.focus();
}
