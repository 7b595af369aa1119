import { codeText, noText } from "./dictionary";
import { noNumber, readEight, readNumber } from "./digits";
import * as room from "./memory";

/*
 * The fields of a tuple, each checked to the letter: what is not as the format has it is not for the kernel.
 */

/** Where the fields of a tuple end, behind the last one at its quote. */
let ends: usize = 0;

/** The time of the last tuple in seconds, as ten digits and as ms. */
let lastEight: u64 = 0;
let lastTwo: u16 = 0;
let lastTime: i64 = 0;

/** What a row is, in 16 bits: protocol (8), direction (1), action (1), flow state (3). */
export const outbound: u32 = 1 << 8;
export const denyAction: u32 = 1 << 9;
export const stateShift: u32 = 10;

const noCounters: u8 = 15;

export function takeFields(): void {
  ends = room.take(20, 4);
}

/** Finds where the fields of a tuple end, up to its quote; returns how many they are, 0 where they are too many or a byte is none of text. */
export function findEnds(start: usize): u32 {
  const commas = i8x16.splat(0x2c);
  const quotes = i8x16.splat(0x22);
  const spaces = i8x16.splat(0x20);
  let to = ends;
  for (let at = start; at < start + 256; at += 16) {
    const bytes = v128.load(at);
    let found = <u32>i8x16.bitmask(i8x16.eq(bytes, commas));
    const closed = <u32>i8x16.bitmask(i8x16.eq(bytes, quotes));
    const before = closed === 0 ? 0xffff : (closed & (0 - closed)) - 1;
    if (((<u32>i8x16.bitmask(i8x16.lt_u(bytes, spaces))) & before) !== 0) return 0;
    found &= before;
    while (found !== 0) {
      if (to === ends + 60) return 0;
      store<u32>(to, <u32>(at + ctz(found)));
      to += 4;
      found &= found - 1;
    }
    if (closed !== 0) {
      store<u32>(to, <u32>(at + ctz(closed)));
      return <u32>((to - ends) >> 2) + 1;
    }
  }
  return 0;
}

export function endOf(field: u32): usize {
  return load<u32>(ends + (field << 2));
}

/** Ten digits are seconds, thirteen are ms; -1 for anything else. Gives ms. */
export function readTime(start: usize, end: usize): i64 {
  const length = <u32>(end - start);
  if (length === 10) {
    const eight = load<u64>(start);
    const two = load<u16>(start, 8);
    if (eight === lastEight && two === lastTwo) return lastTime;
    const seconds = readNumber(start, end);
    if (seconds === noNumber) return -1;
    lastEight = eight;
    lastTwo = two;
    lastTime = <i64>seconds * 1000;
    return lastTime;
  }
  return length === 13 ? <i64>readNumber(start, end) : -1;
}

/** One to five digits; above 65535 for anything else. */
export function readPort(field: u32): u32 {
  const start = endOf(field) + 1;
  const end = endOf(field + 1);
  const length = <u32>(end - start);
  if (length - 1 > 4) return 0x10000;
  const port = readEight(end, length);
  return port > 0xffff ? 0x10000 : <u32>port;
}

/** The only letter of a field; 0 where it is no single one. */
function letterOf(field: u32): u32 {
  const before = endOf(field - 1);
  return endOf(field) - before === 2 ? load<u8>(before, 1) : 0;
}

/** -1 where a field is unknown. */
export function readNsgKind(version: u32): i32 {
  const protocol = letterOf(5);
  const direction = letterOf(6);
  const action = letterOf(7);
  let kind: u32 = protocol === 0x54 ? 6 : 17;
  if (protocol !== 0x54 && protocol !== 0x55) return -1;
  if (direction === 0x4f) kind |= outbound;
  else if (direction !== 0x49) return -1;
  if (action === 0x44) kind |= denyAction;
  else if (action !== 0x41) return -1;
  if (version === 1) return kind;
  return readState(kind, letterOf(8));
}

/** Begin, continuing and end are 1 to 3; -1 for anything else. */
function readState(kind: u32, letter: u32): i32 {
  if (letter === 0x42) return kind | (1 << stateShift);
  if (letter === 0x43) return kind | (2 << stateShift);
  if (letter === 0x45) return kind | (3 << stateShift);
  return -1;
}

export function readVnetKind(): i32 {
  const start = endOf(4) + 1;
  const length = <u32>(endOf(5) - start);
  if (length - 1 > 4) return -1;
  const protocol = readEight(endOf(5), length);
  if (protocol > 255) return -1;
  const direction = letterOf(6);
  let kind = <u32>protocol;
  if (direction === 0x4f) kind |= outbound;
  else if (direction !== 0x49) return -1;
  const state = letterOf(7);
  return state === 0x44 ? kind | denyAction | (4 << stateShift) : readState(kind, state);
}

/** Capital letters, digits and underscores, or nothing. */
export function readEncryption(row: u32): bool {
  const start = endOf(7) + 1;
  const length = <u32>(endOf(8) - start);
  if (length === 0) return true;
  for (let at = start; at < start + length; at++) {
    const byte = <u32>load<u8>(at);
    if (byte - 0x41 > 25 && byte !== 0x5f && byte - 0x30 > 9) return false;
  }
  const code = codeText(start, length, true);
  if (code === noText) return false;
  store<u16>(room.encryptions + (row << 1), <u16>(code + 1));
  return true;
}

export function clearCounters(row: u32): void {
  store<u8>(room.counterNulls + row, noCounters);
  for (let counter: usize = 0; counter < 4; counter++) {
    store<u64>(room.counters + (row << 3) + counter * room.rowCapacity * 8, 0);
  }
}

export function readCounters(row: u32): bool {
  let nulls: u32 = 0;
  const to = room.counters + (row << 3);
  for (let counter: u32 = 0; counter < 4; counter++) {
    const start = endOf(8 + counter) + 1;
    const end = endOf(9 + counter);
    let value: u64 = 0;
    if (start === end) nulls |= 1 << counter;
    else {
      value = readNumber(start, end);
      if (value === noNumber) return false;
    }
    store<u64>(to + <usize>counter * room.rowCapacity * 8, value);
  }
  store<u8>(room.counterNulls + row, <u8>nulls);
  return true;
}
