import type { Amount } from "./amount";

/** A host as the rows name it: `key` is its whole path and unique, `label` the deepest level that is not blank. */
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

/** The distinct texts of a column and, for each row, which one it has; longer arrays than `rowCount` are room to grow. */
export interface CodedColumn {
  readonly texts: readonly string[];
  readonly ofRow: Uint32Array;
}

/**
 * The rows of a data view in columns; `sources[row]` and `targets[row]` are indices into `endpoints`. A table that is
 * loaded in segments stays the same object and grows: rows and codes are added, none is changed.
 */
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
  /** How many flows each row stands for, 0 where that is no number; undefined where the field is not given. */
  readonly flows: Float64Array | undefined;
  /** The highlighted part of `values`, 0 where there is none; undefined while nothing is highlighted. */
  readonly highlights: Float64Array | undefined;
  /** The colours that the author's conditional formatting gives to rows, "" for none; undefined without it. */
  readonly colors: CodedColumn | undefined;
  readonly problems: RowProblems;
}

/** Whether all rows are there, more are on their way, or the host has no room for the rest. */
export type LoadState = "complete" | "loading" | "incomplete";

/** What an action means for the colour and the hatch. */
export type ActionKind = "allow" | "deny" | "other";

/** How many places are shown one by one: so many, or as many as together touch a share of the total (0 to 1). */
export type Cutoff =
  { readonly by: "count"; readonly count: number } | { readonly by: "coverage"; readonly share: number };

/** What hosts are put together by; the levels are those of the fields in the roles. */
export type Grouping = "levels" | "prefix" | "none";

/** Prefix lengths for IPv4 and IPv6, undefined for those that give a readable number of groups. */
export interface PrefixLengths {
  readonly ipv4: number | undefined;
  readonly ipv6: number | undefined;
}

export type Order = "value" | "address" | "name" | "crossings";

/** What each diagram of several shows: a value of the field in the role, an action or a rule. */
export type Split = "field" | "action" | "rule";

/** What ribbons are split by: actions and in them rules, actions alone, or nothing. */
export type Breakdown = "rules" | "actions" | "none";

/** Diagrams as circles, as tables, or as circles as long as those can show what there is. */
export type View = "auto" | "chord" | "matrix";

/** The actions and rules that a reader took off the canvas, by their texts. */
export interface Hidden {
  readonly actions: readonly string[];
  readonly rules: readonly string[];
}

/** What a reader chooses on the canvas: `expanded` are the keys of open groups as they were opened, `page` is from 0. */
export interface ViewChoice {
  readonly view: View;
  readonly split: Split;
  readonly expanded: readonly string[];
  readonly hidden: Hidden;
  readonly page: number;
}

/** How the model is built; `expanded` are the keys of the groups that are open. */
export interface ModelOptions {
  readonly cutoff: Cutoff;
  readonly showOthers: boolean;
  readonly grouping: Grouping;
  readonly prefixLengths: PrefixLengths;
  readonly order: Order;
  readonly split: Split;
  readonly expanded: readonly string[];
  readonly hidden: Hidden;
}

/**
 * One place on the circle: a host, a group of hosts, or the Others of the diagram or of an open group, which are the
 * hosts and groups that have no place of their own. `key` is unique; `label` is empty for Others.
 */
export interface Slot {
  readonly kind: "host" | "group" | "others";
  readonly key: string;
  readonly label: string;
  readonly path: readonly string[];
  /** How many hosts with a share in the total it stands for; 1 for a host. */
  readonly hostCount: number;
  /** The key of the open group that it belongs to, undefined at the top. */
  readonly parent: string | undefined;
}

/** A group that is open: its members stand side by side, from slot `start` to slot `end` (exclusive). */
export interface OpenGroup {
  readonly key: string;
  readonly label: string;
  readonly path: readonly string[];
  readonly parent: string | undefined;
  readonly hostCount: number;
  readonly start: number;
  readonly end: number;
}

