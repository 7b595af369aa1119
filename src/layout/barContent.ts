import { nothingHidden } from "../model/hiding";
import type { ChordModel, Split, ViewChoice } from "../model/types";

export type Icon = "chord" | "matrix" | "single" | "action" | "rule" | "previous" | "next";

/** What a button of the bar changes of what is shown. */
export type Command = Partial<ViewChoice>;

/** A button of the bar: a picture, or its text. */
export interface BarButton {
  readonly text: string;
  readonly icon: Icon | undefined;
  readonly command: Command;
  /** Whether it does what is shown already; undefined for one that leads on. */
  readonly isPressed: boolean | undefined;
  readonly isDisabled: boolean;
}

/** The bar over the diagram: the way back from open groups, the pages, and the ways to look at the same data. */
export interface BarContent {
  readonly crumbs: readonly BarButton[];
  readonly pages: readonly BarButton[];
  readonly pageText: string;
  readonly modes: readonly (readonly BarButton[])[];
}

/** What the bar says and offers; `say` gives the text with a key. */
export interface BarInput {
  readonly model: ChordModel;
  readonly view: "chord" | "matrix";
  readonly split: Split;
  /** Whether a field says what each diagram shows, where they are not by action or rule. */
  readonly hasField: boolean;
  readonly crumbs: readonly BarButton[];
  readonly page: number;
  readonly pageCount: number;
  readonly showModes: boolean;
  readonly say: (key: string, ...values: string[]) => string;
  readonly count: (count: number) => string;
}

/** Lists what can be pressed in this state of the diagram; modes without a choice are left out. */
export function buildBarContent(input: BarInput): BarContent {
  const { crumbs, page, pageCount, say, count, showModes } = input;
  const isPaged = pageCount > 1;
  return {
    crumbs,
    pages: isPaged ? [pageButton(input, "previous", page - 1), pageButton(input, "next", page + 1)] : [],
    pageText: isPaged ? say("controls_page", count(page + 1), count(pageCount)) : "",
    modes: showModes ? [listViews(input), listSplits(input)].filter((group) => group.length > 1) : [],
  };
}

/** All hosts, then each open group in the order in which it was opened; a crumb closes those behind it. */
export function listCrumbs(
  { openGroups }: ChordModel,
  expanded: readonly string[],
  say: BarInput["say"],
): readonly BarButton[] {
  const opened = expanded.flatMap((wanted) => openGroups.find(({ key }) => key === wanted) ?? []);
  if (opened.length === 0) return [];
  const crumb = (text: string, keys: readonly string[]): BarButton => {
    return { text, icon: undefined, command: { expanded: keys, page: 0 }, isPressed: undefined, isDisabled: false };
  };
  return [
    crumb(say("controls_all"), []),
    ...opened.map(({ label, key }) => crumb(label, expanded.slice(0, expanded.indexOf(key) + 1))),
  ];
}

/** Brings back all that was taken off the canvas, where nothing is left on it. */
export function buildShowAll(say: BarInput["say"]): BarButton {
  const text = say("controls_showAll");
  return { text, icon: undefined, command: { hidden: nothingHidden }, isPressed: undefined, isDisabled: false };
}

function pageButton({ pageCount, say }: BarInput, icon: "previous" | "next", page: number): BarButton {
  const isDisabled = page < 0 || page >= pageCount;
  return { text: say(`controls_${icon}`), icon, command: { page }, isPressed: undefined, isDisabled };
}

function listViews({ view: shown, say }: BarInput): BarButton[] {
  return (["chord", "matrix"] as const).map((view) => {
    const text = say(`controls_${view}`);
    return { text, icon: view, command: { view, page: 0 }, isPressed: view === shown, isDisabled: false };
  });
}

function listSplits({ model, split: shown, hasField, say }: BarInput): BarButton[] {
  const splits = [
    { split: "field", icon: "single", key: hasField ? "controls_byField" : "controls_single", count: 2 },
    { split: "action", icon: "action", key: "controls_byAction", count: model.actions.length },
    { split: "rule", icon: "rule", key: "controls_byRule", count: model.rules.length },
  ] as const;
  return splits
    .filter(({ split, count }) => count > 1 || split === shown)
    .map(({ split, icon, key }) => {
      return { text: say(key), icon, command: { split, page: 0 }, isPressed: split === shown, isDisabled: false };
    });
}
