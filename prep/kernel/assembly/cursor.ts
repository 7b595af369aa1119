/*
 * The place in the input where the scan is, and the signs of JSON. Whoever is not given what it asks for gives up the
 * record: `isCut` says whether that is because the input ends.
 */

export let at: usize = 0;
export let isCut: bool = false;
let inputEnd: usize = 0;

/** The string that was read last, without its quotes. */
export let textStart: usize = 0;
export let textLength: u32 = 0;
export let isAscii: bool = true;

/** Whether the record is given up for want of room. */
export let wantsRoom: bool = false;

export function setInput(start: usize, end: usize): void {
  at = start;
  inputEnd = end;
}

/** A record begins here. */
export function begin(): void {
  isCut = false;
  wantsRoom = false;
}

export function moveTo(place: usize): void {
  at = place;
}

/** Says that the record is given up, because of what stands at a place. */
export function giveUp(place: usize): bool {
  isCut = place >= inputEnd;
  return false;
}

/** Gives the record up because of a string that begins here: cut, where its end is not in sight. */
export function giveUpString(): bool {
  let end = at;
  while (end < inputEnd && load<u8>(end) !== 0x22) end++;
  return giveUp(end);
}

/** Gives the record up until there is more room. */
export function wantRoom(): bool {
  wantsRoom = true;
  return false;
}

/** The next byte that is no white space; it stays. */
export function peek(): u32 {
  let byte = <u32>load<u8>(at);
  while (byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) && at < inputEnd) {
    byte = load<u8>(++at);
  }
  return byte;
}

/** Takes a sign. */
export function takeSign(sign: u32): bool {
  if (peek() !== sign || at >= inputEnd) return giveUp(at);
  at++;
  return true;
}

/** Takes a comma, where one stands, or the closing sign; `isLast` says which. */
export let isLast: bool = false;
export function takeCommaOr(closer: u32): bool {
  const sign = peek();
  if ((sign !== 0x2c && sign !== closer) || at >= inputEnd) return giveUp(at);
  at++;
  isLast = sign === closer;
  return true;
}

/** Takes the closing sign, where the list is empty: `isLast` says so. */
export function takeEmptyOr(closer: u32): bool {
  isLast = peek() === closer;
  if (at >= inputEnd) return giveUp(at);
  if (isLast) at++;
  return true;
}

/** Takes a string without escapes. */
export function takeString(): bool {
  if (!takeSign(0x22)) return false;
  textStart = at;
  isAscii = true;
  const quotes = i8x16.splat(0x22);
  const escapes = i8x16.splat(0x5c);
  const spaces = i8x16.splat(0x20);
  for (; at < inputEnd; at += 16) {
    const bytes = v128.load(at);
    const odd = v128.or(i8x16.eq(bytes, escapes), i8x16.lt_u(bytes, spaces));
    const stops = <u32>i8x16.bitmask(v128.or(odd, i8x16.eq(bytes, quotes)));
    const high = <u32>i8x16.bitmask(bytes);
    if (stops === 0) {
      if (high !== 0) isAscii = false;
      continue;
    }
    const stop = ctz(stops);
    if ((high & ((1 << stop) - 1)) !== 0) isAscii = false;
    at += stop;
    if (load<u8>(at) !== 0x22 || at >= inputEnd) return giveUp(at);
    textLength = <u32>(at - textStart);
    at++;
    return true;
  }
  return giveUp(inputEnd);
}

/** Whether the string that was read last is this one, of ASCII. */
export function isString(word: string): bool {
  if (textLength !== <u32>word.length) return false;
  const letters = changetype<usize>(word);
  for (let index: usize = 0; index < textLength; index++) {
    if (<u16>load<u8>(textStart + index) !== load<u16>(letters + (index << 1))) return false;
  }
  return true;
}

/** Takes a key and its colon. */
export function takeKey(): bool {
  return takeString() && takeColon();
}

function takeColon(): bool {
  return takeSign(0x3a);
}

/** Takes a string, a number, or a word as `null`. */
export function takeScalar(): bool {
  const sign = peek();
  if (sign === 0x22) return takeString();
  if (sign === 0x74) return takeWord(0x65757274, 4);
  if (sign === 0x6e) return takeWord(0x6c6c756e, 4);
  if (sign === 0x66) return at++ < inputEnd && takeWord(0x65736c61, 4);
  return takeInteger();
}

function takeWord(word: u32, length: usize): bool {
  if (load<u32>(at) !== word || at + length > inputEnd) return giveUp(at + length);
  at += length;
  return true;
}

/** Takes a whole number of up to nine digits as JSON writes it. */
export let integer: u32 = 0;
export function takeInteger(): bool {
  peek();
  const start = at;
  integer = 0;
  while (<u32>load<u8>(at) - 0x30 < 10 && at - start < 9) integer = integer * 10 + load<u8>(at++) - 0x30;
  const next = <u32>load<u8>(at);
  const isWhole = at > start && (at === start + 1 || load<u8>(start) !== 0x30);
  if (!isWhole || next - 0x30 < 10 || next === 0x2e || (next | 0x20) === 0x65) return giveUp(at);
  return at < inputEnd || giveUp(at);
}