/**
 * All flows from one slot to another in one diagram: the cells `model.cellOrder[cellStart]` to
 * `model.cellOrder[cellEnd]` (exclusive), ordered by action, then rule. What runs among Others of one kind is kept for
 * the selection and told in words, but not drawn.
 */
export interface Link {
  readonly source: number;
  readonly target: number;
  readonly amount: Amount;
  readonly cellStart: number;
  readonly cellEnd: number;
  readonly isDrawn: boolean;
}

/**
 * A sub-ribbon: the flows of a link with one action and one rule. `rule` is undefined where `ruleCount` rules were put
 * together, `action` where actions were: then `joined` has a part for each of them. Its cells are a range of
 * `model.cellOrder`, as for a link.
 */
export interface Part {
  readonly action: number | undefined;
  readonly joined?: readonly Part[];
  readonly rule: number | undefined;
  readonly ruleCount: number;
  readonly amount: Amount;
  readonly highlighted: Amount;
  readonly cellStart: number;
  readonly cellEnd: number;
}

/** A link and its parts in stacking order; together they are the link. */
export interface DetailedLink {
  readonly link: Link;
  readonly parts: readonly Part[];
}

/** What is drawn of a diagram: the larger links one by one, and the small ones of too many, which are drawn as one. */
export interface PanelDetail {
  readonly panel: Panel;
  readonly links: readonly DetailedLink[];
  readonly rest: readonly DetailedLink[];
}

/** One diagram: `index` is its place among all, `name` is empty for the only one. It is not drawn where it is hidden. */
export interface Panel {
  readonly index: number;
  readonly name: string;
  readonly isHidden: boolean;
  readonly links: readonly Link[];
}

/**
 * Where the total went: `total = drawn + amongOthers + leftOut`, to the byte; `flows` are undefined where not given.
 * What is `hidden` is in no other number.
 */
export interface Totals {
  readonly total: Amount;
  readonly hidden: Amount;
  readonly drawn: Amount;
  readonly amongOthers: Amount;
  readonly leftOut: Amount;
  readonly highlighted: Amount;
  readonly denied: Amount;
  readonly flows: Amount | undefined;
  readonly deniedFlows: Amount | undefined;
  /** Rows; those of denied flows, and how many of them are not measured: their share would be a lie. */
  readonly rows: number;
  readonly deniedRows: number;
  readonly deniedNotMeasured: number;
  /** The rule that denies most, and what it denies of `deniedFlows`, or of `denied` without them. */
  readonly topDeny: { readonly rule: number; readonly amount: Amount } | undefined;
}

/** The rows with the same slots, panel, action and rule, put together; one index for each such cell. */
export interface Cells {
  readonly count: number;
  readonly ofRow: Uint32Array;
  readonly panels: Uint32Array;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly actions: Uint32Array;
  readonly rules: Uint32Array;
  readonly rowCounts: Uint32Array;
  readonly amountOf: (cell: number) => Amount;
  readonly highlightedOf: (cell: number) => Amount;
  /** Says what a reader took off the canvas; undefined where that is nothing. */
  readonly isHidden: ((cell: number) => boolean) | undefined;
  /** The code of the colour of its largest row in `table.colors`. */
  readonly colorOf: (cell: number) => number;
}

/** Everything there is to draw. In cells, links and parts, slots, panels, actions and rules are indices into these. */
export interface ChordModel {
  readonly slots: readonly Slot[];
  readonly openGroups: readonly OpenGroup[];
  /** Hosts that have a share in the total, and how many of them have an arc of their own with anything on it. */
  readonly hostCount: number;
  readonly shownHostCount: number;
  readonly panels: readonly Panel[];
  readonly totals: Totals;
  readonly cells: Cells;
  readonly cellOrder: Uint32Array;
  readonly hasHighlights: boolean;
  /** Texts of the actions and rules in stacking order, and what each action means; empty without the field. */
  readonly actions: readonly string[];
  readonly actionKinds: readonly ActionKind[];
  readonly rules: readonly string[];
  readonly hidden: Hidden;
  /** The author's colours, by `cells.colorOf`; empty without conditional formatting. */
  readonly colors: readonly string[];
}
