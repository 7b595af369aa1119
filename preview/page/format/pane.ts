import type powerbi from "powerbi-visuals-api";
import { create } from "../widgets/element.ts";
import { keepFocusIn } from "../widgets/keepFocusIn.ts";
import { buildCard, type DrawnCard } from "./card.ts";
import type { PaneActions, PaneParts } from "./paneParts.ts";
import { describeShape, listCards, type PaneCard } from "./slices.ts";

/** The formatting pane, drawn from the visual's own model as Power BI does. */
export interface FormatPane {
  readonly element: HTMLElement;
  readonly show: (model: powerbi.visuals.FormattingModel | undefined, parts: PaneParts) => void;
}

/** An empty pane; it is drawn anew when the model has other settings than before, else its controls get their values. */
export function createFormatPane(actions: PaneActions): FormatPane {
  const search = create("input", { type: "search", class: "settings-search", autocomplete: "off" });
  const revertAll = create("button", { type: "button", class: "quiet-button" });
  const list = create("div", { class: "cards" });
  const nothing = create("p", { class: "nothing", role: "status" });
  let [shape, drawn, cards]: [string, readonly DrawnCard[], readonly PaneCard[]] = ["", [], []];
  const opened = new Set<string>();
  const filter = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const found = drawn.filter((card) => card.filter(wanted)).length;
    nothing.hidden = found > 0 || wanted === "";
  };
  search.addEventListener("input", filter);
  revertAll.addEventListener("click", () => {
    actions.revert(cards.flatMap(({ places }) => places));
  });
  return {
    element: create(
      "div",
      { class: "format" },
      create("div", { class: "format-tools" }, search, revertAll),
      list,
      nothing,
    ),
    show: (model, parts) => {
      const { words } = parts;
      search.placeholder = words.say("searchSettings");
      search.setAttribute("aria-label", words.say("searchSettings"));
      revertAll.textContent = words.say("revertAll");
      nothing.textContent = words.say("noSettings");
      cards = model === undefined ? [] : listCards(model);
      const next = describeShape(cards) + words.locale;
      if (next !== shape) {
        shape = next;
        drawn = cards.map((card) => buildCard(card, { ...parts, ...actions, opened }));
        keepFocusIn(list, () => {
          list.replaceChildren(...drawn.map(({ element }) => element));
        });
      }
      cards.forEach((card, index) => drawn[index]?.show(card, parts.objects));
      filter();
    },
  };
}
