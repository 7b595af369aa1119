import { create } from "./element.ts";
import { choices, type PageState } from "./state.ts";
import type { Words } from "./texts.ts";

/** The controls, and how to write their labels in another language without taking the focus from them. */
export interface Controls {
  readonly element: HTMLElement;
  relabel: (words: Words) => void;
}

/** One group of radio buttons for each choice: arrow keys move inside a group, Tab goes to the next. */
export function buildControls(
  names: readonly (keyof PageState)[],
  state: PageState,
  onChoose: (chosen: Partial<PageState>) => void,
): Controls {
  const groups = names.map((name) =>
    buildGroup(name, state[name], (value) => {
      onChoose({ [name]: value });
    }),
  );
  const element = create("div", { class: "controls", role: "group" }, ...groups.map(({ fieldset }) => fieldset));
  return {
    element,
    relabel: (words) => {
      element.setAttribute("aria-label", words.say("controls"));
      for (const group of groups) group.relabel(words);
    },
  };
}

function buildGroup<Name extends keyof PageState>(
  name: Name,
  chosen: PageState[Name],
  onChoose: (value: PageState[Name]) => void,
) {
  const legend = create("legend");
  const options = choices[name].map((value) => {
    const input = create("input", { type: "radio", name, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => {
      onChoose(value);
    });
    return { value, input, text: create("span") };
  });
  const labels = options.map(({ input, text }) => create("label", {}, input, text));
  return {
    fieldset: create("fieldset", {}, legend, create("div", { class: "segments" }, ...labels)),
    relabel: (words: Words) => {
      legend.textContent = words.say(name);
      for (const { value, text } of options)
        text.textContent = words.say(`${name}_${value}` as Parameters<Words["say"]>[0]);
    },
  };
}
