import fc from "fast-check";
import { choosePrefixLength, formatPrefix, prefixKey } from "../../../src/model/address";
import { anyIpv4, anyIpv4Bits, anyIpv6, anyTwins, parsed, spellIpv4, spellIpv6 } from "../helpers/addresses";

describe("prefixes", () => {
  it("have their host bits cleared", () => {
    const prefixes = [
      ["10.1.2.3", 16, "10.1.0.0/16"],
      ["10.1.2.3", 0, "0.0.0.0/0"],
      ["10.1.2.3", 32, "10.1.2.3/32"],
      ["255.255.255.255", 1, "128.0.0.0/1"],
      ["192.168.77.200", 20, "192.168.64.0/20"],
      ["2001:db8:1:2::3", 48, "2001:db8:1::/48"],
      ["2001:db8:ffff:ffff::3", 40, "2001:db8:ff00::/40"],
      ["2001:db8::1", 0, "::/0"],
      ["2001:db8::1", 128, "2001:db8::1/128"],
      ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 64, "ffff:ffff:ffff:ffff::/64"],
    ] as const;
    expect(prefixes.map(([text, length]) => formatPrefix(parsed(text), length))).toEqual(
      prefixes.map(([, , expected]) => expected),
    );
  });

  it("are shared by two addresses exactly if their first bits agree", () => {
    fc.assert(
      fc.property(anyTwins, ({ size, length, first, second, spell }) => {
        const [a, b] = [parsed(spell(first)), parsed(spell(second))];
        const hostBits = BigInt(size - length);
        const isShared = first >> hostBits === second >> hostBits;
        expect(formatPrefix(a, length) === formatPrefix(b, length)).toBe(isShared);
        expect(prefixKey(a, length) === prefixKey(b, length)).toBe(isShared);
      }),
      { numRuns: 1000 },
    );
  });

  it("are the address of their first bits, and their own prefix", () => {
    fc.assert(
      fc.property(anyTwins, ({ size, length, first, spell }) => {
        const hostBits = BigInt(size - length);
        const text = formatPrefix(parsed(spell(first)), length);
        const network = parsed(text.slice(0, text.indexOf("/")));
        expect(network).toEqual(parsed(spell((first >> hostBits) << hostBits)));
        expect(formatPrefix(network, length)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it("never have the same key in both families", () => {
    fc.assert(
      fc.property(anyIpv4, anyIpv6, fc.nat(32), (ipv4, ipv6, length) => {
        expect(prefixKey(parsed(ipv4), length)).not.toBe(prefixKey(parsed(ipv6), length));
      }),
    );
  });
});

describe("the automatic prefix length", () => {
  const usual = { 4: [28, 24, 20, 16, 12, 8], 6: [64, 56, 48, 40, 32, 16] };

  it("is the longest usual one that gives few enough groups", () => {
    const hosts = Array.from({ length: 600 }, (_, index) => parsed(`10.${index % 3}.${index % 50}.${index % 200}`));
    expect(choosePrefixLength(hosts, 600)).toBeUndefined();
    expect(choosePrefixLength(hosts, 200)).toBe(24);
    expect(choosePrefixLength(hosts, 149)).toBe(20);
    expect(choosePrefixLength(hosts, 3)).toBe(16);
    expect(choosePrefixLength(hosts, 2)).toBe(12);
  });

  it("is the shortest where even that gives too many", () => {
    const hosts = ["1.0.0.0", "2.0.0.0", "3.0.0.0"].map(parsed);
    expect(choosePrefixLength(hosts, 2)).toBe(8);
    expect(choosePrefixLength(["1::", "2::", "3::"].map(parsed), 0)).toBe(16);
  });

  it("is none where there are few addresses", () => {
    expect(choosePrefixLength([], 0)).toBeUndefined();
    expect(choosePrefixLength([parsed("10.0.0.1")], 1)).toBeUndefined();
  });

  it("is what counting groups over all usual lengths gives", () => {
    const bits = fc.array(anyIpv4Bits, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(bits, fc.constantFrom(4 as const, 6 as const), fc.nat(24), fc.nat(12), (all, family, same, limit) => {
        const size = family === 4 ? 32 : 128;
        // Some of the first bits agree, so that every usual length has its turn.
        const values = all.map((value) => (value >> BigInt(same)) << BigInt(family === 4 ? 0 : 64));
        const spelled = values.map((value) => parsed(family === 4 ? spellIpv4(value) : spellIpv6(value)));
        const countGroups = (length: number): number =>
          new Set(values.map((value) => value >> BigInt(size - length))).size;
        const few = usual[family].filter((length) => countGroups(length) <= limit);
        const expected = values.length <= limit ? undefined : Math.max(...few, family === 4 ? 8 : 16);
        expect(choosePrefixLength(spelled, limit)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
