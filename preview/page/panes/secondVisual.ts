import { buildFilter, countValues, type RowTest } from "../data/filters.ts";
import type { Change, PagePart, Shown } from "../shown.ts";
import { createDisclosure } from "../widgets/disclosure.ts";
import { create } from "../widgets/element.ts";
import { keepFocusIn } from "../widgets/keepFocusIn.ts";
import { buildSelect } from "../widgets/select.ts";
import { nameField, nameValue } from "./fieldNames.ts";

/** More bars than these would not be looked at. */
const mostBars = 12;

/** On a wide page of so little height the first visual needs the room: bars open on a click. */
const lowQuery = "(min-width: 700px) and (max-height: 760px)";

/** Another visual of the page: bars that highlight or filter the first visual, and show what is selected there. */
export function createSecondVisual(change: Change): PagePart {
  const disclosure = createDisclosure(2, !matchMedia(lowQuery).matches);
  const tools = create("div", { class: "second-tools" });
  const bars = create("div", { class: "bars", role: "group" });
  disclosure.head.append(tools);
  disclosure.body.append(bars);
  disclosure.element.classList.add("second");
  return {
    element: disclosure.element,
    show: (shown) => {
      const { words, state } = shown;
      disclosure.setTitle(words.say("second"));
      keepFocusIn(disclosure.element, () => {
        tools.replaceChildren(buildChoice(shown, change), buildMode(shown, change));
        bars.replaceChildren(...buildBars(shown, change));
      });
      bars.setAttribute("aria-label", `${words.say("secondBy")} ${nameField(state.second.by, words)}`);
    },
  };
}

function buildChoice({ fields, state, words }: Shown, change: Change): HTMLElement {
  const names = [...fields.categories.keys()].map((name) => [name, nameField(name, words)] as const);
  const select = buildSelect(words.say("secondBy"), names, "secondBy");
  select.value = state.second.by;
  select.dataset["key"] = "secondBy";
  select.addEventListener("change", () => {
    change({ second: { ...state.second, by: select.value, picked: [] } });
  });
  return create("label", {}, create("span", {}, words.say("secondBy")), select);
}

function buildMode({ state, words }: Shown, change: Change): HTMLElement {
  const select = buildSelect(
    words.say("secondMode"),
    [
      ["highlight", words.say("secondMode_highlight")],
      ["filter", words.say("secondMode_filter")],
    ],
    "secondMode",
  );
  select.value = state.second.mode;
  select.dataset["key"] = "secondMode";
  select.addEventListener("change", () => {
    change({ second: { ...state.second, mode: select.value === "filter" ? "filter" : "highlight" } });
  });
  return create("label", {}, create("span", {}, words.say("secondMode")), select);
}

function buildBars(shown: Shown, change: Change): HTMLElement[] {
  const { fields, state, words } = shown;
  const { by, picked } = state.second;
  const isIn: RowTest = buildFilter(fields, state.filters);
  const counted = countValues(fields, by, isIn, shown.isSelected);
  const isTime = by === "Hour" || by === "Day" || by === "HourOfDay";
  if (!isTime) counted.sort((a, b) => b.flows - a.flows);
  if (counted.length === 0) return [create("p", { class: "nothing" }, words.say("secondNone"))];
  const most = Math.max(...counted.map(({ flows }) => flows));
  const limit = isTime ? counted.length : mostBars;
  const drawn = counted.slice(0, limit).map(({ text, flows, lit }) => {
    const isPicked = picked.includes(text);
    const bar = create(
      "span",
      { class: "bar" },
      create("span", { class: "bar-whole" }),
      create("span", { class: "bar-lit" }),
    );
    const isFaint = picked.length > 0 && !isPicked;
    bar.style.setProperty("--whole", String(flows / most));
    bar.style.setProperty("--lit", String((isFaint ? 0 : lit) / most));
    const name = nameValue(text, words);
    const button = create(
      "button",
      { type: "button", class: "bar-button", "aria-pressed": String(isPicked), "data-key": `bar ${text}`, title: name },
      create("span", { class: "bar-name" }, name),
      create("span", { class: "bar-count" }, words.count(flows)),
      bar,
    );
    button.addEventListener("click", (event) => {
      const kept = event.ctrlKey || event.metaKey || event.shiftKey ? picked : [];
      const others = kept.filter((other) => other !== text);
      const isOnly = isPicked && (kept.length > 0 || picked.length === 1);
      change({ second: { ...state.second, picked: isOnly ? others : [...others, text] } });
    });
    return button;
  });
  const rest = counted.slice(limit);
  const restFlows = rest.reduce((sum, { flows }) => sum + flows, 0);
  const more = words.say("secondMore", words.count(rest.length), words.count(restFlows));
  return [...drawn, ...(rest.length > 0 ? [create("p", { class: "nothing" }, more)] : [])];
}
