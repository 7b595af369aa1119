import { parseActionKind } from "./actionKind";
import { buildLinks } from "./buildLinks";
import { orderActions, orderPanels, orderRules } from "./coding";
import { buildKeys, groupRows, type Places } from "./groupRows";
import { rankEndpoints } from "./rank";
import { sumTotals } from "./sumTotals";
import type { ChordModel, FlowTable, Link, ModelOptions, Panel } from "./types";

/** More diagrams than this are not shown side by side. */
const panelLimit = 12;

/**
 * Folds the rows into what is drawn: the largest endpoints and Others around each circle, one link for each pair, its
 * parts by action and rule. Takes O(rows + links log links); the sum over links and what is told apart is the total.
 */
export function buildModel(table: FlowTable, options: ModelOptions): ChordModel {
  const places: Places = {
    slots: rankEndpoints(table, options),
    panels: orderPanels(table, panelLimit),
    actions: orderActions(table.actions),
    rules: orderRules(table),
  };
  const keys = buildKeys(table, places);
  const { groups, rows } = groupRows(table, places, keys);
  const links = buildLinks(groups, places.slots.othersSlot);
  const kindOfCode = table.actions?.texts.map(parseActionKind) ?? [];
  const { slots } = places.slots;
  return {
    slots,
    endpointCount: places.slots.rankedCount,
    panels: places.panels.texts.slice(0, panelLimit).map((name, panel) => {
      return buildPanel(
        name,
        slots.length,
        links.filter((link) => link.panel === panel),
      );
    }),
    panelCount: table.panels?.texts.length ?? 1,
    totals: sumTotals(table, keys, links, kindOfCode),
    rows,
    hasHighlights: table.highlights !== undefined,
    actions: table.actions === undefined ? [] : places.actions.texts,
    actionKinds: table.actions === undefined ? [] : places.actions.texts.map(parseActionKind),
    rules: table.rules === undefined ? [] : places.rules.texts,
  };
}

function buildPanel(name: string, slotCount: number, links: readonly Link[]): Panel {
  const outgoing = new Array<number>(slotCount).fill(0);
  const incoming = new Array<number>(slotCount).fill(0);
  for (const { source, target, amount, isDrawn } of links) {
    if (!isDrawn) continue;
    outgoing[source] = (outgoing[source] ?? 0) + Number(amount);
    incoming[target] = (incoming[target] ?? 0) + Number(amount);
  }
  return { name, links, outgoing, incoming };
}
