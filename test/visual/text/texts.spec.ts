import { buildTexts } from "../../../src/text/texts";

const strings = { getDisplayName: (key: string) => `${key} {0} of {1}` };
const column = { displayName: "c" };

describe("texts", () => {
  const texts = buildTexts(strings, "en-US", undefined);

  it("fill the holes of a sentence and leave others", () => {
    expect(texts.say("key", "3")).toBe("key 3 of {1}");
  });

  it("say 0 % and 100 % only where that is exact", () => {
    expect(texts.share(0, 10)).toBe("0%");
    expect(texts.share(10, 10)).toBe("100%");
    expect(texts.share(999999, 1000000)).toBe("99.9%");
    expect(texts.share(1, 1000000)).toBe("< 0.1%");
    expect(texts.share(2n ** 70n - 1n, 2n ** 70n)).toBe("99.9%");
  });

  it("write every digit of an amount", () => {
    expect(texts.amount(1234567.891)).toBe("1,234,567.89");
    expect(texts.amount(2n ** 63n)).toBe("9,223,372,036,854,775,808");
  });

  it("turn cells of any type into text", () => {
    const cells = ["a", true, 12, null, undefined, new Date(NaN), {}].map((cell) => texts.cell(cell as never, column));
    expect(cells).toEqual(["a", "true", "12", "", "", "", ""]);
    expect(texts.cell(1234.5, { ...column, format: "#,0.0" })).toBe("1,234.5");
    expect(texts.cell(new Date(2026, 0, 2), { ...column, format: "yyyy-MM-dd" })).toBe("2026-01-02");
  });

  it("get along with a locale that is none", () => {
    expect(buildTexts(strings, "not a locale", "0").count(5)).toBe("5");
    expect(buildTexts(strings, "", undefined).count(5)).toBe("5");
  });
});
