import { groupCount } from "./groups";
import * as room from "./memory";

/*
 * The values of one column for the rows of one hour, one behind the other.
 */

/** Ranges of rows that belong to the hour: first row and end of each. How many rows they hold. */
export let ranges: usize = 0;
export let selectedRanges: u32 = 0;
export let selectedCount: u32 = 0;

/** Values of 32 bits, `noCode` for null; values of 64 bits, and whether they are null. */
export let small: usize = 0;
export let large: usize = 0;
export let nulls: usize = 0;

export function takeSelection(): void {
  ranges = room.take(room.segmentCapacity, 8);
  small = room.take(room.rowCapacity + 8, 4);
  large = room.take(room.rowCapacity, 8);
  nulls = room.take(room.rowCapacity, 1);
}

/** What follows is of so many ranges. */
export function select(count: u32): void {
  selectedRanges = count;
  selectedCount = 0;
  for (let range: u32 = 0; range < count; range++) selectedCount += rangeEnd(range) - rangeStart(range);
}

/** What follows is of so many rows of a batch, whose values are put here from outside. */
export function selectBatch(count: u32): void {
  selectedRanges = 0;
  selectedCount = count;
}

export function rangeStart(range: u32): u32 {
  return load<u32>(ranges + (range << 3));
}

export function rangeEnd(range: u32): u32 {
  return load<u32>(ranges + (range << 3), 4);
}

/** Codes of 32 bits by row. */
export function copyCodes(column: usize): void {
  let to = small;
  for (let range: u32 = 0; range < selectedRanges; range++) {
    const bytes = (<usize>(rangeEnd(range) - rangeStart(range))) << 2;
    memory.copy(to, column + (rangeStart(range) << 2), bytes);
    to += bytes;
  }
}

/** Bits of values of 16 bits by row, less `base`: with a base of 1, zero is null. */
export function copyBits(column: usize, shift: u32, mask: u32, base: u32): void {
  let to = small;
  for (let range: u32 = 0; range < selectedRanges; range++) {
    const end = column + (rangeEnd(range) << 1);
    for (let from = column + (rangeStart(range) << 1); from < end; from += 2) {
      store<u32>(to, (((<u32>load<u16>(from)) >> shift) & mask) - base);
      to += 4;
    }
  }
}

/** Numbers of 64 bits by row, times a factor; where `nullBit` is not 0, those whose bit is set are null. */
export function copyNumbers(column: usize, factor: i64, nullBit: u32): void {
  let to = large;
  let isNull = nulls;
  for (let range: u32 = 0; range < selectedRanges; range++) {
    const end = rangeEnd(range);
    for (let row = rangeStart(range); row < end; row++) {
      store<i64>(to, load<i64>(column + (row << 3)) * factor);
      to += 8;
      store<u8>(isNull++, <u8>((load<u8>(room.counterNulls + row) & nullBit) !== 0));
    }
  }
}

/** Codes by group, or by the record of the group. */
export function spreadCodes(column: usize, isByRecord: bool): void {
  let to = small;
  for (let range: u32 = 0; range < selectedRanges; range++) {
    const end = rangeEnd(range);
    let row = rangeStart(range);
    for (let group = seekGroup(row); row < end; group++) {
      const code = load<u32>(column + (ownerOf(group, isByRecord) << 2));
      const groupEnd = min(end, load<u32>(room.groupRows + (group << 2), 4));
      for (; row < groupEnd; row++, to += 4) store<u32>(to, code);
    }
  }
}

/** Times of records, in microseconds. */
export function spreadTimes(): void {
  spreadCodes(room.groupRecords, false);
  for (let row: u32 = 0; row < selectedCount; row++) {
    const record = load<u32>(small + (row << 2));
    store<i64>(large + (row << 3), load<i64>(room.recordTimes + (record << 3)) * 1000);
  }
  memory.fill(nulls, 0, selectedCount);
}

export function ownerOf(group: u32, isByRecord: bool): u32 {
  return isByRecord ? load<u32>(room.groupRecords + (group << 2)) : group;
}

/** The group of a row: groups lie in the order of their rows. */
export function seekGroup(row: u32): u32 {
  let low: u32 = 0;
  let high = groupCount;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (load<u32>(room.groupRows + (middle << 2)) <= row) low = middle;
    else high = middle;
  }
  return low;
}
