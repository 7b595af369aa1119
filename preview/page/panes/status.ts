import { sumSelected } from "../data/sumSelected.ts";
import type { PagePart, Shown } from "../shown.ts";
import { create } from "../widgets/element.ts";
import { tellLimits } from "./figures.ts";

/** The line below the visual: what is selected, or what can be done. */
export interface Status extends PagePart {
  /** A word about what was done last; it stays until the next change. */
  readonly tell: (text: string) => void;
}

/** Builds the line with its button that clears the selection, and below it what the page does not hold. */
export function createStatus(onClear: () => void): Status {
  const text = create("span", { class: "status-text", role: "status" });
  const clear = create("button", { type: "button", class: "quiet-button" });
  const limits = create("p", { class: "cut" });
  clear.addEventListener("click", onClear);
  return {
    element: create("div", {}, create("div", { class: "status" }, text, clear), limits),
    tell: (told) => {
      text.textContent = told;
    },
    show: (shown) => {
      text.textContent = describeSelection(shown);
      clear.textContent = shown.words.say("clear");
      clear.hidden = shown.isSelected === undefined;
      limits.textContent = tellLimits(shown.payload.figures, shown.words).join(" ");
      limits.hidden = limits.textContent === "";
    },
  };
}

function describeSelection({ fields, isSelected, words }: Shown): string {
  if (isSelected === undefined) return words.say("hint");
  const { flows, bytes, pairs } = sumSelected(fields, isSelected);
  const counts = [words.count(flows), words.count(pairs)];
  return bytes === null
    ? words.say("selectedUnmeasured", ...counts)
    : words.say("selected", ...counts, words.bytes(bytes));
}
