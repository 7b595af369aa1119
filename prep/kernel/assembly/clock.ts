import { readTwo } from "./digits";

/*
 * The time of a record, `2018-11-13T12:00:35.3899262Z`.
 */

/** What is no time. */
export const noTime: i64 = i64.MIN_VALUE;

/** Ms since 1970, what is smaller cut off; `noTime` for anything but a UTC time on the calendar. */
export function readUtc(start: usize, length: u32): i64 {
  if (length < 20 || load<u8>(start + length - 1) !== 0x5a) return noTime;
  const isForm =
    load<u8>(start, 4) === 0x2d &&
    load<u8>(start, 7) === 0x2d &&
    load<u8>(start, 10) === 0x54 &&
    load<u8>(start, 13) === 0x3a &&
    load<u8>(start, 16) === 0x3a;
  const century = readTwo(start);
  const year = century * 100 + readTwo(start + 2);
  const month = readTwo(start + 5);
  const day = readTwo(start + 8);
  const hours = readTwo(start + 11);
  const minutes = readTwo(start + 14);
  const seconds = readTwo(start + 17);
  if (!isForm || century > 99 || readTwo(start + 2) > 99 || year < 1970) return noTime;
  if (month - 1 > 11 || day - 1 >= daysIn(year, month) || hours > 23 || minutes > 59 || seconds > 59) return noTime;
  const ms = readFraction(start + 19, start + length - 1);
  if (ms < 0) return noTime;
  return ((<i64>daysSince1970(year, month, day) * 24 + hours) * 60 + minutes) * 60000 + <i64>seconds * 1000 + ms;
}

/** The first three digits behind a point, or 0 where there is none; -1 for anything else. */
function readFraction(start: usize, end: usize): i32 {
  if (start === end) return 0;
  if (load<u8>(start) !== 0x2e || end === start + 1) return -1;
  let ms: i32 = 0;
  for (let at = start + 1; at < end || at < start + 4; at++) {
    const digit = at < end ? <u32>load<u8>(at) - 0x30 : 0;
    if (digit > 9) return -1;
    if (at < start + 4) ms = ms * 10 + <i32>digit;
  }
  return ms;
}

function daysIn(year: u32, month: u32): u32 {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: u32): bool {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Counts years from March, so that a leap day is the last of its year. */
function daysSince1970(year: u32, month: u32, day: u32): u32 {
  const fromMarch = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  return fromMarch * 365 + fromMarch / 4 - fromMarch / 100 + fromMarch / 400 + (months * 153 + 2) / 5 + day - 719469;
}
