import * as json from "./cursor";
import { codeText, noText } from "./dictionary";
import * as room from "./memory";
import { readTuple, rowCount, tupleEnd } from "./rows";

/*
 * The lists of a record: entries of rules with flows of NICs (NSG), or of access control lists with groups of rules
 * (virtual network), and in them the tuples.
 */

const openObject: u32 = 0x7b;
const closeObject: u32 = 0x7d;
const openList: u32 = 0x5b;
const closeList: u32 = 0x5d;

export let groupCount: u32 = 0;
let groupsBefore: u32 = 0;

/** Whether the lists are those of a virtual network; the log version of the tuples. */
let isVnet: bool = false;
let version: u32 = 0;
let macText: usize = 0;

export function takeGroupRoom(): void {
  macText = room.take(12, 1);
}

export function clearGroups(): void {
  groupCount = 0;
}

export function beginGroups(): void {
  groupsBefore = groupCount;
}

export function dropGroups(): void {
  groupCount = groupsBefore;
}

/** Only the first groups stay. */
export function dropGroupsFrom(count: u32): void {
  groupCount = count;
  groupsBefore = count;
}

/** The code of the string that was read last. */
export function codeString(): u32 {
  return codeText(json.textStart, json.textLength, json.isAscii);
}

/** The code of the string that was read last as a MAC address: 12 hex digits, upper case; `noText` for anything else. */
export function codeMac(): u32 {
  let digits: usize = 0;
  for (let index: usize = 0; index < json.textLength; index++) {
    const byte = <u32>load<u8>(json.textStart + index);
    if (byte === 0x3a || byte === 0x2d) continue;
    const upper = byte - 0x61 < 6 ? byte - 0x20 : byte;
    if ((upper - 0x30 > 9 && upper - 0x41 > 5) || digits === 12) return noText;
    store<u8>(macText + digits++, <u8>upper);
  }
  return digits === 12 ? codeText(macText, 12, true) : noText;
}

/** Takes the list of flows; its groups belong to a record. */
export function takeFlows(record: u32, ofVnet: bool, logVersion: u32): bool {
  isVnet = ofVnet;
  version = logVersion;
  store<u32>(room.recordVersions + (record << 2), logVersion);
  if (!beginList()) return false;
  while (!json.isLast) {
    if (!takeEntry(record) || !json.takeCommaOr(closeList)) return false;
  }
  return true;
}

/** Takes the `[`; where the list is empty, `isLast` is true and the `]` is taken, too. */
function beginList(): bool {
  if (!json.takeSign(openList)) return false;
  return json.takeEmptyOr(closeList);
}

/** A rule with its flows, or an access control list with its groups. */
function takeEntry(record: u32): bool {
  const first = groupCount;
  let name: u32 = room.noCode;
  let hasList = false;
  if (!json.takeSign(openObject)) return false;
  do {
    if (!json.takeKey()) return false;
    if (!hasList && json.isString(isVnet ? "flowGroups" : "flows")) {
      hasList = true;
      if (!takeGroups(record)) return false;
    } else if (name === room.noCode && json.isString(isVnet ? "aclID" : "rule")) {
      if (!json.takeString()) return false;
      name = codeString();
      if (name === noText) return false;
    } else return json.giveUp(0);
    if (!json.takeCommaOr(closeObject)) return false;
  } while (!json.isLast);
  if (!hasList) return false;
  if (!isVnet && name === room.noCode) name = codeText(0, 0, true);
  for (let group = first; group < groupCount; group++) {
    store<u32>((isVnet ? room.groupAcls : room.groupRules) + (group << 2), name);
  }
  return name !== noText || isVnet;
}

function takeGroups(record: u32): bool {
  if (!beginList()) return false;
  while (!json.isLast) {
    if (!takeGroup(record) || !json.takeCommaOr(closeList)) return false;
  }
  return true;
}

/** The tuples of a NIC, or of a rule. */
function takeGroup(record: u32): bool {
  const firstRow = rowCount;
  let name: u32 = room.noCode;
  let hasList = false;
  if (!json.takeSign(openObject)) return false;
  do {
    if (!json.takeKey()) return false;
    if (!hasList && json.isString("flowTuples")) {
      hasList = true;
      if (!takeTuples()) return false;
    } else if (name === room.noCode && json.isString(isVnet ? "rule" : "mac")) {
      if (!json.takeString()) return false;
      name = isVnet ? codeString() : codeMac();
      if (name === noText) return false;
    } else return json.giveUp(0);
    if (!json.takeCommaOr(closeObject)) return false;
  } while (!json.isLast);
  return hasList && (rowCount === firstRow || addGroup(record, firstRow, name));
}

/** A rule that is not named is the empty text; a NIC that is not named is that of the record, which is filled in later. */
function addGroup(record: u32, firstRow: u32, name: u32): bool {
  if (groupCount === room.groupCapacity) return json.wantRoom();
  const rule = isVnet && name === room.noCode ? codeText(0, 0, true) : name;
  if (isVnet && rule === noText) return false;
  const group = groupCount++;
  store<u32>(room.groupRows + (group << 2), firstRow);
  store<u32>(room.groupRecords + (group << 2), record);
  store<u32>(room.groupMacs + (group << 2), isVnet ? room.noCode : name);
  if (isVnet) store<u32>(room.groupRules + (group << 2), rule);
  else store<u32>(room.groupAcls + (group << 2), room.noCode);
  return true;
}

/** NICs that the groups of a record do not name are this one. */
export function fillMacs(mac: u32): void {
  for (let group = groupsBefore; group < groupCount; group++) {
    if (load<u32>(room.groupMacs + (group << 2)) === room.noCode) store<u32>(room.groupMacs + (group << 2), mac);
  }
}

/** The tuples of a list, each a row. */
function takeTuples(): bool {
  if (!beginList()) return false;
  while (!json.isLast) {
    if (!json.takeSign(0x22)) return false;
    if (rowCount === room.rowCapacity) return json.wantRoom();
    if (!readTuple(json.at, version)) return json.giveUpString();
    json.moveTo(tupleEnd + 1);
    if (!json.takeCommaOr(closeList)) return false;
  }
  return true;
}
