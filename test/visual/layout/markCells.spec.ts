import fc from "fast-check";
import { buildMarkCells, listRows } from "../../../src/layout/markCells";
import type { ArcMark } from "../../../src/layout/types";
import { createModeler } from "../../../src/model/buildModel";
import { optionsOf, tableOf } from "../helpers/tableOf";

describe("the rows of a mark", () => {
  it("are all of them, or the largest ones where there are more, in whatever order the rows came", () => {
    const value = fc.oneof(fc.nat(50), fc.constant(null));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (values, limit) => {
          const table = tableOf(
            values.map((each, row) => ({ source: row % 3 === 0 ? "a" : "b", destination: "c", value: each })),
          );
          const model = createModeler(table)(optionsOf());
          const slot = model.slots.findIndex(({ label }) => label === "a");
          if (slot < 0) return;
          const mark: ArcMark = { kind: "arc", panel: 0, slot };
          const listed = listRows(model, buildMarkCells(model)(mark), table.values, limit);
          const all = values.map((_, row) => row).filter((row) => row % 3 === 0);
          const sorted = [...all].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
          expect(listed).toEqual(all.length <= limit ? all : sorted.slice(0, limit));
        },
      ),
    );
  });
});
