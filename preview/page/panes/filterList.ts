import { buildFilter, countValues, filteredNames, type FilteredName } from "../data/filters.ts";
import type { Change, PagePart, Shown } from "../shown.ts";
import { noFilters } from "../state.ts";
import { create } from "../widgets/element.ts";
import { keepFocusIn } from "../widgets/keepFocusIn.ts";
import { buildSelect } from "../widgets/select.ts";
import { nameValue } from "./fieldNames.ts";

/** Filters of the page: hours from and to, and the values of rule and action, with their flows. */
export function createFilterList(change: Change): PagePart {
  const element = create("div", { class: "filters" });
  return {
    element,
    show: (shown) => {
      const scrolled = [...element.querySelectorAll(".values")].map(({ scrollTop }) => scrollTop);
      keepFocusIn(element, () => {
        element.replaceChildren(
          ...buildTimes(shown, change),
          ...filteredNames
            .filter((name) => shown.fields.categories.has(name))
            .map((name) => buildValues(name, shown, change)),
          buildClear(shown, change),
        );
      });
      element.querySelectorAll(".values").forEach((list, at) => (list.scrollTop = scrolled[at] ?? 0));
    },
  };
}

function buildTimes(shown: Shown, change: Change): HTMLElement[] {
  const { fields, state, words } = shown;
  const texts = fields.categories.get("Hour")?.texts ?? [];
  if (texts.length < 2) return [];
  const { filters } = state;
  const build = (name: "from" | "to", isOffered: (text: string) => boolean): HTMLElement => {
    const choices = texts.filter(isOffered).map((text) => [text, text] as const);
    const select = buildSelect(words.say(name), [["", words.say("anyTime")], ...choices], name);
    select.value = filters[name];
    select.dataset["key"] = name;
    select.addEventListener("change", () => {
      change({ filters: { ...filters, [name]: select.value } });
    });
    return create("label", {}, create("span", {}, words.say(name)), select);
  };
  return [
    create(
      "div",
      { class: "times" },
      build("from", (text) => filters.to === "" || text <= filters.to),
      build("to", (text) => text >= filters.from),
    ),
  ];
}

function buildValues(name: FilteredName, { fields, state, words }: Shown, change: Change): HTMLElement {
  const { filters } = state;
  const leftOut = new Set(filters.leftOut[name]);
  const counted = countValues(fields, name, buildFilter(fields, filters, name)).sort((a, b) => b.flows - a.flows);
  const put = (next: readonly string[]): void => {
    change({ filters: { ...filters, leftOut: { ...filters.leftOut, [name]: next } } });
  };
  const rows = counted.map(({ text, flows }) => {
    const input = create("input", {
      type: "checkbox",
      name: `${name}-filter`,
      value: text,
      "data-key": `${name}: ${text}`,
    });
    input.checked = !leftOut.has(text);
    input.addEventListener("change", () => {
      put(input.checked ? filters.leftOut[name].filter((other) => other !== text) : [...leftOut, text]);
    });
    const value = create("span", { class: "value-name", title: text }, nameValue(text, words));
    return create("label", {}, input, value, create("span", { class: "value-count" }, words.count(flows)));
  });
  const all = create("input", { type: "checkbox", "data-key": `${name}: all` });
  all.checked = leftOut.size === 0;
  all.indeterminate = leftOut.size > 0 && counted.some(({ text }) => !leftOut.has(text));
  all.addEventListener("change", () => {
    put(all.checked ? [] : counted.map(({ text }) => text));
  });
  return create(
    "fieldset",
    {},
    create("legend", {}, name),
    create(
      "div",
      { class: "values" },
      create("label", {}, all, create("span", { class: "value-name" }, words.say("all"))),
      ...rows,
    ),
  );
}

function buildClear({ state, words }: Shown, change: Change): HTMLElement {
  const button = create(
    "button",
    { type: "button", class: "quiet-button", "data-key": "clear" },
    words.say("clearFilters"),
  );
  button.hidden = JSON.stringify(state.filters) === JSON.stringify(noFilters);
  button.addEventListener("click", () => {
    change({ filters: noFilters });
  });
  return button;
}
