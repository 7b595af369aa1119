import type powerbi from "powerbi-visuals-api";
import { findColumns } from "../../../src/dataview/columns";
import { readRowColors } from "../../../src/dataview/rowColors";
import { dataViewOf } from "../helpers/dataViewOf";

const rows = ["a", "b", "c", "d"].map((source) => ({ source, destination: "x", value: 1 }));

/** The colours of the rows where the host put these objects on its category columns. */
function colorsOf(objectsOfColumns: readonly unknown[], start = 0, end = rows.length): readonly string[] | undefined {
  const dataView = dataViewOf(rows);
  const categories = dataView.categorical?.categories ?? [];
  objectsOfColumns.forEach((objects, column) => {
    Object.assign(categories[column] as powerbi.DataViewCategoryColumn, { objects });
  });
  const colorOf = readRowColors(findColumns(dataView), start, end);
  return colorOf && rows.map((_, row) => colorOf(row));
}

const colored = (color: unknown): object => ({ colors: { fieldColor: { solid: { color } } } });

describe("the colours of the rows", () => {
  it("are those that the author's rule gives, on whichever category column they stand", () => {
    const sparse: object[] = [];
    sparse[2] = colored("#333333");
    expect(colorsOf([[colored("#111111"), null, undefined, {}], sparse])).toEqual(["#111111", "", "#333333", ""]);
  });

  it("are not there without a rule", () => {
    expect(colorsOf([])).toBeUndefined();
    expect(colorsOf([[], [{}, null]])).toBeUndefined();
    expect(colorsOf([[{ colors: {} }, { legend: { fieldColor: { solid: { color: "#111111" } } } }]])).toBeUndefined();
  });

  it("are looked for in the rows asked for", () => {
    const objects = [colored("#111111")];
    expect(colorsOf([objects], 1)).toBeUndefined();
    expect(colorsOf([objects], 0, 1)).toEqual(["#111111", "", "", ""]);
  });

  it("ignore values of a wrong type", () => {
    const junk = [colored(5), { colors: { fieldColor: "red" } }, { colors: null }, { colors: { fieldColor: null } }];
    expect(colorsOf([junk, "junk"])).toBeUndefined();
    expect(colorsOf([5, {}])).toBeUndefined();
    expect(colorsOf([null, [{ colors: { fieldColor: { solid: null } } }, colored("")]])).toBeUndefined();
  });
});
