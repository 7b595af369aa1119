import fc from "fast-check";
import { findColumns } from "../../../src/dataview/columns";
import { createTableReader } from "../../../src/dataview/readTable";
import { createModeler } from "../../../src/model/buildModel";
import { detailPanels } from "../../../src/model/detailPanels";
import type { ChordModel } from "../../../src/model/types";
import { flowRows, modelOptions } from "../helpers/arbitraries";
import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { tableOf } from "../helpers/tableOf";

const cellText = (cell: unknown): string => (typeof cell === "string" ? cell : "");

/** What is drawn of a model, and of which rows. */
function describeModel(model: ChordModel): unknown {
  const { slots, openGroups, totals, actions, rules, panels } = model;
  const links = detailPanels(model, panels, () => 99).map(({ links: single }) =>
    single.map(({ link, parts }) => {
      return [link.source, link.target, link.amount, parts.map(({ action, rule, amount }) => [action, rule, amount])];
    }),
  );
  return [slots, openGroups, totals, actions, rules, panels.map(({ name }) => name), links];
}

/** The same field in all data views: a field that no row of a segment has would not be there. */
function withAllFields(rows: readonly FlowRow[]): FlowRow[] {
  return rows.map((row) => ({ smallMultiple: null, flows: null, ...row }));
}

describe("segments", () => {
  it("give the model of all rows, wherever they are cut, also when the options change in between", () => {
    fc.assert(
      fc.property(
        flowRows,
        fc.array(fc.record({ at: fc.nat(120), options: modelOptions }), { maxLength: 4 }),
        modelOptions,
        (given, cuts, options) => {
          const rows = withAllFields(given);
          const cut = cuts.sort((a, b) => a.at - b.at).filter(({ at }) => at > 0 && at < rows.length);
          const upTo = (end: number): ReturnType<typeof findColumns> => findColumns(dataViewOf(rows.slice(0, end)));
          const reader = createTableReader(upTo(cut[0]?.at ?? rows.length), { cellText, blank: "(Blank)" });
          const buildModel = createModeler(reader.table);
          for (const { at, options: early } of cut) {
            reader.readRows(upTo(at));
            buildModel(early);
          }
          reader.readRows(upTo(rows.length));
          const whole = createModeler(tableOf(rows))(options);
          expect(describeModel(buildModel(options))).toEqual(describeModel(whole));
        },
      ),
    );
  });

  it("fold each row once while the same hosts have places", () => {
    const rows = Array.from({ length: 60 }, (_, row) => ({
      source: `h${row % 4}`,
      destination: "x",
      value: 100 - row,
    }));
    let reads = 0;
    const counted = (end: number): ReturnType<typeof findColumns> => {
      const columns = findColumns(dataViewOf(rows.slice(0, end)));
      const count = (values: readonly unknown[]): never =>
        new Proxy(values, {
          get: (target, key) => {
            if (typeof key === "string" && /^\d+$/.test(key)) reads++;
            return Reflect.get(target, key) as unknown;
          },
        }) as never;
      return { ...columns, source: columns.source.map((column) => ({ ...column, values: count(column.values) })) };
    };
    const reader = createTableReader(counted(20), { cellText, blank: "" });
    for (const end of [40, 60]) reader.readRows(counted(end));
    expect(reads).toBe(60);
  });
});
