import { clearAddresses } from "./addresses";
import * as carry from "./carry";
import * as json from "./cursor";
import { clearTexts, codeText, noText } from "./dictionary";
import { beginGroups, clearGroups, dropGroups, groupCount } from "./groups";
import * as room from "./memory";
import { takeRecord } from "./record";
import * as rows from "./rows";

/*
 * The records of the input, one after the other, until one of them is not for us.
 */

/** Why the scan has stopped: at the end of the input, inside a record, before one that it gives up, for want of room. */
const atEnd: u32 = 0;
const inRecord: u32 = 1;
const beforeUnknown: u32 = 2;
const withoutRoom: u32 = 3;

export let recordCount: u32 = 0;
export let pathMacText: usize = 0;
let pathMacLength: u32 = 0;

export function takeScanRoom(): void {
  pathMacText = room.take(12, 1);
}

/** Forgets all rows and texts. */
export function clear(): void {
  clearTexts();
  clearAddresses();
  clearGroups();
  rows.clearRows();
  recordCount = 0;
}

/** Keeps the segments whose numbers are in `ranges`, ascending; their texts stay, too. */
export function keepSegments(count: u32): void {
  countGroups();
  recordCount = carry.keepSegments(count);
}

/** The rows that follow are of another reading; the NIC of its path, 12 digits or nothing, is in `pathMacText`. */
export function beginReading(lineage: u32, macLength: u32, since: i64, until: i64): void {
  rows.startReading(lineage, since, until);
  pathMacLength = macLength;
}

/** Behind the last record, bytes from the start of the input, and why the scan has stopped. */
export let stopped: u32 = 0;
export let reason: u32 = 0;

/** Takes the whole records in a stretch of the input. They stand between white space and commas. */
export function scan(from: u32, to: u32): void {
  const end = room.input + to;
  memory.fill(end, 0, room.padding);
  json.setInput(room.input + from, end);
  rows.startScan();
  reason = atEnd;
  stopped = from;
  skipSeparators();
  while (json.at < end && takeOne()) {
    stopped = <u32>(json.at - room.input);
    skipSeparators();
  }
}

function skipSeparators(): void {
  while (json.peek() === 0x2c) json.moveTo(json.at + 1);
}

function takeOne(): bool {
  json.begin();
  rows.beginRecord();
  beginGroups();
  const pathMac = codeText(pathMacText, pathMacLength, true);
  const hasRoom = recordCount < room.recordCapacity && pathMac !== noText;
  if (hasRoom && load<u8>(json.at) === 0x7b && takeRecord(recordCount, pathMac)) {
    recordCount++;
    rows.keepRecord();
    return true;
  }
  const wantsRoom = !hasRoom || json.wantsRoom || rows.wantsRoom();
  rows.dropRecord();
  dropGroups();
  if (wantsRoom) reason = withoutRoom;
  else reason = json.isCut ? inRecord : beforeUnknown;
  return false;
}

/** How many groups there are. */
export function countGroups(): u32 {
  store<u32>(room.groupRows + (groupCount << 2), rows.rowCount);
  store<u32>(room.segmentRows + (rows.segmentCount << 2), rows.rowCount);
  return groupCount;
}
