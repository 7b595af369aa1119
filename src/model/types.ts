import type { Amount } from "./amount";

/** What an arc stands for: `key` is its whole path and unique, `label` the deepest level that is not blank. */
export interface Endpoint {
  readonly key: string;
  readonly label: string;
  readonly path: readonly string[];
}

/** The rows that cannot be drawn, by reason: `notMeasured` are null, the others are no finite number of 0 or more. */
export interface RowProblems {
  readonly notMeasured: number;
  readonly negative: number;
  readonly notANumber: number;
}

/** The distinct texts of a column and, for each row, which one it has. */
export interface CodedColumn {
  readonly texts: readonly string[];
  readonly ofRow: Uint32Array;
}

/** The rows of a data view in columns; `sources[row]` and `targets[row]` are indices into `endpoints`. */
export interface FlowTable {
  readonly rowCount: number;
  readonly endpoints: readonly Endpoint[];
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly rules: CodedColumn | undefined;
  readonly actions: CodedColumn | undefined;
  readonly panels: CodedColumn | undefined;
  /** 1 for each row where no measure is given; NaN for a row that cannot be drawn. */
  readonly values: Float64Array;
  /** The highlighted part of `values`, 0 where there is none; undefined while nothing is highlighted. */
  readonly highlights: Float64Array | undefined;
  readonly problems: RowProblems;
}

/** Whether all rows are there, more are on their way, or the host has no room for the rest. */
export type LoadState = "complete" | "loading" | "incomplete";

/** What an action means for the colour and the hatch. */
export type ActionKind = "allow" | "deny" | "other";

/** How the model is built: at most `endpointCount` endpoints are shown, the rest is folded into Others or left out. */
export interface ModelOptions {
  readonly endpointCount: number;
  readonly showOthers: boolean;
}

/** One place on the circle: an endpoint, or Others (no endpoint) with the number of endpoints folded into it. */
export interface Slot {
  readonly endpoint: Endpoint | undefined;
  readonly foldedCount: number;
}

/**
 * A sub-ribbon: the flows of a link with one action and one rule. `rule` is undefined where `ruleCount` rules were put
 * together. Its rows are `model.rows[rowStart]` to `model.rows[rowEnd]` (exclusive).
 */
export interface Part {
  readonly action: number;
  readonly rule: number | undefined;
  readonly ruleCount: number;
  readonly amount: Amount;
  readonly highlighted: Amount;
  readonly rowStart: number;
  readonly rowEnd: number;
}

/** All flows from one slot to another; `amount` is the sum over its parts. Others to Others is kept, but not drawn. */
export interface Link {
  readonly source: number;
  readonly target: number;
  readonly amount: Amount;
  readonly parts: readonly Part[];
  readonly isDrawn: boolean;
}

/** One diagram: its links, and for each slot what leaves and what enters over the drawn links. */
export interface Panel {
  readonly name: string;
  readonly links: readonly Link[];
  readonly outgoing: readonly number[];
  readonly incoming: readonly number[];
}

/** Where the total went: `total = drawn + amongOthers + leftOut + inOtherPanels`, to the byte. */
export interface Totals {
  readonly total: Amount;
  readonly drawn: Amount;
  readonly amongOthers: Amount;
  readonly leftOut: Amount;
  readonly inOtherPanels: Amount;
  readonly denied: Amount;
  readonly highlighted: Amount;
}

/** Everything there is to draw; `rows` lists row indices so that each part has a range of it. */
export interface ChordModel {
  readonly slots: readonly Slot[];
  readonly endpointCount: number;
  readonly panels: readonly Panel[];
  readonly panelCount: number;
  readonly totals: Totals;
  readonly rows: Uint32Array;
  readonly hasHighlights: boolean;
  /** Texts of the actions and rules that `Part` refers to, and what each action means. */
  readonly actions: readonly string[];
  readonly actionKinds: readonly ActionKind[];
  readonly rules: readonly string[];
}
