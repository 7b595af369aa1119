import type { Change, PagePart, Shown } from "../shown.ts";
import { buildView, sizeKinds, viewNames, type ViewName } from "../state.ts";
import { exactSize, sizeLimits } from "../stage/canvasSize.ts";
import { create } from "../widgets/element.ts";
import { setChoices } from "../widgets/select.ts";

/** What the buttons of the toolbar do besides changing what is shown. */
export interface ToolbarActions {
  readonly exportSvg: () => void;
  readonly exportPng: () => void;
  readonly copyLink: () => void;
}

/** Views to choose from, the size of the visual, and what can be taken away from here. */
export function createToolbar(change: Change, actions: ToolbarActions): PagePart {
  const views = create("div", { class: "views", role: "group" });
  const size = createSize(change);
  const buttons = (["exportSvg", "exportPng", "copyLink"] as const).map((name) => {
    const button = create("button", { type: "button", class: `tool-button ${name}`, name });
    button.addEventListener("click", actions[name]);
    return { name, button };
  });
  let latest: Shown | undefined;
  const choose = (name: ViewName): void => {
    if (latest) change({ ...buildView(name, latest.fields), second: { ...latest.state.second, picked: [] } });
  };
  views.append(...viewNames.map((name) => buildViewButton(name, choose)));
  return {
    element: create(
      "div",
      { class: "toolbar" },
      views,
      create("div", { class: "tools" }, size.element, ...buttons.map(({ button }) => button)),
    ),
    show: (shown) => {
      const { words } = shown;
      views.setAttribute("aria-label", words.say("view"));
      latest = shown;
      showViews(views, shown);
      size.show(shown);
      for (const { name, button } of buttons) button.textContent = words.say(name);
      for (const name of ["exportSvg", "exportPng"] as const) {
        const button = buttons.find((other) => other.name === name)?.button;
        if (button) button.ariaLabel = button.title = words.say(`${name}Name`);
      }
    },
  };
}

function buildViewButton(name: ViewName, choose: (name: ViewName) => void): HTMLElement {
  const button = create("button", { type: "button", class: "view-button", name });
  button.addEventListener("click", () => {
    choose(name);
  });
  return button;
}

/** A view is pressed while roles, filters and settings are as it has them. */
function showViews(views: HTMLElement, shown: Shown): void {
  const { state, fields, words } = shown;
  const now = JSON.stringify({ roles: state.roles, filters: state.filters, objects: state.objects });
  for (const button of views.querySelectorAll("button")) {
    const name = viewNames.find((view) => view === button.name) ?? "hosts";
    button.textContent = words.say(`view_${name}`);
    button.setAttribute("aria-pressed", String(JSON.stringify(buildView(name, fields)) === now));
  }
}

function createSize(change: Change) {
  const caption = create("span");
  const select = create("select", { name: "size" });
  const [width, height] = (["width", "height"] as const).map((name) =>
    create("input", { type: "number", name, min: String(sizeLimits.smallest), max: String(sizeLimits.largest) }),
  ) as [HTMLInputElement, HTMLInputElement];
  const exact = create("span", { class: "exact" }, width, "\u00d7", height);
  select.addEventListener("change", () => {
    const kind = sizeKinds.find((name) => name === select.value) ?? "fit";
    const { offsetWidth = 960, offsetHeight = 540 } = document.querySelector<HTMLElement>(".canvas") ?? {};
    change({ size: { ...exactSize(offsetWidth, offsetHeight), kind } });
  });
  for (const input of [width, height]) {
    input.addEventListener("change", () => {
      change({ size: exactSize(width.valueAsNumber, height.valueAsNumber) });
    });
  }
  return {
    element: create("div", { class: "size" }, create("label", {}, caption, select), exact),
    show: ({ state, words }: Shown): void => {
      caption.textContent = words.say("size");
      setChoices(
        select,
        sizeKinds.map((kind) => [kind, words.say(`size_${kind}`)] as const),
      );
      select.value = state.size.kind;
      exact.hidden = state.size.kind !== "exact";
      for (const [input, name] of [
        [width, "width"],
        [height, "height"],
      ] as const) {
        input.setAttribute("aria-label", words.say(name));
        input.value = String(state.size[name]);
      }
    },
  };
}
