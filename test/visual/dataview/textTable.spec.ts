import fc from "fast-check";
import { codeText, createTextTable } from "../../../src/dataview/textTable";

/** The numbers of texts by a map. */
function codeByMap(texts: readonly string[]): { codes: number[]; texts: string[] } {
  const known = new Map<string, number>();
  const codes = texts.map((text) => {
    const code = known.get(text) ?? known.size;
    known.set(text, code);
    return code;
  });
  return { codes, texts: [...known.keys()] };
}

/** The numbers of texts by the table; each text is a string of its own, as the host's are. */
function codeByTable(texts: readonly string[]): { codes: number[]; texts: string[] } {
  const table = createTextTable();
  const codes = structuredClone(texts).map((text) => codeText(table, text));
  return { codes, texts: table.texts };
}

describe("the table of texts", () => {
  it("numbers texts as a map does, whatever they are", () => {
    const letter = fc.constantFrom("a", "b", "1", ".", "가", "\u0000", "😀");
    const text = fc.oneof(fc.string({ unit: letter, maxLength: 7 }), fc.constantFrom("__proto__", "constructor", ""));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
        expect(codeByTable(texts)).toEqual(codeByMap(texts));
      }),
    );
  });

  it("tells apart thousands of addresses that end alike, begin alike, or differ in the middle of a long name only", () => {
    const addresses = Array.from({ length: 6000 }, (_, at) => `10.${at % 100}.${Math.floor(at / 100)}.4`);
    const names = Array.from({ length: 3000 }, (_, at) => `vm-${at}-frontend.westeurope.cloudapp.example.net`);
    const middles = Array.from({ length: 500 }, (_, at) => `${"a".repeat(40)}${at}${"b".repeat(40)}`);
    const texts = [...addresses, ...names, ...middles];
    const twice = [...texts, ...texts];
    expect(codeByTable(twice)).toEqual(codeByMap(twice));
  });
});
