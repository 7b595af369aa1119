import fc from "fast-check";
import { parseAddress, type Address } from "../../../src/model/address";

/** The address with these 32 bits. */
export function spellIpv4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join(".");
}

/** The address with these 128 bits, in eight groups with nothing shortened. */
export function spellIpv6(bits: bigint): string {
  const shifts = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n];
  return shifts.map((shift) => ((bits >> shift) & 0xffffn).toString(16)).join(":");
}

/** The address that a test is sure to have written. */
export function parsed(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`no address: ${text}`);
  return address;
}

/** The bits of any IPv4 address. */
export const anyIpv4Bits = fc.bigInt(0n, (1n << 32n) - 1n);
/** Any IPv4 address. */
export const anyIpv4 = anyIpv4Bits.map(spellIpv4);
/** Any IPv6 address, in any of its forms. */
export const anyIpv6 = fc.oneof(fc.bigInt(0n, (1n << 128n) - 1n).map(spellIpv6), fc.ipV6());

/** Two addresses of one family that differ in one bit, and a prefix length: two of chance would share no prefix. */
export const anyTwins = fc.constantFrom(32, 128).chain((size) =>
  fc
    .record({ first: fc.bigInt(0n, (1n << BigInt(size)) - 1n), bit: fc.nat(size - 1), length: fc.nat(size) })
    .map(({ first, bit, length }) => {
      const spell = size === 32 ? spellIpv4 : spellIpv6;
      return { size, length, first, second: first ^ (1n << BigInt(bit)), spell };
    }),
);
