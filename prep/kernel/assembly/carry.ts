import { keepAddresses } from "./addresses";
import { dropGroupsFrom } from "./groups";
import * as room from "./memory";
import { dropRowsFrom } from "./rows";
import { ranges } from "./selection";

/*
 * Rows that stay when others go: they move to the front, with what their groups and records say.
 */

/** What is kept so far. */
let rows: u32 = 0;
let groups: u32 = 0;
let records: u32 = 0;

/** The last group and record that were kept, by their former numbers. */
let lastGroup: u32 = 0;
let lastRecord: u32 = 0;

/** Keeps the segments whose numbers are in `ranges`, ascending, and forgets all others; returns how many records stay. */
export function keepSegments(count: u32): u32 {
  rows = 0;
  groups = 0;
  records = 0;
  lastGroup = room.noCode;
  lastRecord = room.noCode;
  let group: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const segment = load<u32>(ranges + (index << 2));
    const place = room.segmentRows + (segment << 2);
    let row = load<u32>(place);
    const end = load<u32>(place, 4);
    store<u32>(room.segmentRows + (index << 2), rows);
    copyWord(room.segmentLineages, segment, index);
    copyWord(room.segmentHours, segment, index);
    while (row < end) {
      while (load<u32>(room.groupRows + (group << 2), 4) <= row) group++;
      const groupEnd = min(end, load<u32>(room.groupRows + (group << 2), 4));
      keepGroup(group);
      moveRows(row, groupEnd - row);
      row = groupEnd;
    }
  }
  dropGroupsFrom(groups);
  dropRowsFrom(rows, count);
  keepAddresses(rows);
  return records;
}

/** A group that goes on in the next segment stays one. */
function keepGroup(group: u32): void {
  if (group === lastGroup) return;
  lastGroup = group;
  const record = load<u32>(room.groupRecords + (group << 2));
  if (record !== lastRecord) keepRecord(record);
  store<u32>(room.groupRows + (groups << 2), rows);
  copyWord(room.groupRules, group, groups);
  copyWord(room.groupMacs, group, groups);
  copyWord(room.groupAcls, group, groups);
  store<u32>(room.groupRecords + (groups << 2), records - 1);
  groups++;
}

function keepRecord(record: u32): void {
  lastRecord = record;
  store<i64>(room.recordTimes + (records << 3), load<i64>(room.recordTimes + (record << 3)));
  copyWord(room.recordResources, record, records);
  copyWord(room.recordTargets, record, records);
  copyWord(room.recordVersions, record, records);
  records++;
}

function copyWord(column: usize, from: u32, to: u32): void {
  store<u32>(column + (to << 2), load<u32>(column + (from << 2)));
}

function moveRows(from: u32, count: u32): void {
  moveColumn(room.times, 3, from, count);
  moveColumn(room.sources, 2, from, count);
  moveColumn(room.targets, 2, from, count);
  moveColumn(room.sourcePorts, 1, from, count);
  moveColumn(room.targetPorts, 1, from, count);
  moveColumn(room.kinds, 1, from, count);
  moveColumn(room.encryptions, 1, from, count);
  moveColumn(room.counterNulls, 0, from, count);
  for (let counter: usize = 0; counter < 4; counter++) {
    moveColumn(room.counters + counter * room.rowCapacity * 8, 3, from, count);
  }
  rows += count;
}

/** Of values of 2^shift bytes. */
function moveColumn(column: usize, shift: usize, from: usize, count: usize): void {
  memory.copy(column + ((<usize>rows) << shift), column + (from << shift), count << shift);
}
