import type { PreviewFigures } from "../payload.ts";
import { create } from "./element.ts";
import { buildHeader } from "./header.ts";
import type { Words } from "./texts.ts";

/** The places of the page: words and controls beside, the visual large. */
export interface Layout {
  readonly stage: HTMLElement;
  /** Where tooltip and menu float, above everything. */
  readonly overlay: HTMLElement;
  readonly clearButton: HTMLButtonElement;
  setStatus: (text: string, isClearable: boolean) => void;
  setFailure: (text: string) => void;
  relabel: (words: Words) => void;
}

/** Builds the page around the controls. Texts come with `relabel`. */
export function buildLayout(
  root: HTMLElement,
  controls: HTMLElement,
  { figures, version }: { figures: PreviewFigures; version: string },
): Layout {
  const header = create("div");
  const foot = create("p", { class: "foot" });
  const stage = create("div", { class: "stage" });
  const failure = create("p", { class: "failure", role: "alert", hidden: "" });
  const status = create("span", { class: "status-text", role: "status" });
  const clearButton = create("button", { type: "button", hidden: "" });
  const cut = create("p", { class: "cut", hidden: "" });
  const overlay = create("div", { class: "overlay" });
  root.replaceChildren(
    create("div", { class: "side" }, header, controls, foot),
    create("main", {}, failure, stage, create("div", { class: "status" }, status, clearButton), cut),
    overlay,
  );
  return {
    stage,
    overlay,
    clearButton,
    setStatus: (text, isClearable) => {
      status.textContent = text;
      clearButton.hidden = !isClearable;
    },
    setFailure: (text) => {
      failure.textContent = text;
      failure.hidden = text === "";
    },
    relabel: (words) => {
      header.replaceChildren(buildHeader(figures, words));
      foot.textContent = words.say("foot", version);
      clearButton.textContent = words.say("clear");
      cut.textContent = words.say("cut", words.count(figures.groupLimit), words.count(figures.groups));
      cut.hidden = figures.groups <= figures.groupLimit;
    },
  };
}
