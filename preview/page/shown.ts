import type { PreviewPayload } from "../payload.ts";
import type { Fields } from "./data/fields.ts";
import type { RowTest } from "./data/filters.ts";
import type { Well } from "./data/roles.ts";
import type { PageState } from "./state.ts";
import type { Words } from "./text/words.ts";

/** All that the parts of the page draw from. */
export interface Shown {
  readonly payload: PreviewPayload;
  readonly fields: Fields;
  readonly wells: readonly Well[];
  readonly state: PageState;
  readonly words: Words;
  /** Whether a row of the cube is selected in the visual; undefined without a selection. */
  readonly isSelected: RowTest | undefined;
}

/** A part of the page; it draws what is shown, whenever something has changed. */
export interface PagePart {
  readonly element: HTMLElement;
  readonly show: (shown: Shown) => void;
}

/** Changes what the reader has chosen. */
export type Change = (change: Partial<PageState>) => void;
