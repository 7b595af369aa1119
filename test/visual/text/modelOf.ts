import { nothingHidden } from "../../../src/model/hiding";
import type { ChordModel, FlowTable, Link, Part, Slot, Totals } from "../../../src/model/types";

const cells: ChordModel["cells"] = {
  count: 0,
  ofRow: new Uint32Array(),
  panels: new Uint32Array(),
  sources: new Uint32Array(),
  targets: new Uint32Array(),
  actions: new Uint32Array(),
  rules: new Uint32Array(),
  rowCounts: new Uint32Array(),
  amountOf: () => 0,
  highlightedOf: () => 0,
  colorOf: () => 0,
  isHidden: undefined,
};

const totals: Totals = {
  total: 0,
  hidden: 0,
  drawn: 0,
  amongOthers: 0,
  leftOut: 0,
  highlighted: 0,
  denied: 0,
  flows: undefined,
  deniedFlows: undefined,
  rows: 0,
  deniedRows: 0,
  deniedNotMeasured: 0,
  topDeny: undefined,
};

/** A model that is what a spec says of it, and empty beyond that. */
export function modelOf(given: Partial<Omit<ChordModel, "totals">> & { totals?: Partial<Totals> } = {}): ChordModel {
  const empty = {
    slots: [],
    openGroups: [],
    hostCount: 0,
    shownHostCount: 0,
    panels: [],
    cellOrder: new Uint32Array(),
  };
  const names = { hasHighlights: false, actions: [], actionKinds: [], rules: [], hidden: nothingHidden, colors: [] };
  return { ...empty, ...names, cells, ...given, totals: { ...totals, ...given.totals } };
}

/** A table with so many rows, and whatever else a spec says of it. */
export function tableWith(rowCount: number, given: Partial<FlowTable> = {}): FlowTable {
  return {
    rowCount,
    endpoints: [],
    sources: new Uint32Array(),
    targets: new Uint32Array(),
    rules: undefined,
    actions: undefined,
    panels: undefined,
    values: new Float64Array(),
    flows: undefined,
    highlights: undefined,
    colors: undefined,
    problems: { notMeasured: 0, negative: 0, notANumber: 0 },
    ...given,
  };
}

export function slotOf(given: Partial<Slot> & Pick<Slot, "kind">): Slot {
  return { key: given.label ?? given.kind, label: "", path: [], hostCount: 1, parent: undefined, ...given };
}

export function linkOf(source: number, target: number, amount: Link["amount"], isDrawn = true): Link {
  return { source, target, amount, isDrawn, cellStart: 0, cellEnd: 1 };
}

export function partOf(amount: Part["amount"], given: Partial<Part> = {}): Part {
  return { action: 0, rule: 0, ruleCount: 1, amount, highlighted: 0, cellStart: 0, cellEnd: 1, ...given };
}
