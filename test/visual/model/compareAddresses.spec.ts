import fc from "fast-check";
import { compareAddresses } from "../../../src/model/address";
import { anyIpv4, anyIpv6, anyTwins } from "../helpers/addresses";

const anyHost = fc.oneof(
  anyIpv4,
  anyIpv6,
  fc.tuple(fc.oneof(anyIpv4, anyIpv6), fc.nat(130)).map(([address, length]) => `${address}/${length}`),
  fc.stringMatching(/^web-?0?[0-9]{1,3}$/),
  fc.string(),
);

describe("the order by address", () => {
  it("goes by number: IPv4, IPv6, prefixes in place, then names", () => {
    const ordered = [
      "0.0.0.0/0",
      "9.0.0.1",
      "10.1.0.0/16",
      "10.1.2.3/16",
      "10.1.0.0/24",
      "10.1.0.0",
      "10.1.0.2",
      "10.1.0.10",
      "10.2.0.0/16",
      "200.0.0.1",
      "::1",
      "2001:db8::/32",
      "2001:db8::/48",
      "2001:DB8::2",
      "2001:db8::2",
      "2001:db8::10",
      "fe80::1",
      "",
      "10.0.0",
      "10.0.0.0/33",
      "web-2",
      "web-10",
    ];
    expect([...ordered].reverse().sort(compareAddresses)).toEqual(ordered);
  });

  it("takes no text for a prefix that is none", () => {
    const names = ["1.0.0.0/", "1.0.0.0/ 8", "1.0.0.0/+8", "1.0.0.0/08", "1.0.0.0/8/8", "1.0.0.0/1e1", "::/129"];
    names.forEach((name) => {
      expect(compareAddresses(name, "ffff::")).toBe(1);
    });
  });

  it("agrees with the numbers of the addresses", () => {
    fc.assert(
      fc.property(anyTwins, ({ first, second, spell }) => {
        expect(Math.sign(compareAddresses(spell(first), spell(second)))).toBe(first < second ? -1 : 1);
      }),
      { numRuns: 1000 },
    );
  });

  it("is total: any two texts have one order, and it is the same from any permutation", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyHost, { minLength: 3, maxLength: 12 }), fc.nat(), (hosts, turn) => {
        const sorted = [...hosts].sort(compareAddresses);
        const turned = [...hosts.slice(turn % hosts.length), ...hosts.slice(0, turn % hosts.length)];
        expect(turned.sort(compareAddresses)).toEqual(sorted);
        sorted.forEach((a, index) => {
          const signs = sorted.map((b) => Math.sign(compareAddresses(a, b)));
          expect(signs).toEqual(sorted.map((_, other) => Math.sign(index - other)));
        });
      }),
      { numRuns: 500 },
    );
  });
});
