import fc from "fast-check";
import { layoutArcs } from "../../../src/layout/arcLayout";
import { layoutRibbons } from "../../../src/layout/ribbonLayout";
import type { Span } from "../../../src/layout/types";
import { buildModel } from "../../../src/model/buildModel";
import type { ChordModel } from "../../../src/model/types";
import { flowRows, modelOptions } from "../helpers/arbitraries";
import { exactTotal, tableOf } from "../helpers/tableOf";

const tolerance = 1e-9;
const sumOf = (amounts: readonly (number | bigint)[]): bigint =>
  amounts.reduce<bigint>((sum, amount) => sum + BigInt(amount), 0n);

/** What a model shows, in a form that does not depend on the order of rows. */
function describeModel({ slots, panels, totals }: ChordModel): string {
  const links = panels[0]?.links.map(({ source, target, amount, parts }) => {
    return [
      source,
      target,
      amount,
      parts.map((part) => [part.action, part.rule, part.amount, part.rowEnd - part.rowStart]),
    ];
  });
  const value = [slots.map(({ endpoint, foldedCount }) => [endpoint?.key, foldedCount]), links, totals];
  return JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item));
}

function expectTiled(spans: readonly Span[], whole: Span): void {
  const sorted = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  let at = whole.start;
  for (const { start, end } of sorted) {
    expect(Math.abs(start - at)).toBeLessThan(tolerance);
    at = end;
  }
  expect(Math.abs(at - (sorted.length > 0 ? whole.end : whole.start))).toBeLessThan(tolerance);
}

describe("folding", () => {
  it("conserves the total to the byte: drawn, among Others, left out and in other panels add up to the rows", () => {
    fc.assert(
      fc.property(flowRows, modelOptions, (rows, options) => {
        const { totals } = buildModel(tableOf(rows), options);
        expect(BigInt(totals.total)).toBe(exactTotal(rows));
        const { drawn, amongOthers, leftOut, inOtherPanels } = totals;
        expect(sumOf([drawn, amongOthers, leftOut, inOtherPanels])).toBe(exactTotal(rows));
      }),
    );
  });

  it("conserves each link in its parts, and gives each row one part at most", () => {
    fc.assert(
      fc.property(flowRows, modelOptions, (rows, options) => {
        const model = buildModel(tableOf(rows), options);
        const links = model.panels.flatMap((panel) => panel.links);
        for (const { amount, parts } of links) expect(sumOf(parts.map((part) => part.amount))).toBe(BigInt(amount));
        const listed = links.flatMap(({ parts }) =>
          parts.flatMap(({ rowStart, rowEnd }) => [...model.rows.subarray(rowStart, rowEnd)]),
        );
        expect(new Set(listed).size).toBe(listed.length);
        expect(listed.length).toBe(model.rows.length);
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
          const [before, after] = [tableOf(rows), tableOf(shuffled)].map((table) =>
            describeModel(buildModel(table, options)),
          );
          expect(after).toBe(before ?? "");
        },
      ),
    );
  });
});

describe("the layout", () => {
  it("keeps every angle finite and on the circle, and ribbons fill what leaves and what enters", () => {
    fc.assert(
      fc.property(flowRows, modelOptions, fc.integer({ min: 0, max: 50 }), (rows, options, padding) => {
        const model = buildModel(tableOf(rows), options);
        const [arcs = []] = layoutArcs(model.panels, model.slots.length, padding / 100);
        const ribbons = layoutRibbons(0, model.panels[0]?.links ?? [], arcs);
        expect(ribbons.length).toBe(model.panels[0]?.links.filter(({ isDrawn }) => isDrawn).length ?? -1);
        arcs.forEach(({ outgoing, incoming, track }, slot) => {
          for (const { start, end } of [outgoing, incoming, track]) {
            expect(start >= -tolerance && end >= start && end <= 2 * Math.PI + tolerance).toBe(true);
          }
          expectTiled(
            ribbons.filter(({ link }) => link.source === slot).map(({ source }) => source),
            outgoing,
          );
          expectTiled(
            ribbons.filter(({ link }) => link.target === slot).map(({ target }) => target),
            incoming,
          );
        });
      }),
    );
  });

  it("gives out and in the same width, and sub-ribbons tile their ribbon from 0 to 1", () => {
    fc.assert(
      fc.property(flowRows, modelOptions, (rows, options) => {
        const model = buildModel(tableOf(rows), options);
        const [arcs = []] = layoutArcs(model.panels, model.slots.length, 0.1);
        for (const { source, target, parts } of layoutRibbons(0, model.panels[0]?.links ?? [], arcs)) {
          expect(Math.abs(source.end - source.start - (target.end - target.start))).toBeLessThan(tolerance);
          expectTiled(
            parts.map(({ from, to }) => ({ start: from, end: to })),
            { start: 0, end: 1 },
          );
        }
        expect(arcs.length).toBe(model.slots.length);
      }),
    );
  });
});
