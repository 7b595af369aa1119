import assert from "node:assert/strict";
import { BlockList, isIP } from "node:net";
import { test } from "node:test";
import fc from "fast-check";
import { formatPrefix, parseAddress } from "../../src/model/address.ts";

const ipv4 = fc.oneof(
  fc.ipV4(),
  fc.ipV4().map((text) => text.replace(/\d+$/, "0")),
);
const ipv6 = fc.oneof(
  fc.ipV6(),
  fc.ipV6().map((text) => text.toUpperCase()),
);
const pieces = ["0", "10", "255", "256", "01", "a", "FFFF", "12345", ".", ":", "::", "%eth0", " ", "/8"];
const nearly = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((parts) => parts.join(""));

test("what is an address is what Node takes for one, but for zones", () => {
  fc.assert(
    fc.property(fc.oneof(ipv4, ipv6, nearly, fc.string()), (text) => {
      assert.equal(parseAddress(text)?.family ?? 0, text.includes("%") ? 0 : isIP(text));
    }),
    { numRuns: 5000 },
  );
});

test("an address is in a prefix exactly if Node's block list says so", () => {
  const counts = { inside: 0, outside: 0 };
  const cases = fc.oneof(
    fc.record({
      family: fc.constant("ipv4" as const),
      address: ipv4,
      other: ipv4,
      length: fc.integer({ min: 1, max: 32 }),
    }),
    fc.record({
      family: fc.constant("ipv6" as const),
      address: ipv6,
      other: ipv6,
      length: fc.integer({ min: 1, max: 128 }),
    }),
  );
  fc.assert(
    fc.property(cases, fc.boolean(), fc.nat(), ({ family, address, other, length }, isNear, tail) => {
      const candidate = isNear ? changeEnd(address, tail) : other;
      const parsed = parseAddress(address);
      const parsedCandidate = parseAddress(candidate);
      assert.ok(parsed !== undefined && parsedCandidate !== undefined);
      const prefix = formatPrefix(parsed, length);
      const list = new BlockList();
      list.addSubnet(prefix.slice(0, prefix.indexOf("/")), length, family);
      assert.ok(list.check(address, family));
      const isInside = list.check(candidate, family);
      assert.equal(formatPrefix(parsedCandidate, length) === prefix, isInside);
      counts[isInside ? "inside" : "outside"]++;
    }),
    { numRuns: 5000 },
  );
  assert.ok(counts.inside > 500 && counts.outside > 500, JSON.stringify(counts));
});

/** An address that begins alike. */
function changeEnd(address: string, tail: number): string {
  if (address.includes(".")) return address.replace(/\d+$/, String(tail & 255));
  return address.replace(/[0-9a-f]+$/i, (tail & 0xffff).toString(16));
}
