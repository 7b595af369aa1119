import { createSidePane } from "./panes/sidePane.ts";
import type { PagePart } from "./shown.ts";
import { createDisclosure } from "./widgets/disclosure.ts";
import { create } from "./widgets/element.ts";

/** The parts that the page puts in their places. */
export interface LayoutParts {
  readonly header: PagePart;
  readonly wells: PagePart;
  readonly filters: PagePart;
  readonly toolbar: PagePart;
  readonly canvas: PagePart;
  readonly status: PagePart;
  readonly second: PagePart;
  readonly format: HTMLElement;
  readonly log: PagePart;
  readonly overlay: HTMLElement;
}

/** The page around the parts. */
export interface Layout extends PagePart {
  readonly setFailure: (text: string) => void;
}

/** Data on the left, the visual in the middle, its settings on the right, the log below. */
export function buildLayout(parts: LayoutParts): Layout {
  const failure = create("p", { class: "failure", role: "alert", hidden: "" });
  const foot = create("p", { class: "foot" });
  const [fields, filters] = [createDisclosure(3, true), createDisclosure(3, true)];
  fields.body.append(parts.wells.element);
  filters.body.append(parts.filters.element);
  const data = createSidePane("data", "left", [fields.element, filters.element]);
  const format = createSidePane("format", "right", [parts.format]);
  const panes = [data, format];
  const bar = create("div", { class: "pane-buttons" }, ...panes.map(({ opener }) => opener));
  const skips = (["stage", "format-pane"] as const).map((id) => create("a", { class: "skip", href: `#${id}` }));
  bindSkips(skips, format.open);
  const main = create(
    "main",
    {},
    create("div", { class: "toolbar-row" }, bar, parts.toolbar.element),
    failure,
    parts.canvas.element,
    parts.status.element,
    parts.second.element,
  );
  const workspace = create("div", { class: "workspace" }, data.element, main, format.element);
  const footer = create("footer", {}, parts.log.element, foot);
  return {
    element: create("div", { id: "playground" }, ...skips, parts.header.element, workspace, footer, parts.overlay),
    setFailure: (text) => {
      failure.textContent = text;
      failure.hidden = text === "";
    },
    show: (shown) => {
      const { words, payload } = shown;
      foot.textContent = words.say("foot", payload.visual.version);
      fields.setTitle(words.say("fields"));
      filters.setTitle(words.say("filters"));
      skips.forEach((skip, at) => (skip.textContent = words.say(at === 0 ? "skipToVisual" : "skipToFormat")));
      for (const part of [parts.header, parts.wells, parts.filters, parts.toolbar, parts.canvas, parts.status])
        part.show(shown);
      for (const part of [parts.second, parts.log, ...panes]) part.show(shown);
    },
  };
}

/** The address keeps the view that is shown: a skip moves the focus, not the address. */
function bindSkips([toVisual, toFormat]: readonly HTMLElement[], openFormat: () => void): void {
  toVisual?.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("iframe")?.focus();
  });
  toFormat?.addEventListener("click", (event) => {
    event.preventDefault();
    openFormat();
    document.getElementById("format-pane")?.focus();
  });
}
