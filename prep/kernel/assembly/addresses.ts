import { hashBytes, isText, keep, noText } from "./dictionary";
import * as distinct from "./distinct";
import * as room from "./memory";

/*
 * Distinct addresses, numbered in the order of first use: a hash table of their first 16 bytes.
 */

/** Says whether bytes are an IP address. Asked once for each address that is none of version 4. */
declare function isAddress(start: usize, length: u32): bool;

/** Where there is no room for an address. */
export let isFull: bool = false;

const addressLimit: u32 = 1 << 18;
const addressBytes: usize = 5 << 20;

let addressSlots: usize = 0;
let addressMask: u32 = 0;
/** By code: where the text starts, and behind the last one where it ends. */
export let addressStarts: usize = 0;
/** By code: the first 16 bytes, zeros behind the text; for longer ones a hash of them and their length. */
let addressKeys: usize = 0;
let masks: usize = 0;
export let addressCount: u32 = 0;

export function takeAddresses(): void {
  addressSlots = room.take(addressLimit * 2, 4);
  addressKeys = room.take(addressLimit + 1, 16);
  addressStarts = room.take(addressLimit + 1, 4);
  store<u32>(addressStarts, <u32>room.take(addressBytes, 1));
  lastAddresses = room.take(2, lastBytes);
  masks = room.take(17, 16);
  for (let length: usize = 0; length <= 16; length++) memory.fill(masks + length * 16, 0xff, length);
}

/** Few slots, while few addresses are known, stay in the cache of the processor. */
const fewestSlots: u32 = 1 << 12;

function setSlots(count: u32): void {
  addressMask = count - 1;
  memory.fill(addressSlots, 0, (<usize>count) << 2);
}

export function clearAddresses(): void {
  setSlots(fewestSlots);
  memory.fill(lastAddresses, 0, 2 * lastBytes);
  addressCount = 0;
  isFull = false;
}

/** By end of a flow: the address that was met last there, its key and its code. One of the two is mostly the NIC's. */
let lastAddresses: usize = 0;
const lastBytes: usize = 32;
export const ofSource: usize = 0;
export const ofTarget: usize = 1;

/** The code of an address at one end of a flow; `noText` where it is none or there is no room. */
export function codeAddress(end: usize, start: usize, length: u32): u32 {
  if (length - 1 > 15) return codeLongAddress(start, length);
  const key = keyOf(start, length);
  const last = lastAddresses + end * lastBytes;
  if (!v128.any_true(v128.xor(key, v128.load(last)))) return load<u32>(last, 16);
  const code = findAddress(start, length, i64x2.extract_lane(key, 0), i64x2.extract_lane(key, 1));
  if (code !== noText) {
    v128.store(last, key);
    store<u32>(last, code, 16);
  }
  return code;
}

function keyOf(start: usize, length: u32): v128 {
  return v128.and(v128.load(start), v128.load(masks + (length << 4)));
}

function codeLongAddress(start: usize, length: u32): u32 {
  return length > 45 ? noText : findAddress(start, length, hashBytes(start, length), ~(<u64>length));
}

function findAddress(start: usize, length: u32, low: u64, high: u64): u32 {
  let slot = slotOf(low, high);
  let code = load<u32>(addressSlots + (slot << 2));
  while (code !== 0) {
    const key = addressKeys + ((code - 1) << 4);
    if (load<u64>(key) === low && load<u64>(key, 8) === high) {
      if (length <= 16 || isText(addressStarts, code - 1, start, length)) return code - 1;
    }
    slot = (slot + 1) & addressMask;
    code = load<u32>(addressSlots + (slot << 2));
  }
  store<u64>(addressKeys + (addressCount << 4), low);
  store<u64>(addressKeys + (addressCount << 4), high, 8);
  return addAddress(start, length, slot);
}

function slotOf(low: u64, high: u64): u32 {
  const hash = (low ^ (high * 0x9e3779b97f4a7c15)) * 0xff51afd7ed558ccd;
  return (<u32>(hash >> 40)) & addressMask;
}

function growSlots(): void {
  setSlots((addressMask + 1) << 1);
  fillSlots();
}

function fillSlots(): void {
  for (let code: u32 = 0; code < addressCount; code++) {
    const key = addressKeys + (code << 4);
    let slot = slotOf(load<u64>(key), load<u64>(key, 8));
    while (load<u32>(addressSlots + (slot << 2)) !== 0) slot = (slot + 1) & addressMask;
    store<u32>(addressSlots + (slot << 2), code + 1);
  }
}

/** Forgets the addresses that none of the first rows has. Codes change; their order does not. */
export function keepAddresses(rows: u32): void {
  const before = addressCount;
  markCodes(room.sources, rows);
  markCodes(room.targets, rows);
  addressCount = 0;
  for (let code: u32 = 0; code < before; code++) if (distinct.isMarked(code)) keepAddress(code);
  recode(room.sources, rows);
  recode(room.targets, rows);
  distinct.forgetMarks(before);
  let slots = fewestSlots;
  while (slots < addressLimit * 2 && addressCount * 2 > slots - 1) slots <<= 1;
  setSlots(slots);
  fillSlots();
  memory.fill(lastAddresses, 0, 2 * lastBytes);
  isFull = false;
}

function markCodes(column: usize, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) distinct.mark(load<u32>(column + (row << 2)), 1);
}

function recode(column: usize, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    const place = column + (row << 2);
    store<u32>(place, distinct.markOf(load<u32>(place)) - 1);
  }
}

/** Moves an address and its key behind those that are kept; its mark is its new code, plus one. */
function keepAddress(code: u32): void {
  const start = load<u32>(addressStarts + (code << 2));
  const length = load<u32>(addressStarts + (code << 2), 4) - start;
  v128.store(addressKeys + (addressCount << 4), v128.load(addressKeys + (code << 4)));
  addressCount = keep(addressStarts, addressCount, start, length);
  distinct.mark(code, addressCount);
}

/** The key is at the end of the keys already. */
function addAddress(start: usize, length: u32, slot: u32): u32 {
  const left = load<u32>(addressStarts) + <u32>addressBytes - load<u32>(addressStarts + (addressCount << 2));
  if (addressCount === addressLimit || length > left) {
    isFull = true;
    return noText;
  }
  if (!isVersion4(start, start + length) && !isAddress(start, length)) return noText;
  addressCount = keep(addressStarts, addressCount, start, length);
  store<u32>(addressSlots + (slot << 2), addressCount);
  const code = addressCount - 1;
  if (addressCount * 2 > addressMask && addressMask < addressLimit * 2 - 1) growSlots();
  return code;
}

/** Four numbers from 0 to 255 without leading zeros, with dots between them. */
function isVersion4(start: usize, end: usize): bool {
  let at = start;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && (at >= end || load<u8>(at++) !== 0x2e)) return false;
    const first = at;
    let number: u32 = 0;
    while (at < end && <u32>load<u8>(at) - 0x30 < 10 && at - first < 3) number = number * 10 + load<u8>(at++) - 0x30;
    if (at === first || number > 255 || (at - first > 1 && load<u8>(first) === 0x30)) return false;
  }
  return at === end;
}
