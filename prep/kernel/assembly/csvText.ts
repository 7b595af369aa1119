/*
 * Numbers, times and texts as they stand in CSV. Each function writes at a place and returns the place behind it; up to
 * 16 bytes more may be written over.
 */

const comma: u8 = 0x2c;
const quote: u8 = 0x22;
const dayLength: i64 = 86400000;

/** A number in decimal digits. */
export function writeNumber(to: usize, value: u64): usize {
  const end = to + countDigits(value);
  let at = end;
  let rest = value;
  while (rest >= 4294967296) {
    store<u8>(--at, <u8>(0x30 + (rest % 10)));
    rest /= 10;
  }
  let small = <u32>rest;
  while (small >= 10) {
    store<u8>(--at, <u8>(0x30 + (small % 10)));
    small /= 10;
  }
  store<u8>(--at, <u8>(0x30 + small));
  return end;
}

function countDigits(value: u64): usize {
  let digits: usize = 1;
  let limit: u64 = 10;
  while (value >= limit && digits < 19) {
    digits++;
    limit *= 10;
  }
  return digits;
}

function writeTwo(to: usize, value: u32): usize {
  store<u8>(to, <u8>(0x30 + value / 10));
  store<u8>(to, <u8>(0x30 + (value % 10)), 1);
  return to + 2;
}

/** `2018-11-13T12:00:02Z`, with `.123` where there are ms. The day stands before it already where it is the last one. */
export function writeTime(to: usize, timeMs: i64): usize {
  const days = timeMs / dayLength;
  const ms = <u32>(timeMs - days * dayLength);
  let at = writeDay(to, <u32>days);
  store<u8>(at, 0x54);
  at = writeTwo(at + 1, ms / 3600000);
  store<u8>(at, 0x3a);
  at = writeTwo(at + 1, (ms / 60000) % 60);
  store<u8>(at, 0x3a);
  at = writeTwo(at + 1, (ms / 1000) % 60);
  const fraction = ms % 1000;
  if (fraction > 0) {
    store<u8>(at, 0x2e);
    store<u8>(at, <u8>(0x30 + fraction / 100), 1);
    at = writeTwo(at + 2, fraction % 100);
  }
  store<u8>(at, 0x5a);
  return at + 1;
}

/** The day that was written last, and its ten letters. */
let lastDay: u32 = 0xffffffff;
let lastEight: u64 = 0;
let lastTwo: u16 = 0;

function writeDay(to: usize, day: u32): usize {
  if (day !== lastDay) {
    spellDay(to, day);
    lastDay = day;
    lastEight = load<u64>(to);
    lastTwo = load<u16>(to, 8);
  }
  store<u64>(to, lastEight);
  store<u16>(to, lastTwo, 8);
  return to + 10;
}

/** Counts years from March, in eras of 400 years. */
function spellDay(to: usize, day: u32): void {
  const days = day + 719468;
  const era = days / 146097;
  const dayOfEra = days - era * 146097;
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const months = (5 * dayOfYear + 2) / 153;
  const month = months < 10 ? months + 3 : months - 9;
  const year = era * 400 + yearOfEra + <u32>(month <= 2);
  writeTwo(writeTwo(to, year / 100), year % 100);
  store<u8>(to, 0x2d, 4);
  writeTwo(to + 5, month);
  store<u8>(to, 0x2d, 7);
  writeTwo(to + 8, dayOfYear - (153 * months + 2) / 5 + 1);
}

/** Copies a text in steps of 16 bytes. */
export function writeText(to: usize, start: usize, end: usize): usize {
  for (let from = start, at = to; from < end; from += 16, at += 16) v128.store(at, v128.load(from));
  return to + (end - start);
}

/** A text as a field: in quotes where it is empty or has a comma in it. It has no quotes and no line ends in it. */
export function writeField(to: usize, start: usize, end: usize): usize {
  let isQuoted = start === end;
  for (let at = start; at < end && !isQuoted; at++) isQuoted = load<u8>(at) === comma;
  if (!isQuoted) return writeText(to, start, end);
  store<u8>(to, quote);
  const behind = writeText(to + 1, start, end);
  store<u8>(behind, quote);
  return behind + 1;
}

/** Up to eight letters, the first one in the lowest byte. */
export function writeLetters(to: usize, letters: u64, count: usize): usize {
  store<u64>(to, letters);
  return to + count;
}
