import { findColumns } from "../../../src/dataview/columns";
import { createTableReader } from "../../../src/dataview/readTable";
import { createModeler } from "../../../src/model/buildModel";
import { dataViewOf } from "../helpers/dataViewOf";
import { optionsOf, tableOf } from "../helpers/tableOf";

describe("reading the table", () => {
  it("takes up to three levels: the key is the whole path, the label the deepest level", () => {
    const { endpoints, sources, targets } = tableOf([
      { source: ["hub", "web", "10.0.0.4"], destination: ["spoke", "db", "10.0.0.4"] },
      { source: ["spoke", "db", "10.0.0.4"], destination: ["hub", "web", "10.0.0.4"] },
    ]);
    expect(endpoints.map(({ label, path }) => `${label} = ${path.join(" / ")}`)).toEqual([
      "10.0.0.4 = hub / web / 10.0.0.4",
      "10.0.0.4 = spoke / db / 10.0.0.4",
    ]);
    expect([...sources, ...targets]).toEqual([0, 1, 1, 0]);
  });

  it("labels with the deepest level that is not blank", () => {
    const { endpoints } = tableOf([{ source: ["hub", null], destination: [null, null] }]);
    expect(endpoints.map(({ label }) => label)).toEqual(["hub", "(Blank)"]);
  });

  it("counts null as not measured, which is not zero", () => {
    const { values, problems } = tableOf(
      [null, 0, -1, NaN, "3", Infinity].map((value) => ({ source: "a", destination: "b", value })),
    );
    expect([...values]).toEqual([NaN, 0, NaN, NaN, NaN, NaN]);
    expect(problems).toEqual({ notMeasured: 1, negative: 1, notANumber: 3 });
  });

  it("counts rows without a measure", () => {
    expect([...tableOf([{ source: "a", destination: "b" }]).values]).toEqual([1]);
  });

  it("reads highlights, none and fractions", () => {
    const { highlights } = tableOf(
      [0.5, null, NaN].map((highlight) => ({ source: "a", destination: "b", value: 2, highlight })),
    );
    expect(highlights && [...highlights]).toEqual([0.5, 0, 0]);
  });

  it("knows no rules, actions and panels where these fields are missing", () => {
    const { rules, actions, panels, highlights } = tableOf([{ source: "a", destination: "b", value: 1 }]);
    expect([rules, actions, panels, highlights]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("takes dates of the same time as one text, each an object of its own as they are", () => {
    const day = (at: number): Date => new Date(Date.UTC(2026, 10, at));
    const rows = Array.from({ length: 50 }, (_, row) => ({
      source: day(row % 2),
      destination: "b",
      rule: day(row % 5),
    }));
    let asked = 0;
    const cellText = (cell: unknown): string => {
      asked++;
      return cell instanceof Date ? cell.toISOString() : String(cell);
    };
    const { table } = createTableReader(findColumns(dataViewOf(rows)), { cellText, blank: "" });
    expect(table.endpoints.length).toBe(3);
    expect([...(table.rules?.ofRow ?? [])]).toEqual(rows.map((_, row) => row % 5));
    expect(asked).toBe(7);
  });

  it("gives hosts and groups keys of their own, also where levels are blank, the same in every language", () => {
    const rows = [
      { source: ["hub", null], destination: ["hub", "web"] },
      { source: [null, "web"], destination: [null, null] },
    ];
    const keysIn = (blank: string): string[] => {
      const { table } = createTableReader(findColumns(dataViewOf(rows)), { cellText: () => "", blank });
      const expanded = ["hub\u0000", "\u0001\u0000"];
      const { slots, openGroups } = createModeler(table)(optionsOf({ expanded }));
      return [...slots, ...openGroups].map(({ key }) => key).sort();
    };
    const keys = keysIn("(Blank)");
    expect(keys.length).toBe(6);
    expect(new Set(keys).size).toBe(6);
    expect(keysIn("(비어 있음)")).toEqual(keys);
  });

  it("gives each column its own way to write the same date or number", () => {
    const day = new Date(Date.UTC(2024, 4, 1));
    const rows = [{ source: [day, 7], destination: [day, 7] }];
    const cellText = (cell: unknown, { displayName }: { displayName: string }): string =>
      `${displayName} ${String(cell)}`;
    const { table } = createTableReader(findColumns(dataViewOf(rows)), { cellText, blank: "" });
    const labels = table.endpoints.map(({ path }) => path.map((level) => level.split(" ").slice(0, 2).join(" ")));
    expect(labels).toEqual([
      ["source 0", "source 1"],
      ["destination 0", "destination 1"],
    ]);
  });

  it("gives a host whose name has a letter of keys no key of a group", () => {
    const rows = [
      { source: ["a\u0000b", "c"], destination: ["a", "b"] },
      { source: ["\u0001", "c"], destination: [null, "c"] },
    ];
    const { slots } = createModeler(tableOf(rows))(optionsOf());
    expect(slots.map(({ key }) => key).sort()).toEqual(["\u0001\u0000", "a\u0000", "a\ufffdb\u0000", "\ufffd\u0000"]);
  });
});
