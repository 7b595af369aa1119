import { addressStarts } from "./addresses";
import { writeField, writeLetters, writeNumber, writeText, writeTime } from "./csvText";
import { longestText, textStarts } from "./dictionary";
import { denyAction, outbound, stateShift } from "./fields";
import * as room from "./memory";
import { ownerOf, rangeEnd, rangeStart, seekGroup, selectedRanges } from "./selection";

/*
 * The selected rows as lines of CSV, in pieces.
 */

/** The piece that was written last, and how many rows it holds. */
export let csv: usize = 0;
export let csvLength: u32 = 0;
export let csvRows: u32 = 0;

const pieceBytes: usize = 1 << 20;

/** Where the next piece begins: a range, a row, and the group of that row. */
let range: u32 = 0;
let row: u32 = 0;
let group: u32 = 0;

/** What stands in the lines of a group: its rule, and all behind the counters. */
let rule: usize = 0;
let ruleEnd: usize = 0;
let suffix: usize = 0;
let suffixEnd: usize = 0;

/** Names, the first letter in the lowest byte. */
const tcp: u64 = 0x504354;
const udp: u64 = 0x504455;
const icmp: u64 = 0x504d4349;
const icmp6: u64 = 0x3676504d4349;
const inbound: u64 = 0x2c646e756f626e49;
const outboundName: u64 = 0x646e756f6274754f;
const allow: u64 = 0x2c776f6c6c41;
const deny: u64 = 0x2c796e6544;
const begin: u64 = 0x6e69676542;
const end: u64 = 0x646e45;
const continuing: u64 = 0x69756e69746e6f43;

export function takeCsv(): void {
  const longestLine = 16 * longestText;
  csv = room.take(pieceBytes + longestLine, 1);
  rule = room.take(2 * longestText, 1);
  suffix = room.take(8 * longestText, 1);
}

/** Begins with the first of the selected rows. */
export function beginCsv(): void {
  range = 0;
  row = 0;
  if (selectedRanges > 0) beginRange();
}

function beginRange(): void {
  row = rangeStart(range);
  group = seekGroup(row);
  beginGroup();
}

/** Writes the next piece; one of no length is behind the last one. */
export function writeCsv(): void {
  let to = csv;
  csvRows = 0;
  while (range < selectedRanges && to < csv + pieceBytes) {
    const last = rangeEnd(range);
    const groupEnd = min(last, load<u32>(room.groupRows + (group << 2), 4));
    const before = row;
    while (row < groupEnd && to < csv + pieceBytes) to = writeRow(to, row++);
    csvRows += row - before;
    if (row === last) {
      range++;
      if (range < selectedRanges) beginRange();
    } else if (row === groupEnd) {
      group++;
      beginGroup();
    }
  }
  csvLength = <u32>(to - csv);
}

function beginGroup(): void {
  ruleEnd = writeCode(rule, load<u32>(room.groupRules + (group << 2)));
  const record = ownerOf(group, true);
  let to = writeComma(suffix);
  to = writeComma(writeCode(to, load<u32>(room.groupMacs + (group << 2))));
  to = writeComma(writeCode(to, load<u32>(room.groupAcls + (group << 2))));
  to = writeComma(writeCode(to, load<u32>(room.recordResources + (record << 2))));
  to = writeComma(writeCode(to, load<u32>(room.recordTargets + (record << 2))));
  to = writeComma(writeNumber(to, load<u32>(room.recordVersions + (record << 2))));
  to = writeTime(to, load<i64>(room.recordTimes + (record << 3)));
  store<u8>(to, 0x0a);
  suffixEnd = to + 1;
}

function writeComma(to: usize): usize {
  store<u8>(to, 0x2c);
  return to + 1;
}

/** A text by its code; null is nothing at all. */
function writeCode(to: usize, code: u32): usize {
  if (code === room.noCode) return to;
  const place = textStarts + (code << 2);
  return writeField(to, load<u32>(place), load<u32>(place, 4));
}

function writeAddress(to: usize, code: u32): usize {
  const place = addressStarts + (code << 2);
  return writeText(to, load<u32>(place), load<u32>(place, 4));
}

function writeRow(start: usize, index: u32): usize {
  let to = writeComma(writeTime(start, load<i64>(room.times + (index << 3))));
  to = writeComma(writeAddress(to, load<u32>(room.sources + (index << 2))));
  to = writeComma(writeAddress(to, load<u32>(room.targets + (index << 2))));
  to = writeComma(writeNumber(to, load<u16>(room.sourcePorts + (index << 1))));
  to = writeComma(writeNumber(to, load<u16>(room.targetPorts + (index << 1))));
  const kind = <u32>load<u16>(room.kinds + (index << 1));
  to = writeComma(writeProtocol(to, kind & 255));
  if ((kind & outbound) === 0) to = writeLetters(to, inbound, 8);
  else to = writeComma(writeLetters(to, outboundName, 8));
  to = (kind & denyAction) === 0 ? writeLetters(to, allow, 6) : writeLetters(to, deny, 5);
  to = writeComma(writeText(to, rule, ruleEnd));
  to = writeComma(writeState(to, kind >> stateShift));
  const encryption = <u32>load<u16>(room.encryptions + (index << 1));
  if (encryption > 0) to = writeCode(to, encryption - 1);
  return writeText(writeCounters(to, index), suffix, suffixEnd);
}

function writeProtocol(to: usize, protocol: u32): usize {
  if (protocol === 6) return writeLetters(to, tcp, 3);
  if (protocol === 17) return writeLetters(to, udp, 3);
  if (protocol === 1) return writeLetters(to, icmp, 4);
  if (protocol === 58) return writeLetters(to, icmp6, 6);
  return writeNumber(to, protocol);
}

function writeState(to: usize, state: u32): usize {
  if (state === 0) return to;
  if (state === 1) return writeLetters(to, begin, 5);
  if (state === 3) return writeLetters(to, end, 3);
  if (state === 4) return writeLetters(to, deny, 4);
  store<u16>(to, 0x676e, 8);
  return writeLetters(to, continuing, 8) + 2;
}

/** Each behind a comma; null is nothing at all. */
function writeCounters(start: usize, index: u32): usize {
  const nulls = <u32>load<u8>(room.counterNulls + index);
  let to = start;
  for (let counter: u32 = 0; counter < 4; counter++) {
    to = writeComma(to);
    if (((nulls >> counter) & 1) !== 0) continue;
    to = writeNumber(to, load<u64>(room.counters + (index << 3) + <usize>counter * room.rowCapacity * 8));
  }
  return to;
}
