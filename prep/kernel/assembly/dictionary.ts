import * as room from "./memory";

/*
 * Distinct texts, numbered in the order of first use, in an open-addressing hash table over bytes: all but addresses,
 * which every tuple has two of.
 */

/** Says whether bytes are UTF-8. Asked once for each text that is not ASCII. */
declare function isUtf8(start: usize, length: u32): bool;

/** Stands for a text that may not be kept, or that there is no room for. */
export const noText: u32 = 0xffffffff;

/** Where there is no room for a text. */
export let isFull: bool = false;

const textBytes: usize = 2 << 20;
export const textCapacity: u32 = 1 << 14;
/** Bytes; a longer text is not for the kernel. */
export const longestText: u32 = 4096;

let textSlots: usize = 0;
/** By code: where the text starts, and behind the last one where it ends. */
export let textStarts: usize = 0;
let textHashes: usize = 0;
export let textCount: u32 = 0;

export function takeTexts(): void {
  textSlots = room.take(textCapacity * 2, 4);
  textHashes = room.take(textCapacity, 8);
  textStarts = room.take(textCapacity + 1, 4);
  const texts = room.take(textBytes, 1);
  store<u32>(textStarts, <u32>texts);
}

export function clearTexts(): void {
  memory.fill(textSlots, 0, textCapacity * 2 * 4);
  textCount = 0;
  isFull = false;
}

/** The code of a text; `noText` where it is no UTF-8 or there is no room. */
export function codeText(start: usize, length: u32, isAscii: bool): u32 {
  if (length > longestText) return noText;
  const hash = hashBytes(start, length);
  let slot = (<u32>hash) & (textCapacity * 2 - 1);
  for (;;) {
    const code = load<u32>(textSlots + (slot << 2));
    if (code === 0) break;
    if (load<u64>(textHashes + ((code - 1) << 3)) === hash && isText(textStarts, code - 1, start, length))
      return code - 1;
    slot = (slot + 1) & (textCapacity * 2 - 1);
  }
  const left = load<u32>(textStarts) + <u32>textBytes - load<u32>(textStarts + (textCount << 2));
  if (textCount === textCapacity || length > left) {
    isFull = true;
    return noText;
  }
  if (!isAscii && !isUtf8(start, length)) return noText;
  store<u64>(textHashes + (textCount << 3), hash);
  textCount = keep(textStarts, textCount, start, length);
  store<u32>(textSlots + (slot << 2), textCount);
  return textCount - 1;
}

/** Copies a text behind the last one; returns the new count. */
export function keep(starts: usize, count: u32, start: usize, length: u32): u32 {
  const to = load<u32>(starts + (count << 2));
  memory.copy(to, start, length);
  store<u32>(starts + ((count + 1) << 2), to + length);
  return count + 1;
}

export function isText(starts: usize, code: u32, start: usize, length: u32): bool {
  const known = load<u32>(starts + (code << 2));
  return load<u32>(starts + (code << 2), 4) - known === length && memory.compare(known, start, length) === 0;
}

export function hashBytes(start: usize, length: u32): u64 {
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
