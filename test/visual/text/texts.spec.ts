import type powerbi from "powerbi-visuals-api";
import fc from "fast-check";
import { buildTexts } from "../../../src/text/texts";
import { textsOf } from "./textsOf";

const column = { displayName: "c" };
const noMeasure = { measureName: undefined, measureFormat: undefined };
const noFormat = { measureName: "Packets", measureFormat: undefined };

describe("texts", () => {
  it("fill the holes of a sentence and leave others", () => {
    const asked: string[] = [];
    const getDisplayName = (key: string): string =>
      `${key} {0} of {1}, {0}${asked.push(key) > 1 ? " asked twice" : ""}`;
    const { say } = buildTexts({ ...noMeasure, strings: { getDisplayName }, locale: "en-US", units: "none" });
    asked.length = 0;
    expect(say("key", "{1}")).toBe("key {1} of {1}, {1}");
    expect(say("key", "3", "4")).toBe("key 3 of 4, 3");
  });

  it("say 0 % and 100 % only where that is exact", () => {
    const { share } = textsOf();
    expect(share(0, 10)).toBe("0%");
    expect(share(0, 0)).toBe("0%");
    expect(share(10, 10)).toBe("100%");
    expect(share(2n ** 60n, 2 ** 60)).toBe("100%");
    expect(share(999999, 1000000)).toBe("99.9%");
    expect(share(1, 1000000)).toBe("< 0.1%");
    expect(share(2n ** 70n - 1n, 2n ** 70n)).toBe("99.9%");
    expect(textsOf({ locale: "de-DE" }).share(31.4, 100)).toBe("31,4\u00a0%");
  });

  it("say what is counted", () => {
    expect(textsOf(noMeasure).unit).toBe("rows");
    expect(textsOf({ ...noMeasure, locale: "ko-KR" }).unit).toBe("행");
    expect(textsOf(noFormat).unit).toBe("Packets");
    expect([textsOf(noMeasure), textsOf(noFormat)].map(({ isMeasured }) => isMeasured)).toEqual([false, true]);
  });

  it("take the word for one where the language does", () => {
    const isOne = (locale: string): boolean[] => [0, 1, 2, 1_000_000].map(textsOf({ locale }).isOne);
    expect(isOne("en-US")).toEqual([false, true, false, false]);
    expect(isOne("fr-FR")).toEqual([true, true, false, false]);
    expect(isOne("ja-JP")).toEqual([false, false, false, false]);
  });

  it("write dates as the host's language does", () => {
    const column = { displayName: "Time", type: { dateTime: true }, format: "d" } as powerbi.DataViewMetadataColumn;
    const write = (locale: string): string => textsOf({ locale }).cell(new Date(2018, 10, 3), column);
    expect(["en-US", "ko-KR", "ja-JP", "zh-CN", "de-DE", "fr-FR"].map(write)).toEqual([
      "11/3/2018",
      "2018-11-03",
      "2018/11/03",
      "2018/11/3",
      "03.11.2018",
      "03/11/2018",
    ]);
  });

  it("turn cells of any type into text", () => {
    const { cell } = textsOf();
    const cells = ["a", true, 12, null, undefined, new Date(NaN), {}].map((value) => cell(value as never, column));
    expect(cells).toEqual(["a", "true", "12", "", "", "", ""]);
    expect(cell(1234.5, { ...column, format: "#,0.0" })).toBe("1,234.5");
    expect(cell(new Date(2026, 0, 2), { ...column, format: "yyyy-MM-dd" })).toBe("2026-01-02");
  });

  it("get along with a locale that is none", () => {
    for (const locale of ["not a locale", "", "zz"]) {
      const texts = textsOf({ locale });
      expect([texts.count(5), texts.amount(5), texts.short(5)]).toEqual(["5", "5", "5 B"]);
    }
  });
});

