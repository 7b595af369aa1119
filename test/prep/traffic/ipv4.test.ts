import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatIpv4, parseIpv4 } from "../../../prep/traffic/ipv4.ts";

function parse(text: string): number | undefined {
  const bytes = Buffer.from(`x${text}x`);
  return parseIpv4(bytes, 1, bytes.length - 1);
}

test("an address comes back from its number", () => {
  for (const text of ["0.0.0.0", "255.255.255.255", "10.0.0.4", "192.0.2.10"]) {
    assert.equal(formatIpv4(parse(text) ?? NaN), text);
  }
  fc.assert(fc.property(fc.ipV4(), (text) => parse(text) !== undefined && formatIpv4(parse(text) ?? NaN) === text));
});

test("a text that an address would not give is none", () => {
  const others = [
    "",
    ".",
    "1",
    "1.2.3",
    "1.2.3.",
    ".1.2.3",
    "1..2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "01.2.3.4",
    "1.2.3.00",
    "1.2.3.4 ",
    "::1",
    "a.b.c.d",
    "1.2.3.1000",
  ];
  for (const text of others) assert.equal(parse(text), undefined, text);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.".split("")), maxLength: 16 }), (text) => {
      const number = parse(text);
      return number === undefined || formatIpv4(number) === text;
    }),
  );
});
