import fc from "fast-check";
import { countsBytes, scaleBytes, type ScaledBytes } from "../../../src/text/units";

const signs = {
  1000: ["B", "kB", "MB", "GB", "TB", "PB", "EB"],
  1024: ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"],
} as const;

function unscale({ value, sign }: ScaledBytes, base: 1000 | 1024): number {
  return value * base ** Math.max(signs[base].indexOf(sign as never), 0);
}

/** Whole bytes up to 999 of the largest unit. */
const bytes = fc.oneof(
  fc.nat(2_000_000),
  fc.maxSafeNat(),
  fc.bigInt({ min: 0n, max: 900n * 10n ** 18n }).map(Number),
  fc.tuple(fc.nat(5), fc.integer({ min: -600, max: 600 })).map(([power, off]) => Math.max(1000 ** power + off, 0)),
);

describe("a measure counts bytes", () => {
  for (const [name, format] of [
    ["Bytes"],
    ["BytesSrcToDest", "#,0"],
    ["Sum of TOTALBYTES"],
    ["Octets in"],
    ["바이트 합계"],
    ["送信バイト数"],
    ["字节数"],
    ["位元組"],
    ["Octets envoyés"],
    ["Bytes per session"],
    ["Traffic", '#,0 "bytes"'],
    ["Traffic", "#,0\\ \\B"],
    ["Traffic", '#,0" B"'],
    ["Traffic", '#,0,,"MB"'],
  ] as const) {
    it(`where it is called ${name}, with the format ${format ?? "of none"}`, () => {
      expect(countsBytes(name, format)).toBe(true);
    });
  }

  for (const [name, format] of [
    ["Packets"],
    ["Flow count", "#,0"],
    ["Kilobytes"],
    ["MegaBytes sent"],
    ["mebibytes"],
    ["메가바이트"],
    ["メガバイト"],
    ["兆字节"],
    ["Mégaoctets"],
    ["Octets (Mo)"],
    ["Bytes (MB)"],
    ["BytesGB"],
    ["Bytes in kb"],
    ["% of bytes"],
    ["Bytes", "0.0%"],
    ["Bytes", '#,0 "MB"'],
    ["Traffic", '0.0 "GiB"'],
    ["Traffic", "#,0,,"],
  ] as const) {
    it(`but not where it is called ${name}, with the format ${format ?? "of none"}`, () => {
      expect(countsBytes(name, format)).toBe(false);
    });
  }
});

describe("scaled bytes", () => {
  it("never reach 1000 of a unit by rounding", () => {
    expect(scaleBytes(999_499, 1000)).toEqual({ value: 999, sign: "kB" });
    expect(scaleBytes(999_999, 1000)).toEqual({ value: 1, sign: "MB" });
    expect(scaleBytes(1023 * 1024, 1024)).toEqual({ value: 0.999, sign: "MiB" });
  });

  it("take exact sums beyond 2^53", () => {
    expect(scaleBytes(2n ** 60n, 1024)).toEqual({ value: 1, sign: "EiB" });
    expect(scaleBytes(12_412_345_678_000_000_000n, 1000)).toEqual({ value: 12.4, sign: "EB" });
  });

  it("have no unit beyond the largest", () => {
    expect(scaleBytes(1e21, 1000)).toEqual({ value: 1e21, sign: undefined });
  });

  for (const base of [1000, 1024] as const) {
    it(`to the base ${base} are off by half of their third digit at most`, () => {
      fc.assert(
        fc.property(bytes, (amount) => {
          const scaled = scaleBytes(amount, base);
          expect(scaled.value).toBeLessThan(1000);
          expect(scaled.sign === "B" || scaled.value >= 0.97).toBe(true);
          expect(Math.abs(unscale(scaled, base) - amount)).toBeLessThanOrEqual(amount * 0.005 * (1 + 1e-9));
        }),
      );
    });

    it(`to the base ${base} keep the order of amounts`, () => {
      fc.assert(
        fc.property(bytes, bytes, (a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          expect(unscale(scaleBytes(low, base), base)).toBeLessThanOrEqual(unscale(scaleBytes(high, base), base));
        }),
      );
    });
  }
});
