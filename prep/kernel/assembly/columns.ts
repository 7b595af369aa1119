import { addressStarts } from "./addresses";
import { textStarts } from "./dictionary";
import * as distinct from "./distinct";
import * as hybrid from "./hybrid";
import * as room from "./memory";
import * as selection from "./selection";

/*
 * One column of the selected rows as the page of a Parquet column chunk: definition levels, where it is nullable, and
 * values, or codes of the values of a dictionary.
 */

/** Of the column that was written last: its page, how many values are null, and how many distinct (0: no dictionary). */
export let page: usize = 0;
export let pageLength: u32 = 0;
export let nullCount: u32 = 0;
export let distinctCount: u32 = 0;
/** The least and the greatest value of 64 bits, or the codes of the least and the greatest text. */
export let least: i64 = 0;
export let greatest: i64 = 0;
/** The texts of the dictionary, each behind its length. */
export let texts: usize = 0;
export let textsLength: u32 = 0;

let levels: usize = 0;

/** Where more of the first values are distinct, a dictionary is not tried any longer. */
const firstValues: u32 = 4096;
const mostOfFirst: u32 = 3500;

export function takeColumns(): void {
  levels = room.take(room.rowCapacity + 8, 4);
  page = room.take(room.rowCapacity + 4096, 9);
  texts = room.take(6 << 20, 1);
}

/** The selected values of 32 bits, by their dictionary. */
export function writeSmall(isNullable: bool): void {
  const count = selection.selectedCount;
  distinct.beginSmall();
  let to = selection.small;
  const end = selection.small + (count << 2);
  if (isNullable) {
    let level = levels;
    for (let at = to; at < end; at += 4, level += 4) {
      const value = load<u32>(at);
      const isThere = value !== room.noCode;
      store<u32>(level, <u32>isThere);
      if (!isThere) continue;
      store<u32>(to, distinct.codeSmall(value));
      to += 4;
    }
  } else for (; to < end; to += 4) store<u32>(to, distinct.codeSmall(load<u32>(to)));
  distinct.endSmall();
  distinctCount = distinct.count;
  beginPage(<u32>((to - selection.small) >> 2), isNullable);
  writeCodes(selection.small, count - nullCount);
}

/** The selected values of 64 bits, by their dictionary where that is worth it. */
export function writeLarge(isNullable: bool): void {
  const there = isNullable ? dropNulls() : selection.selectedCount;
  findBounds(there);
  distinctCount = codeValues(there);
  beginPage(there, isNullable);
  if (distinctCount > 0) writeCodes(selection.small, there);
  else {
    memory.copy(hybrid.to, selection.large, (<usize>there) << 3);
    pageLength += there << 3;
  }
}

/** Moves the values together that are there, and says which those are; returns how many. */
function dropNulls(): u32 {
  const count = selection.selectedCount;
  let to = selection.large;
  for (let row: u32 = 0; row < count; row++) {
    const isThere = <u32>(load<u8>(selection.nulls + row) === 0);
    store<u32>(levels + (row << 2), isThere);
    store<i64>(to, load<i64>(selection.large + (row << 3)));
    to += isThere << 3;
  }
  return <u32>((to - selection.large) >> 3);
}

function findBounds(count: u32): void {
  let lowest = i64.MAX_VALUE;
  let highest = i64.MIN_VALUE;
  const end = selection.large + (count << 3);
  for (let at = selection.large; at < end; at += 8) {
    const value = load<i64>(at);
    lowest = min(lowest, value);
    highest = max(highest, value);
  }
  least = lowest;
  greatest = highest;
}

/** Codes of values of 64 bits; returns how many are distinct, or 0 where too many are. */
function codeValues(count: u32): u32 {
  distinct.beginLarge();
  let last: i64 = 0;
  let code: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const value = load<i64>(selection.large + (index << 3));
    if (index === firstValues && distinct.count > mostOfFirst) return 0;
    if (index === 0 || value !== last) {
      if (distinct.count * 2 > max(count, 2)) return 0;
      code = distinct.codeLarge(value);
      last = value;
    }
    store<u32>(selection.small + (index << 2), code);
  }
  return distinct.count * 2 > max(count, 2) ? 0 : distinct.count;
}

/** Definition levels of a page of version 1, with their length before them. */
function beginPage(there: u32, isNullable: bool): void {
  const count = selection.selectedCount;
  nullCount = count - there;
  hybrid.startAt(page);
  if (isNullable) {
    hybrid.startAt(page + 4);
    if (nullCount === 0) hybrid.writeRun(1, count, 1);
    else if (there === 0) hybrid.writeRun(0, count, 1);
    else hybrid.writeHybrid(levels, count, 1);
    store<u32>(page, <u32>(hybrid.to - page - 4));
  }
  pageLength = <u32>(hybrid.to - page);
}

/** The width of the codes, and they. */
function writeCodes(codes: usize, count: u32): void {
  if (count === 0) return;
  const width = hybrid.widthOf(distinctCount);
  store<u8>(hybrid.to, <u8>width);
  hybrid.startAt(hybrid.to + 1);
  hybrid.writeHybrid(codes, count, width);
  pageLength = <u32>(hybrid.to - page);
}

/** The texts of the column that was written last, in the order of their codes, and the least and the greatest of them. */
export function writeTexts(ofAddresses: bool): void {
  const starts = ofAddresses ? addressStarts : textStarts;
  let to = texts;
  let first: u32 = 0;
  let last: u32 = 0;
  for (let index: u32 = 0; index < distinct.count; index++) {
    const code = load<u32>(distinct.small + (index << 2));
    const start = startOf(starts, code);
    const length = startOf(starts, code + 1) - start;
    store<u32>(to, length);
    memory.copy(to + 4, start, length);
    to += 4 + length;
    if (index === 0 || compareTexts(starts, code, first) < 0) first = code;
    if (index === 0 || compareTexts(starts, code, last) > 0) last = code;
  }
  textsLength = <u32>(to - texts);
  least = first;
  greatest = last;
}

function startOf(starts: usize, code: u32): u32 {
  return load<u32>(starts + (code << 2));
}

/** By their bytes. */
function compareTexts(starts: usize, a: u32, b: u32): i32 {
  const lengthA = startOf(starts, a + 1) - startOf(starts, a);
  const lengthB = startOf(starts, b + 1) - startOf(starts, b);
  const order = memory.compare(startOf(starts, a), startOf(starts, b), min(lengthA, lengthB));
  return order !== 0 ? order : <i32>lengthA - <i32>lengthB;
}
