/** An IPv4 address as a number from 0 to 2^32 - 1, an IPv6 address as four of them, the first bits first. */
export type Address = { readonly family: 4; readonly value: number } | { readonly family: 6; readonly words: Words };

type Words = readonly [number, number, number, number];

/** The prefix lengths that people use, longest first. */
const usualLengths = { 4: [28, 24, 20, 16, 12, 8], 6: [64, 56, 48, 40, 32, 16] } as const;
const wholeLength = { 4: 32, 6: 128 } as const;
const longestText = 45;
const numericOrder = new Intl.Collator("en", { numeric: true });

/**
 * Reads four decimal parts without leading zeros, or an IPv6 address in a form of RFC 4291 section 2.2, where one that
 * holds an IPv4 address stays IPv6. Undefined for all else, also with a zone, a prefix length or blanks.
 */
export function parseAddress(text: string): Address | undefined {
  const value = parseIpv4(text);
  if (value !== undefined) return { family: 4, value };
  if (text.length > longestText || !text.includes(":")) return undefined;
  const groups = readGroups(spellInGroups(text));
  return groups === undefined ? undefined : { family: 6, words: joinGroups(groups) };
}

/** An address's prefix without its host bits: `10.1.0.0/16`, or `2001:db8::/48` as RFC 5952 section 4 spells it. */
export function formatPrefix(address: Address, length: number): string {
  if (address.family === 4) return `${formatIpv4(maskWord(address.value, length))}/${length}`;
  return `${formatIpv6(maskWords(address.words, length))}/${length}`;
}

/** The same for all addresses of a prefix and cheaper than its text: a number for IPv4, a string of 8 for IPv6. */
export function prefixKey(address: Address, length: number): number | string {
  if (address.family === 4) return maskWord(address.value, length);
  return String.fromCharCode(...splitWords(maskWords(address.words, length)));
}

/**
 * The longest usual prefix length that puts addresses of one family into at most `limit` groups, the shortest where
 * none does; undefined where the addresses themselves are no more than that.
 */
export function choosePrefixLength(addresses: readonly Address[], limit: number): number | undefined {
  if (addresses.length <= limit) return undefined;
  const lengths = usualLengths[addresses[0]?.family ?? 4];
  return lengths.find((length) => hasFewPrefixes(addresses, length, limit)) ?? lengths.at(-1);
}

function hasFewPrefixes(addresses: readonly Address[], length: number, limit: number): boolean {
  const keys = new Set<number | string>();
  return addresses.every((address) => keys.add(prefixKey(address, length)).size <= limit);
}

/**
 * Orders names of hosts: IPv4, then IPv6, by number, where a prefix stands before the addresses in it and a shorter one
 * before a longer; then all other names, numbers in them by value; the same places by code unit. A total order.
 */
export function compareAddresses(a: string, b: string): number {
  return compareParsed(a, b) || (a < b ? -1 : Number(a > b));
}

function compareParsed(a: string, b: string): number {
  const first = parsePrefix(a);
  const second = parsePrefix(b);
  if (first === undefined && second === undefined) return numericOrder.compare(a, b);
  if (first === undefined || second === undefined) return first === undefined ? 1 : -1;
  return (
    first.network.family - second.network.family ||
    compareNumbers(listNumbers(first.network), listNumbers(second.network)) ||
    first.length - second.length
  );
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return (a[at] ?? 0) - (b[at] ?? 0);
}

function listNumbers(address: Address): readonly number[] {
  return address.family === 4 ? [address.value] : address.words;
}

/** The addresses that begin with the first `length` bits of one. */
export interface Prefix {
  readonly network: Address;
  readonly length: number;
}

/** Whether an address is in a prefix; one of the other family is not. */
export function isWithin(address: Address, { network, length }: Prefix): boolean {
  return address.family === network.family && prefixKey(address, length) === prefixKey(network, length);
}

/** Reads `10.0.0.0/8` or `2001:db8::/32`; an address counts as a prefix of its whole length. Undefined for all else. */
export function parsePrefix(text: string): Prefix | undefined {
  const slash = text.indexOf("/");
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const whole = wholeLength[address.family];
  const length = slash < 0 ? whole : readLength(text.slice(slash + 1));
  return length <= whole ? { network: maskAddress(address, length), length } : undefined;
}

function readLength(digits: string): number {
  return /^(0|[1-9]\d{0,2})$/.test(digits) ? Number(digits) : Infinity;
}

function maskAddress(address: Address, length: number): Address {
  if (address.family === 4) return { family: 4, value: maskWord(address.value, length) };
  return { family: 6, words: maskWords(address.words, length) };
}

function maskWords([first, second, third, fourth]: Words, length: number): Words {
  return [
    maskWord(first, length),
    maskWord(second, length - 32),
    maskWord(third, length - 64),
    maskWord(fourth, length - 96),
  ];
}

function maskWord(word: number, length: number): number {
  if (length <= 0) return 0;
  return length >= 32 ? word : (word & (-1 << (32 - length))) >>> 0;
}

function parseIpv4(text: string): number | undefined {
  if (text.length > 15) return undefined;
  let value = 0;
  let part = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9 && part !== 0) part = Math.max(part, 0) * 10 + digit;
    else if (digit === -2 && part >= 0) {
      value = value * 256 + part;
      part = -1;
      dots++;
    } else return undefined;
    if (part > 255) return undefined;
  }
  return dots === 3 && part >= 0 ? value * 256 + part : undefined;
}

/** Spells an IPv4 address at the end as two groups; what is none is left to be found wrong. */
function spellInGroups(text: string): string {
  if (!text.includes(".")) return text;
  const start = text.lastIndexOf(":") + 1;
  const value = parseIpv4(text.slice(start));
  if (value === undefined) return text;
  return `${text.slice(0, start)}${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`;
}

/** The eight groups; `::` stands for one group of zeros or more, once. */
function readGroups(text: string): number[] | undefined {
  const gap = text.indexOf("::");
  const head = splitGroups(gap < 0 ? text : text.slice(0, gap));
  const tail = splitGroups(gap < 0 ? "" : text.slice(gap + 2));
  const missing = 8 - head.length - tail.length;
  if (head.includes(-1) || tail.includes(-1) || (gap < 0 ? missing !== 0 : missing < 1)) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function splitGroups(text: string): number[] {
  return text === "" ? [] : text.split(":").map(readGroup);
}

/** One to four hexadecimal digits; -1 for all else. */
function readGroup(text: string): number {
  if (text.length === 0 || text.length > 4) return -1;
  let group = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = readHexDigit(text.charCodeAt(at));
    if (digit < 0) return -1;
    group = group * 16 + digit;
  }
  return group;
}

function readHexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function joinGroups(groups: readonly number[]): Words {
  const word = (at: number): number => (groups[at] ?? 0) * 65536 + (groups[at + 1] ?? 0);
  return [word(0), word(2), word(4), word(6)];
}

function splitWords(words: readonly number[]): number[] {
  return words.flatMap((word) => [word >>> 16, word & 0xffff]);
}

function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/** Shortens the first of the longest runs of two and more groups of zeros. */
function formatIpv6(words: readonly number[]): string {
  const groups = splitWords(words);
  let [start, end] = [0, 0];
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === 0) to++;
    if (to - from > Math.max(end - start, 1)) [start, end] = [from, to];
  }
  const spell = (some: readonly number[]): string => some.map((group) => group.toString(16)).join(":");
  return end === 0 ? spell(groups) : `${spell(groups.slice(0, start))}::${spell(groups.slice(end))}`;
}
