import { parseActionKind } from "./actionKind";
import { buildLinks } from "./buildLinks";
import type { WeightedLink } from "./crossingGraph";
import { createFold, foldRows, type Fold } from "./foldRows";
import { findHiddenCells, findHiddenRows } from "./hiding";
import { chooseGroupRule, createHierarchy, growHierarchy, type Hierarchy } from "./hierarchy";
import { keepLatest } from "./keepLatest";
import { listCells } from "./listCells";
import { orderPlaces } from "./orderPlaces";
import { countPairs } from "./pairIndex";
import { placeHosts, type Placement } from "./placeHosts";
import { takeRoom, type RowRoom } from "./rowRoom";
import { sumTotals } from "./sumTotals";
import { readSum } from "./sums";
import type { ChordModel, CodedColumn, FlowTable, Hidden, Link, ModelOptions, Panel, Slot } from "./types";
import { countCovering, createHostWeights, growHostWeights } from "./weighHosts";

/** An automatic prefix length gives at most this many groups where hosts are cut by coverage. */
const groupLimit = 24;

/**
 * Folds a table into what is drawn: hosts, groups and Others around each circle, one link for each pair. The function
 * may be called again when the table has grown or the options are others; then only new rows are weighed, and they
 * alone are folded as long as the same hosts have places. With nothing new it gives the same model. The sum over links
 * and what is told apart is the total.
 */
export function createModeler(
  table: FlowTable,
  room: RowRoom = takeRoom(undefined, 0),
): (options: ModelOptions) => ChordModel {
  return keepLatest(createBuilder(table, room), (options) => JSON.stringify([table.rowCount, options]));
}

function createBuilder(table: FlowTable, room: RowRoom): (options: ModelOptions) => ChordModel {
  const weightsOf = keepLatest(
    () => createHostWeights(),
    (hidden: Hidden) => JSON.stringify(hidden),
  );
  const hierarchies = new Map<string, Hierarchy>();
  let fold: Fold | undefined;
  return (options) => {
    const isHidden = findHiddenRows(table, options.hidden);
    const weights = weightsOf(options.hidden);
    growHostWeights(weights, table, isHidden);
    const limit = options.cutoff.by === "count" ? options.cutoff.count : groupLimit;
    const { grouping, prefixLengths } = options;
    const rule = chooseGroupRule(grouping, prefixLengths, table.endpoints, limit);
    const hierarchy = hierarchies.get(rule.key) ?? createHierarchy();
    hierarchies.set(rule.key, hierarchy);
    growHierarchy(hierarchy, table.endpoints, rule.listGroups);
    const placement = placeHosts({
      hierarchy,
      weights: weights.sums,
      cutoff: options.cutoff,
      showOthers: options.showOthers,
      expanded: new Set(options.expanded),
      skipsLoneHosts: grouping === "prefix",
      countCovering: (rankOfEndpoint, share) => countCovering(table, isHidden, rankOfEndpoint, share),
    });
    fold = continueFold(fold, placement, table, options);
    foldRows(fold, table, room);
    return buildModel({ table, options, hierarchy, placement, fold });
  };
}

function findPanels({ panels, actions, rules }: FlowTable, { split }: ModelOptions): CodedColumn | undefined {
  return { field: panels, action: actions, rule: rules }[split];
}

/** The fold as far as it is, if the hosts that it knows have kept their places; else an empty one. */
function continueFold(fold: Fold | undefined, placement: Placement, table: FlowTable, options: ModelOptions): Fold {
  const { places, placeOfEndpoint } = placement;
  const [stride, panels, hasColors] = [places.length + 1, findPanels(table, options), table.colors !== undefined];
  const isSame =
    fold?.stride === stride &&
    fold.panels === panels &&
    fold.hasColors === hasColors &&
    fold.placeOfEndpoint.every((place, endpoint) => place === placeOfEndpoint[endpoint]);
  if (!isSame) return createFold({ placeOfEndpoint, stride, panels, hasColors });
  fold.placeOfEndpoint = placeOfEndpoint;
  return fold;
}

interface ModelInput {
  readonly table: FlowTable;
  readonly options: ModelOptions;
  readonly hierarchy: Hierarchy;
  readonly placement: Placement;
  readonly fold: Fold;
}

function buildModel({ table, options, hierarchy, placement, fold }: ModelInput): ChordModel {
  const { places, hostCount } = placement;
  const isHidden = findHiddenCells(fold, table, options.hidden);
  const links = options.order === "crossings" ? listPlaceLinks(fold, places.length, isHidden) : [];
  const ordered = orderPlaces({ ...placement, nodes: hierarchy.nodes, order: options.order, links });
  const { slots, openGroups, slotOfPlace } = ordered;
  const cells = listCells({ fold, table, slotOfPlace, split: options.split, isHidden });
  const { ofPanel, cellOrder } = buildLinks({ cells, slots, panelCount: cells.panelTexts.length });
  const kinds = cells.actionTexts.map(parseActionKind);
  return {
    slots,
    openGroups,
    hostCount,
    shownHostCount: countShown(slots, ofPanel),
    panels: ofPanel.map((ofOne, index): Panel => {
      const name = cells.panelTexts[index] ?? "";
      return { index, name, isHidden: isHiddenPanel(options, name), links: ofOne };
    }),
    totals: sumTotals(cells, slots, kinds, table.flows !== undefined),
    cells,
    cellOrder,
    hasHighlights: table.highlights !== undefined,
    actions: cells.actionTexts,
    actionKinds: kinds,
    rules: cells.ruleTexts,
    hidden: options.hidden,
    colors: table.colors?.texts ?? [],
  };
}

function isHiddenPanel({ split, hidden }: ModelOptions, name: string): boolean {
  return split !== "field" && hidden[split === "action" ? "actions" : "rules"].includes(name);
}

/** Hosts of which anything is drawn: where Others are left out, a host may have a place and nothing to show. */
function countShown(slots: readonly Slot[], ofPanel: readonly (readonly Link[])[]): number {
  const seen = new Set<number>();
  for (const links of ofPanel) {
    for (const { source, target, isDrawn } of links) if (isDrawn) seen.add(source).add(target);
  }
  return slots.filter(({ kind }, slot) => kind === "host" && seen.has(slot)).length;
}

/** What runs between two shown places, over all panels; needed to find an order with few crossings. */
function listPlaceLinks(
  { cells, amounts, stride }: Fold,
  placeCount: number,
  isHidden: ((cell: number) => boolean) | undefined,
): WeightedLink[] {
  const weights = new Map<number, number>();
  for (let cell = 0; cell < countPairs(cells); cell++) {
    if (isHidden?.(cell) === true) continue;
    const pair = cells.firsts[cell] ?? 0;
    weights.set(pair, (weights.get(pair) ?? 0) + Number(readSum(amounts, cell)));
  }
  return [...weights].flatMap(([pair, weight]): WeightedLink[] => {
    const [source, target] = [Math.floor(pair / stride), pair % stride];
    return weight > 0 && source < placeCount && target < placeCount ? [{ source, target, weight }] : [];
  });
}
