import fc from "fast-check";
import { createModeler } from "../../../src/model/buildModel";
import { detailPanels } from "../../../src/model/detailPanels";
import type { ChordModel, FlowTable, ModelOptions } from "../../../src/model/types";
import { flowRows, modelOptions } from "../helpers/arbitraries";
import { exactTotal, tableOf } from "../helpers/tableOf";

const sumOf = (amounts: readonly (number | bigint)[]): bigint =>
  amounts.reduce<bigint>((sum, amount) => sum + BigInt(amount), 0n);

const buildModel = (table: FlowTable, options: ModelOptions): ChordModel => createModeler(table)(options);

/** What a model shows, in a form that does not depend on the order of rows. */
function describeModel(model: ChordModel): string {
  const panels = detailPanels(model, model.panels, () => 99).map(({ panel, links, rest }) => ({
    name: panel.name,
    links: panel.links.map(({ source, target, amount, isDrawn }) => [source, target, amount, isDrawn]),
    parts: [...links, ...rest].map(({ parts }) => parts.map(({ action, rule, amount }) => [action, rule, amount])),
  }));
  const { slots, openGroups, totals, hostCount, shownHostCount, actions, rules } = model;
  const value = [slots, openGroups, totals, hostCount, shownHostCount, actions, rules, panels];
  return JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item));
}

describe("folding", () => {
  it("conserves the total to the byte: drawn, among Others, left out and hidden add up to the rows", () => {
    fc.assert(
      fc.property(flowRows, modelOptions, (rows, options) => {
        const { totals, panels } = buildModel(tableOf(rows), options);
        const { actions, rules } = options.hidden;
        const isOff = (texts: readonly string[], cell: unknown): boolean => texts.some((text) => text === (cell ?? ""));
        const shown = rows.filter(({ action, rule }) => !isOff(actions, action) && !isOff(rules, rule));
        expect(BigInt(totals.total)).toBe(exactTotal(shown));
        expect(sumOf([totals.total, totals.hidden])).toBe(exactTotal(rows));
        expect(totals.rows).toBe(shown.length);
        expect(sumOf([totals.drawn, totals.amongOthers, totals.leftOut])).toBe(exactTotal(shown));
        const drawn = panels.flatMap(({ links }) => links.filter(({ isDrawn }) => isDrawn));
        expect(sumOf(drawn.map(({ amount }) => amount))).toBe(BigInt(totals.drawn));
      }),
    );
  });

  it("conserves each link in its parts, and puts each row of a shown place into one cell of one link", () => {
    fc.assert(
      fc.property(flowRows, modelOptions, (rows, options) => {
        const model = buildModel(tableOf(rows), options);
        for (const { links, rest } of detailPanels(model, model.panels, () => 99)) {
          for (const { link, parts } of [...links, ...rest]) {
            expect(sumOf(parts.map(({ amount }) => amount))).toBe(BigInt(link.amount));
          }
        }
        const ranges = model.panels.flatMap(({ links }) => links);
        const listed = ranges.flatMap(({ cellStart, cellEnd }) => [...model.cellOrder.subarray(cellStart, cellEnd)]);
        expect(new Set(listed).size).toBe(listed.length);
        expect(listed.length).toBe(model.cellOrder.length);
        const rowsInCells = model.cells.rowCounts.subarray(0, model.cells.count).reduce((sum, count) => sum + count, 0);
        expect(rowsInCells).toBe(rows.length);
      }),
    );
  });

  it("does not depend on the order of the rows", () => {
    fc.assert(
      fc.property(
        flowRows,
        modelOptions,
        fc.array(fc.nat(), { minLength: 120, maxLength: 120 }),
        (rows, options, ranks) => {
          const shuffled = rows
            .map((row, index) => ({ row, rank: ranks[index] ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ row }) => row);
          const [before, after] = [rows, shuffled].map((given) => describeModel(buildModel(tableOf(given), options)));
          expect(after).toBe(before ?? "");
        },
      ),
    );
  });

  it("gives every host one place: the hosts of all slots and open groups are the hosts of the rows", () => {
    fc.assert(
      fc.property(flowRows, modelOptions, (rows, options) => {
        const { slots, openGroups, hostCount } = buildModel(tableOf(rows), { ...options, showOthers: true });
        expect(slots.reduce((sum, slot) => sum + slot.hostCount, 0)).toBe(hostCount);
        expect(new Set(slots.map(({ key }) => key)).size).toBe(slots.length);
        for (const { key, start, end, hostCount: members } of openGroups) {
          const inside = slots.slice(start, end);
          expect(inside.reduce((sum, slot) => sum + slot.hostCount, 0)).toBe(members);
          expect(slots.filter(({ parent }) => parent === key).every((slot) => inside.includes(slot))).toBe(true);
        }
      }),
    );
  });
});
