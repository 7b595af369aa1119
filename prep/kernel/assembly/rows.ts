import * as addresses from "./addresses";
import * as texts from "./dictionary";
import {
  clearCounters,
  denyAction,
  endOf,
  findEnds,
  readCounters,
  readEncryption,
  readNsgKind,
  readPort,
  readTime,
  readVnetKind,
} from "./fields";
import * as room from "./memory";

/*
 * Tuples become rows here. A tuple that is not understood leaves nothing behind but a few codes of texts: the caller
 * takes the rows of its record back.
 */

/** How far the rows have come, and how far when the record began. */
export let rowCount: u32 = 0;
export let segmentCount: u32 = 0;
let rowsBefore: u32 = 0;
let segmentsBefore: u32 = 0;

/** Of the rows since `startScan`: how many are denied, and their first and last time, ms since 1970. */
export let deniedCount: u32 = 0;
export let earliest: i64 = 0;
export let latest: i64 = 0;
let denied: u32 = 0;
let first: i64 = 0;
let last: i64 = 0;

/** The hour of the open segment, since 1970, and whether the next row begins another one in any case. */
let hour: u32 = 0;
let hourStart: i64 = 0;
let isOpen: bool = false;
let lineage: u32 = 0;
let since: i64 = 0;
let until: i64 = 0;

const hourLength: i64 = 3600000;

export function clearRows(): void {
  rowCount = 0;
  segmentCount = 0;
  isOpen = false;
  beginRecord();
}

/** Only the first rows and segments stay. */
export function dropRowsFrom(row: u32, segment: u32): void {
  rowCount = row;
  segmentCount = segment;
  isOpen = false;
  beginRecord();
}

/** The rows that follow are of another reading; tuples outside of its range, in ms since 1970, are not for us. */
export function startReading(reading: u32, from: i64, to: i64): void {
  lineage = reading;
  since = from;
  until = to;
  isOpen = false;
}

export function startScan(): void {
  deniedCount = 0;
  earliest = i64.MAX_VALUE;
  latest = i64.MIN_VALUE;
}

export function beginRecord(): void {
  rowsBefore = rowCount;
  segmentsBefore = segmentCount;
  denied = 0;
  first = i64.MAX_VALUE;
  last = i64.MIN_VALUE;
}

/** The rows of the record stay. */
export function keepRecord(): void {
  deniedCount += denied;
  earliest = min(earliest, first);
  latest = max(latest, last);
}

/** The rows of the record go. */
export function dropRecord(): void {
  rowCount = rowsBefore;
  segmentCount = segmentsBefore;
  isOpen = false;
}

/** Where the tuple ends that was read last: at its quote. */
export let tupleEnd: usize = 0;

/** Adds the tuple whose first byte is at `start` as a row; false where it is of no form that is understood. */
export function readTuple(start: usize, version: u32): bool {
  const count = findEnds(start);
  if (count !== (version === 1 ? 8 : 13)) return false;
  tupleEnd = endOf(count - 1);
  const row = rowCount;
  const time = readTime(start, endOf(0));
  if (time < since || time >= until) return false;
  const source = addresses.codeAddress(addresses.ofSource, endOf(0) + 1, <u32>(endOf(1) - endOf(0) - 1));
  const target = addresses.codeAddress(addresses.ofTarget, endOf(1) + 1, <u32>(endOf(2) - endOf(1) - 1));
  if (source === texts.noText || target === texts.noText) return false;
  const sourcePort = readPort(2);
  const targetPort = readPort(3);
  if ((sourcePort | targetPort) > 0xffff) return false;
  const kind = version === 4 ? readVnetKind() : readNsgKind(version);
  if (kind < 0) return false;
  if (version === 1) clearCounters(row);
  else if (!readCounters(row)) return false;
  store<u16>(room.encryptions + (row << 1), 0);
  if (version === 4 && !readEncryption(row)) return false;
  store<i64>(room.times + (row << 3), time);
  store<u32>(room.sources + (row << 2), source);
  store<u32>(room.targets + (row << 2), target);
  store<u16>(room.sourcePorts + (row << 1), <u16>sourcePort);
  store<u16>(room.targetPorts + (row << 1), <u16>targetPort);
  store<u16>(room.kinds + (row << 1), <u16>kind);
  return addRow(time, ((<u32>kind) & denyAction) !== 0);
}

/** Takes the row into the open segment, or into a new one. */
function addRow(time: i64, isDenied: bool): bool {
  if (!isOpen || <u64>(time - hourStart) >= <u64>hourLength) {
    if (segmentCount === room.segmentCapacity) return false;
    hour = <u32>(time / hourLength);
    hourStart = <i64>hour * hourLength;
    isOpen = true;
    store<u32>(room.segmentRows + (segmentCount << 2), rowCount);
    store<u32>(room.segmentLineages + (segmentCount << 2), lineage);
    store<u32>(room.segmentHours + (segmentCount << 2), hour);
    segmentCount++;
  }
  rowCount++;
  denied += <u32>isDenied;
  first = min(first, time);
  last = max(last, time);
  return true;
}

/** Whether a row failed for want of room only. */
export function wantsRoom(): bool {
  return addresses.isFull || texts.isFull || segmentCount === room.segmentCapacity;
}
