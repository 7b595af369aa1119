import fc from "fast-check";
import { readView, type EmptyView, type ReadyView } from "../../../src/dataview/readView";
import type { ChordModel, ModelOptions } from "../../../src/model/types";
import { flowRows, modelOptions } from "../helpers/arbitraries";
import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";

type View = ReadyView | EmptyView;

const input = {
  cellText: (cell: unknown): string => JSON.stringify(cell ?? ""),
  blank: "(Blank)",
  createBuilder: (): never => {
    throw new Error("no ids are needed");
  },
};

/** All that a model says, row by row. */
function describeView(view: View, options: ModelOptions): object {
  if (view.kind === "empty") return view;
  const { cells, cellOrder, ...model }: ChordModel = view.buildModel(options);
  const { rowCount, values, problems } = view.table;
  return {
    ...model,
    cells: [...cells.ofRow.subarray(0, rowCount)].map((cell) => [
      cells.panels[cell],
      cells.sources[cell],
      cells.targets[cell],
      cells.actions[cell],
      cells.rules[cell],
      cells.amountOf(cell),
      cells.highlightedOf(cell),
    ]),
    cellCount: cells.count,
    order: [...cellOrder],
    values: [...values.subarray(0, rowCount)],
    problems,
  };
}

describe("rows that take the room of those before", () => {
  it("give the model that they give in room of their own, whatever came before", () => {
    const view = fc.tuple(flowRows, modelOptions);
    fc.assert(
      fc.property(fc.array(view, { minLength: 2, maxLength: 5 }), (views) => {
        let before: View | undefined;
        for (const [rows, options] of views) {
          const read = (earlier: View | undefined): View => readView(dataViewOf(rows), input, earlier);
          const fresh = describeView(read(undefined), options);
          before = read(before);
          expect(describeView(before, options)).toEqual(fresh);
        }
      }),
    );
  });

  it("is kept for fewer rows, but not for very few after very many", () => {
    const many = (count: number): FlowRow[] =>
      Array.from({ length: count }, (_, row) => ({ source: `s${row % 9}`, destination: "d", value: row }));
    const lengthOf = (view: View): number => (view.kind === "ready" ? view.table.values.length : NaN);
    const large = readView(dataViewOf(many(70_000)), input, undefined);
    const smaller = readView(dataViewOf(many(20_000)), input, large);
    expect(lengthOf(smaller)).toBe(lengthOf(large));
    expect(lengthOf(readView(dataViewOf(many(10)), input, smaller))).toBe(10);
  });
});
