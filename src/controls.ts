import type { Drawn } from "./drawn";
import { buildBarContent, type BarButton, type BarContent } from "./layout/barContent";
import type { ChordLayout } from "./layout/types";
import type { ModelOptions, ViewChoice } from "./model/types";
import type { Palette } from "./render/palette";
import type { ChordOptions } from "./settings/readOptions";

/** What holds now: the author's options with the reader's choices over them. */
export type ShownOptions = ChordOptions & ViewChoice;

/** What is drawn on: the size in px, the colours, and the author's and the reader's choices. */
export interface Canvas {
  readonly options: ShownOptions;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
}

/** Smaller visuals, in px, have no buttons for modes. */
const smallestWithModes = { width: 260, height: 180 };

/** What decides on the buttons. */
export interface ControlsInput extends Canvas {
  readonly crumbs: readonly BarButton[];
  readonly showModes: boolean;
}

/** Whether there are buttons for modes, and the search. */
export function offersControls({ options, width, height }: Canvas, isAllowed: boolean): boolean {
  return options.showControls && isAllowed && width >= smallestWithModes.width && height >= smallestWithModes.height;
}

/** What stands on the bar over a layout. */
export function buildControls({ model, facts, view }: Drawn, layout: ChordLayout, input: ControlsInput): BarContent {
  const { options, crumbs, showModes } = input;
  return buildBarContent({
    model,
    crumbs,
    view: layout.panels[0]?.kind ?? "chord",
    split: options.split,
    hasField: view.table.panels !== undefined,
    page: layout.page,
    pageCount: layout.pageCount,
    showModes,
    say: facts.texts.say,
    count: facts.texts.count,
  });
}

/** The options that the model is built by. */
export function toModelOptions(options: ShownOptions): ModelOptions {
  const { cutoff, showOthers, grouping, prefixLengths, order, split, expanded, hidden } = options;
  return { cutoff, showOthers, grouping, prefixLengths, order, split, expanded, hidden };
}
