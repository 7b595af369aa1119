import { take } from "./memory";

/*
 * Distinct texts, numbered in the order of first use: open-addressing hash tables over bytes. There are two of them:
 * addresses, which every tuple has two of, and all other texts.
 */

/** Says whether bytes are an IP address. Asked once for each address that is none of version 4. */
declare function isAddress(start: usize, length: u32): bool;

/** Says whether bytes are UTF-8. Asked once for each text that is not ASCII. */
declare function isUtf8(start: usize, length: u32): bool;

/** Stands for a text that may not be kept, or that there is no room for. */
export const noText: u32 = 0xffffffff;

/** Where a dictionary has no room. */
export let isFull: bool = false;

const textBytes: usize = 2 << 20;
const textLimit: u32 = 1 << 14;
/** Bytes; a longer text is not for the kernel. */
export const longestText: u32 = 4096;
const addressLimit: u32 = 1 << 18;
const addressBytes: usize = 5 << 20;

let textSlots: usize = 0;
let addressSlots: usize = 0;
let addressMask: u32 = 0;
/** By code: where the text starts, and behind the last one where it ends. */
export let textStarts: usize = 0;
export let addressStarts: usize = 0;
let textHashes: usize = 0;
/** By code: the first 16 bytes, zeros behind the text; for longer ones a hash of them and their length. */
let addressKeys: usize = 0;
let masks: usize = 0;
export let textCount: u32 = 0;
export let addressCount: u32 = 0;

export function takeDictionaries(): void {
  textSlots = take(textLimit * 2, 4);
  addressSlots = take(addressLimit * 2, 4);
  textHashes = take(textLimit, 8);
  addressKeys = take(addressLimit + 1, 16);
  textStarts = take(textLimit + 1, 4);
  addressStarts = take(addressLimit + 1, 4);
  const texts = take(textBytes, 1);
  const addresses = take(addressBytes, 1);
  store<u32>(textStarts, <u32>texts);
  store<u32>(addressStarts, <u32>addresses);
  lastAddresses = take(2, lastBytes);
  masks = take(17, 16);
  for (let length: usize = 0; length <= 16; length++) memory.fill(masks + length * 16, 0xff, length);
}

/** Few slots, while few addresses are known, stay in the cache of the processor. */
const fewestSlots: u32 = 1 << 12;

function setSlots(count: u32): void {
  addressMask = count - 1;
  memory.fill(addressSlots, 0, (<usize>count) << 2);
}

export function clearDictionaries(): void {
  memory.fill(textSlots, 0, textLimit * 2 * 4);
  setSlots(fewestSlots);
  memory.fill(lastAddresses, 0, 2 * lastBytes);
  textCount = 0;
  addressCount = 0;
  isFull = false;
}

/** The code of a text; `noText` where it is no UTF-8 or there is no room. */
export function codeText(start: usize, length: u32, isAscii: bool): u32 {
  if (length > longestText) return noText;
  const hash = hashBytes(start, length);
  let slot = (<u32>hash) & (textLimit * 2 - 1);
  for (;;) {
    const code = load<u32>(textSlots + (slot << 2));
    if (code === 0) break;
    if (load<u64>(textHashes + ((code - 1) << 3)) === hash && isText(textStarts, code - 1, start, length))
      return code - 1;
    slot = (slot + 1) & (textLimit * 2 - 1);
  }
  const room = load<u32>(textStarts) + <u32>textBytes - load<u32>(textStarts + (textCount << 2));
  if (textCount === textLimit || length > room) {
    isFull = true;
    return noText;
  }
  if (!isAscii && !isUtf8(start, length)) return noText;
  store<u64>(textHashes + (textCount << 3), hash);
  textCount = keep(textStarts, textCount, start, length);
  store<u32>(textSlots + (slot << 2), textCount);
  return textCount - 1;
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
  for (let code: u32 = 0; code < addressCount; code++) {
    const key = addressKeys + (code << 4);
    let slot = slotOf(load<u64>(key), load<u64>(key, 8));
    while (load<u32>(addressSlots + (slot << 2)) !== 0) slot = (slot + 1) & addressMask;
    store<u32>(addressSlots + (slot << 2), code + 1);
  }
}

/** The key is at the end of the keys already. */
function addAddress(start: usize, length: u32, slot: u32): u32 {
  const room = load<u32>(addressStarts) + <u32>addressBytes - load<u32>(addressStarts + (addressCount << 2));
  if (addressCount === addressLimit || length > room) {
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

/** Copies a text behind the last one; returns the new count. */
function keep(starts: usize, count: u32, start: usize, length: u32): u32 {
  const to = load<u32>(starts + (count << 2));
  memory.copy(to, start, length);
  store<u32>(starts + ((count + 1) << 2), to + length);
  return count + 1;
}

function isText(starts: usize, code: u32, start: usize, length: u32): bool {
  const known = load<u32>(starts + (code << 2));
  return load<u32>(starts + (code << 2), 4) - known === length && memory.compare(known, start, length) === 0;
}

function hashBytes(start: usize, length: u32): u64 {
  let hash: u64 = (<u64>length + 1) * 0x9e3779b97f4a7c15;
  const end = start + length;
  let at = start;
  for (; at + 8 <= end; at += 8) hash = mix(hash ^ load<u64>(at));
  let rest: u64 = 0;
  for (; at < end; at++) rest = (rest << 8) | load<u8>(at);
  return mix(hash ^ rest);
}

function mix(word: u64): u64 {
  const product = word * 0xff51afd7ed558ccd;
  return product ^ (product >> 32);
}