describe("an exact amount", () => {
  it("has every digit", () => {
    const { amount } = textsOf(noFormat);
    expect([0, 12, 1234567.891, 0.1 + 0.2].map(amount)).toEqual(["0", "12", "1,234,567.891", "0.3"]);
    expect(amount(2n ** 63n)).toBe("9,223,372,036,854,775,808");
    expect(amount(2 ** 60)).toBe("1,152,921,504,606,846,976");
    expect(textsOf({ ...noFormat, locale: "de-DE" }).amount(1234567.891)).toBe("1.234.567,891");
  });

  it("follows the format of the measure", () => {
    const { amount } = textsOf({ measureName: "Cost", measureFormat: "$#,0.00" });
    expect([1234.5, 0].map(amount)).toEqual(["$1,234.50", "$0.00"]);
    expect(amount(2n ** 60n)).toBe("$1,152,921,504,606,846,976");
    expect(textsOf({ locale: "de-DE" }).amount(12_412_345_678)).toBe("12.412.345.678");
    expect(textsOf({ measureName: "Rate", measureFormat: "0.0%" }).amount(0.3141)).toBe("31.4%");
  });

  it("does not follow a format that hides digits", () => {
    for (const measureFormat of ['#,0,,"M"', "0.00E+00", "General Number", "", "abc"]) {
      expect(textsOf({ measureFormat }).amount(1_234_567)).toBe("1,234,567");
    }
  });

  it("has all digits of a whole number, whatever its size", () => {
    const { amount } = textsOf();
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 80n }), (exact) => {
        expect(BigInt(amount(exact).replaceAll(",", ""))).toBe(exact);
        expect(BigInt(amount(Number(exact)).replaceAll(",", ""))).toBe(BigInt(Number(exact)));
      }),
    );
  });
});

