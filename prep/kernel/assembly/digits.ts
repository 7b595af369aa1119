/*
 * Numbers in text, eight digits at a time.
 */

const eightZeros: u64 = 0x3030303030303030;

/** Where the digits were none, or too many. */
export const noNumber: u64 = 0xffffffffffffffff;

/** The number that up to eight digits before `end` are; `noNumber` where one of them is no digit. */
export function readEight(end: usize, length: u32): u64 {
  const word = load<u64>(end - 8);
  if (length === 8) return parseEight(word);
  const kept: u64 = (<u64>0xffffffffffffffff) << ((8 - length) << 3);
  return parseEight((word & kept) | (eightZeros & ~kept));
}

function parseEight(word: u64): u64 {
  const isDigits =
    (word & 0xf0f0f0f0f0f0f0f0) === eightZeros && ((word + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) === eightZeros;
  if (!isDigits) return noNumber;
  const pairs = ((word & 0x0f0f0f0f0f0f0f0f) * 2561) >> 8;
  const fours = ((pairs & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((fours & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}

/** The number that 1 to 19 digits are; `noNumber` for anything else, and for what is above 2^63 - 1. */
export function readNumber(start: usize, end: usize): u64 {
  const length = <u32>(end - start);
  if (length - 1 < 8) return readEight(end, length);
  if (length > 19 || length === 0) return noNumber;
  const low = readEight(end, 8);
  if (low === noNumber) return noNumber;
  const high = readNumber(start, end - 8);
  if (high === noNumber) return noNumber;
  const number = high * 100000000 + low;
  return number > <u64>i64.MAX_VALUE ? noNumber : number;
}

/** Two digits; above 99 where they are none. */
export function readTwo(at: usize): u32 {
  const tens = <u32>load<u8>(at) - 0x30;
  const ones = <u32>load<u8>(at + 1) - 0x30;
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}
