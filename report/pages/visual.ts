import type { Field, Projection } from "./fields.ts";
import type { ColorValue, LiteralValue } from "./literals.ts";

/** Pixels of the page; in a phone layout those of the phone. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One run of text with one size. */
export interface Paragraph {
  readonly text: string;
  readonly size: number;
  readonly isBold: boolean;
  readonly color: string;
}

/** Settings of one object of the formatting pane, for everything or only for what the selector names. */
export interface Formatting {
  readonly properties: Readonly<Record<string, LiteralValue | ColorValue | object>>;
  readonly selector?: object;
}

export type FormattingObjects = Readonly<Record<string, readonly Formatting[]>>;

/** A filter that is saved with a page or a visual. */
export type SavedFilter =
  | { readonly kind: "oneOf"; readonly field: Field; readonly values: readonly string[] }
  | { readonly kind: "equals"; readonly field: Field; readonly value: number };

/** One visual of a page; the place in the page's list is its place in the reading order. */
export interface PageVisual {
  /** Unique in its page; the name of its folder. */
  readonly name: string;
  readonly type: string;
  readonly box: Box;
  /** Place in the phone layout, if it has one. */
  readonly phone?: Box;
  /** Shown above the visual; none where the visual says itself what it is. */
  readonly title: string | undefined;
  /** What a screen reader says. */
  readonly altText: string;
  /** Whether it stands on a white panel; words stand on the page itself. */
  readonly hasPanel: boolean;
  readonly roles: Readonly<Record<string, readonly Projection[]>>;
  readonly sort?: { readonly fields: readonly Field[]; readonly direction: "Ascending" | "Descending" };
  readonly formatting: FormattingObjects;
  /** Settings of the frame beyond those that every visual has. */
  readonly frame?: FormattingObjects;
  readonly filters?: readonly SavedFilter[];
  /** Slicers with the same word filter together on every page. */
  readonly syncGroup?: string;
}

/** One page of the report. */
export interface ReportPage {
  /** The name of its folder; tooltips and drill-through name the page by it. */
  readonly name: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly use:
    { readonly kind: "page" } | { readonly kind: "tooltip" } | { readonly kind: "drillThrough"; field: Field };
  readonly filters: readonly SavedFilter[];
  /** In reading order. */
  readonly visuals: readonly PageVisual[];
}

/** What the builders of all kinds of visual take. */
export interface Placed {
  readonly name: string;
  readonly box: Box;
  readonly altText: string;
  readonly phone?: Box;
}

export interface Titled extends Placed {
  readonly title: string;
}

/** The state of buttons and cards that a setting is for; without it Power BI ignores some of theirs. */
export const defaultState = { id: "default" };