describe("a short amount", () => {
  it("of bytes is in the unit that suits it", () => {
    const { short, tellsUnit } = textsOf();
    expect(tellsUnit).toBe(true);
    const amounts = [0, 512, 0.5, 1000, 12_345, 999_999, 12_412_345_678, 5e12, 5e15, 2n ** 63n];
    const written = ["0 B", "512 B", "0.5 B", "1 kB", "12.3 kB", "1 MB", "12.4 GB", "5 TB", "5 PB", "9.22 EB"];
    expect(amounts.map(short)).toEqual(written);
    expect([0.000012, 2 ** 1000].map(short)).toEqual(["1.2E-5 B", "1.07E301 B"]);
    expect(textsOf({ locale: "ko-KR" }).short(12_412_345_678)).toBe("12.4GB");
    expect(textsOf({ locale: "de-DE" }).short(12_412_345_678)).toBe("12,4 GB");
    expect(textsOf({ units: "binaryBytes" }).short(12_412_345_678)).toBe("11.6 GiB");
    expect(textsOf({ ...noFormat, units: "bytes" }).short(12_345)).toBe("12.3 kB");
  });

  it("of bytes is written as the host's language does", () => {
    const say = (locale: string): string => textsOf({ locale }).short(12_400_000);
    expect(["en-US", "ko-KR", "fr-FR", "de-DE", "ja-JP", "zh-CN", "pt-BR"].map(say)).toEqual([
      "12.4 MB",
      "12.4MB",
      "12,4 Mo",
      "12,4 MB",
      "12.4 MB",
      "12.4 MB",
      "12,4 MB",
    ]);
    const french = { locale: "fr-FR", units: "binaryBytes" } as const;
    expect(textsOf(french).short(2048)).toBe("2 Kio");
    expect(textsOf(french).short(7)).toBe("7 o");
  });

  it("of anything else is in thousands from 10,000 on", () => {
    const { short, tellsUnit } = textsOf(noFormat);
    expect(tellsUnit).toBe(false);
    const amounts = [0, 12, 0.123456, 12.345, 1234.56, 9999, 10_000, 12_345, 999_999, 1.23e9, 1.5e12, 3e20];
    const written = ["0", "12", "0.123", "12.3", "1,235", "9,999", "10K", "12.3K", "1M", "1.23bn", "1.5T", "3E20"];
    expect(amounts.map(short)).toEqual(written);
    expect([12_345n, 2n ** 60n].map(short)).toEqual(["12.3K", "1.15E18"]);
  });

  it("of thousands speaks the host's language", () => {
    const korean = textsOf({ ...noFormat, locale: "ko-KR" });
    expect([9999, 12_345, 1.24e9].map(korean.short)).toEqual(["9,999", "1.23만", "12.4억"]);
    const german = textsOf({ ...noFormat, locale: "de-DE" });
    expect([9999, 12_345, 999_999, 1.24e9].map(german.short)).toEqual(["9.999", "12.345", "999.999", "1,24\u00a0Mrd."]);
  });

  it("keeps what the measure's format sets around it, and percentages as they are", () => {
    const cost = textsOf({ measureName: "Cost", measureFormat: "$#,0.00" });
    expect([12.5, 1_234_567].map(cost.short)).toEqual(["$12.50", "$1.23M"]);
    expect(textsOf({ measureName: "Rate", measureFormat: "0.0%" }).short(12_345.6)).toBe("1234560.0%");
    const german = textsOf({ measureName: "Kosten", measureFormat: "#,0 €", locale: "de-DE" });
    expect([12_345, 1_234_567].map(german.short)).toEqual(["12.345 €", "1,23\u00a0Mio. €"]);
  });

  it("has all digits where no units are wanted", () => {
    expect(textsOf({ units: "none" }).short(12_412_345_678)).toBe("12,412,345,678");
    expect(textsOf({ units: "none" }).tellsUnit).toBe(false);
  });

  it("never calls rows bytes", () => {
    expect(textsOf({ ...noMeasure, units: "bytes" }).short(12_345)).toBe("12.3K");
    expect(textsOf({ ...noMeasure, units: "bytes" }).tellsUnit).toBe(false);
  });

  it("stays the same when more amounts were written than are kept", () => {
    const { short } = textsOf(noFormat);
    for (let amount = 0; amount < 10_010; amount++) short(amount);
    expect([5, 9_998, 20_000].map(short)).toEqual(["5", "9,998", "20K"]);
  });

  it("of thousands is off by half of its third digit at most, and keeps the order of amounts", () => {
    const { short } = textsOf(noFormat);
    const powers: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, bn: 1e9, T: 1e12 };
    const read = (text: string): number => {
      const [, digits = "", sign = ""] = /^([\d.,]+)([A-Za-z]*)$/.exec(text) ?? [];
      return Number(digits.replaceAll(",", "")) * (powers[sign] ?? NaN);
    };
    const amount = fc.oneof(fc.nat(20_000), fc.nat(), fc.maxSafeNat());
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(Math.abs(read(short(a)) - a)).toBeLessThanOrEqual(a * 0.005 * (1 + 1e-9));
        expect(read(short(Math.min(a, b)))).toBeLessThanOrEqual(read(short(Math.max(a, b))));
      }),
    );
  });
});

describe("a full amount", () => {
  it("has the exact number behind the short one where that is rounded", () => {
    const { full } = textsOf();
    expect([0, 512, 12_412_345_678].map(full)).toEqual(["0 B", "512 B", "12.4 GB (12,412,345,678)"]);
    expect(full(2n ** 60n)).toBe("1.15 EB (1,152,921,504,606,846,976)");
    expect(textsOf({ locale: "ko-KR" }).full(12_412_345_678)).toBe("12.4GB (12,412,345,678)");
    expect(textsOf({ locale: "de-DE" }).full(12_412_345_678)).toBe("12,4 GB (12.412.345.678)");
    expect([9_999, 12_345].map(textsOf(noFormat).full)).toEqual(["9,999", "12.3K (12,345)"]);
    expect(textsOf({ units: "none" }).full(12_345)).toBe("12,345");
  });
});
