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

  it("numbers names as networks have them as a map does, in lists short and long", () => {
    const octet = fc.integer({ min: 1, max: 254 });
    const name = fc.oneof(
      fc.tuple(octet, octet, octet).map(([a, b, c]) => `10.${a}.${b}.${c}`),
      octet.map((at) => `192.168.1.${at}`),
      fc.tuple(fc.nat(9), octet).map(([net, at]) => `10.0.${net}.${at}`),
      fc.tuple(fc.constantFrom("web", "db", "app"), fc.nat(99)).map(([kind, at]) => `vm-${kind}-${at}`),
      fc.tuple(fc.constantFrom("allow", "deny"), fc.nat(40)).map(([kind, at]) => `UserRule_${kind}-${at}`),
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 5, maxLength: 90 }), (texts) => {
        const twice = [...texts, ...texts];
        expect(codeByTable(twice)).toEqual(codeByMap(twice));
      }),
      { numRuns: 3000 },
    );
  });

  for (const texts of [
    ["10.133.136.41", "10.120.45.201", "10.5.33.132", "10.230.174.119", "10.227.159.73", "10.158.175.41"],
    ["vm-db-49", "vm-web-20", "vm-web-10", "vm-web-8", "vm-web-1", "vm-web-70"],
    ["10.0.3.212", "10.0.2.63", "10.0.4.53", "10.0.4.219", "10.0.5.112", "10.0.3.13"],
  ]) {
    it(`finds ${texts[0] ?? ""} again, for which there is no place while other letters are read`, () => {
      const twice = [...texts, ...texts];
      expect(codeByTable(twice)).toEqual(codeByMap(twice));
    });
  }
});
