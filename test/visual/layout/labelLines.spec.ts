import fc from "fast-check";
import { fitLabel, type LineRoom } from "../../../src/layout/labelLines";
import { measure } from "../helpers/layoutInputs";

const room = (width: number, more: Partial<LineRoom> = {}): LineRoom => {
  return { width, lineLimit: 1, valuePlace: "behind", measure, ...more };
};
const linesOf = (name: string, value: string, given: LineRoom): string[] =>
  fitLabel({ name, value }, given).lines.map(({ text }) => text);

describe("the lines of a label", () => {
  it("break names behind separators, and cut only what the last line cannot hold", () => {
    const wrapped = room(120, { lineLimit: 3 });
    expect(linesOf("sql-prod-customers.database.windows.net", "", wrapped)).toEqual([
      "sql-prod-customers.",
      "database.windows.net",
    ]);
    expect(linesOf("DefaultRule_DenyAllInBound", "", wrapped)).toEqual(["DefaultRule_", "DenyAllInBound"]);
    expect(linesOf("Front end of the shop", "", room(60, { lineLimit: 3 }))).toEqual(["Front end", "of the", "shop"]);
    expect(linesOf("x".repeat(50), "", room(60, { lineLimit: 2 }))).toEqual(["x".repeat(10), `${"x".repeat(9)}…`]);
  });

  it("are one line where names are cut, and keep the whole name", () => {
    const { lines, whole } = fitLabel({ name: "x".repeat(50), value: "" }, room(60));
    expect(lines.map(({ text }) => text)).toEqual([`${"x".repeat(9)}…`]);
    expect(whole).toBe("x".repeat(50));
    expect(fitLabel({ name: "short", value: "" }, room(60)).whole).toBeUndefined();
  });

  it("have the value behind the name, below it, or cut the name a little for it", () => {
    const behind = fitLabel({ name: "10.0.0.4", value: "12 GB" }, room(120));
    expect(behind.lines.map(({ text, isValue, isBehind }) => [text, isValue, isBehind])).toEqual([
      ["10.0.0.4", false, undefined],
      ["12 GB", true, true],
    ]);
    expect(behind.rows).toBe(1);
    const below = fitLabel({ name: "10.0.0.4", value: "12 GB" }, room(60, { valuePlace: "below" }));
    expect([below.rows, below.lines.at(-1)?.isBehind]).toEqual([2, undefined]);
    expect(linesOf("a-host-with-a-name", "12 GB", room(120))).toEqual(["a-host-with-…", "12 GB"]);
  });

  it("leave a value out rather than cut it, or most of the name", () => {
    expect(linesOf("10.0.0.4", "12 GB", room(60))).toEqual(["10.0.0.4"]);
    expect(linesOf("ab", "123456789", room(50, { valuePlace: "below" }))).toEqual(["ab"]);
  });

  it("are none where not one letter fits", () => {
    expect(linesOf("abc", "1", room(3))).toEqual([]);
  });

  it("never are wider than their room, nor more than allowed, and lose no letter unless they say so", () => {
    const name = fc.stringMatching(/^[a-c.\-_:/ 😀]{1,60}$/u).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(
        name,
        fc.constantFrom("", "7 B"),
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom(1, 3),
        (...given) => {
          const [text, value, width, lineLimit] = given;
          const { lines, rows, width: widest, whole } = fitLabel({ name: text, value }, room(width, { lineLimit }));
          const names = lines.filter(({ isValue }) => !isValue).map((line) => line.text);
          expect(widest).toBeLessThanOrEqual(width);
          expect(names.length).toBeLessThanOrEqual(lineLimit);
          expect(rows - names.length).toBeLessThanOrEqual(1);
          if (whole === undefined) expect(names.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
          else expect(whole).toBe(text);
        },
      ),
    );
  });
});
