import type { PagePart, Shown } from "../shown.ts";
import { create } from "../widgets/element.ts";

/** From this width on both panes stand beside the visual; below, they are drawers over it. */
const wideQuery = "(min-width: 1100px)";

/** A pane beside the visual. */
export interface SidePane extends Pick<PagePart, "show"> {
  readonly element: HTMLElement;
  /** The button that shows and hides it. */
  readonly opener: HTMLElement;
  readonly open: () => void;
}

/** A pane with a name that can be put away; on a narrow page it opens as a drawer, and Escape closes it. */
export function createSidePane(
  name: "data" | "format",
  side: "left" | "right",
  content: readonly HTMLElement[],
): SidePane {
  const wide = matchMedia(wideQuery);
  const id = `${name}-pane`;
  const title = create("h2");
  const close = create("button", { type: "button", class: "pane-close" }, "\u00d7");
  const opener = create("button", { type: "button", class: `pane-opener ${side}`, "aria-controls": id });
  const element = create(
    "aside",
    { class: `pane ${side}`, id, tabindex: "-1" },
    create("div", { class: "pane-head" }, title, close),
    create("div", { class: "pane-body" }, ...content),
  );
  const setOpen = (isOpen: boolean): void => {
    element.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
  };
  const shut = (): void => {
    setOpen(false);
    opener.focus();
  };
  setOpen(wide.matches);
  wide.addEventListener("change", () => {
    setOpen(wide.matches);
  });
  opener.addEventListener("click", () => {
    setOpen(element.hidden);
    if (!element.hidden && !wide.matches) close.focus();
  });
  close.addEventListener("click", shut);
  element.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !wide.matches) shut();
  });
  return {
    element,
    opener,
    open: () => {
      setOpen(true);
    },
    show: ({ words }: Shown) => {
      title.textContent = words.say(name);
      element.setAttribute("aria-label", words.say(name));
      opener.textContent = words.say(name);
      close.setAttribute("aria-label", `${words.say("close")}: ${words.say(name)}`);
    },
  };
}
