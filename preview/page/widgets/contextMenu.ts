import { create } from "./element.ts";
import { placeBeside, type PagePoint } from "./floating.ts";

/** One entry of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

/** Opens a small menu; it closes on a choice, when the focus leaves it, and on Escape, which gives the focus back. */
export function openContextMenu(
  parent: HTMLElement,
  title: string,
  items: readonly MenuItem[],
  point: PagePoint,
): void {
  const menu = create("div", { class: "menu", role: "menu", "aria-label": title });
  const before = (document.activeElement ?? document.body) as HTMLElement;
  let isOpen = true;
  /** Taking the menu away takes the focus from it, which closes it again. */
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    menu.remove();
  };
  const buttons = items.map(({ label, run }) => {
    const button = create("button", { type: "button", role: "menuitem" }, label);
    button.addEventListener("click", () => {
      close();
      run();
    });
    return button;
  });
  menu.append(create("div", { class: "menu-title" }, title), ...buttons);
  menu.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") {
      close();
      before.focus();
    } else moveFocus(buttons, key);
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) close();
  });
  parent.append(menu);
  placeBeside(menu, point);
  buttons[0]?.focus();
}

function moveFocus(buttons: readonly HTMLElement[], key: string): void {
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const current = buttons.findIndex((button) => button === document.activeElement);
  buttons[(current + step + buttons.length) % buttons.length]?.focus();
}
