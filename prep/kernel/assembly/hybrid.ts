/*
 * Parquet's hybrid of runs and bit-packed numbers. Source: apache/parquet-format, Encodings.md, RLE = 3.
 */

/** Where the next byte goes. */
export let to: usize = 0;

/** A run is written as one from this length on; shorter ones are packed. */
const shortestRun: u32 = 16;

export function startAt(place: usize): void {
  to = place;
}

/** How many bits the numbers below a limit take; one at least, as arrow-cpp does. */
export function widthOf(limit: u32): u32 {
  return limit <= 2 ? 1 : 32 - clz(limit - 1);
}

/** Writes so many numbers of 32 bits, each below 2^width. */
export function writeHybrid(codes: usize, count: u32, width: u32): void {
  let literal: u32 = 0;
  let index: u32 = 0;
  while (index < count) {
    const end = runEnd(codes, index, count);
    const fill = (literal - index) & 7;
    if (end - index >= fill + shortestRun) {
      if (index + fill > literal) writePacked(codes + (literal << 2), index + fill - literal, width);
      writeRun(load<u32>(codes + (index << 2)), end - index - fill, width);
      literal = end;
    }
    index = end;
  }
  if (count > literal) writePacked(codes + (literal << 2), count - literal, width);
}

/** The first index that holds another number. */
function runEnd(codes: usize, index: u32, count: u32): u32 {
  const code = load<u32>(codes + (index << 2));
  let at = codes + ((index + 1) << 2);
  const end = codes + (count << 2);
  while (at < end && load<u32>(at) === code) at += 4;
  return <u32>((at - codes) >> 2);
}

export function writeRun(code: u32, length: u32, width: u32): void {
  writeVarint(length << 1);
  store<u32>(to, code);
  to += (width + 7) >> 3;
}

/** Eight numbers take `width` bytes; the last eight are filled up with zeros. */
function writePacked(codes: usize, count: u32, width: u32): void {
  const groups = (count + 7) >> 3;
  writeVarint((groups << 1) | 1);
  const end = to + groups * width;
  let word: u64 = 0;
  let bits: u32 = 0;
  const last = codes + (count << 2);
  for (let at = codes; at < last; at += 4) {
    word |= (<u64>load<u32>(at)) << bits;
    bits += width;
    if (bits < 32) continue;
    store<u32>(to, <u32>word);
    to += 4;
    word >>= 32;
    bits -= 32;
  }
  store<u64>(to, word);
  store<u64>(to, 0, 8);
  store<u64>(to, 0, 16);
  to = end;
}

function writeVarint(number: u32): void {
  let rest = number;
  while (rest > 127) {
    store<u8>(to++, <u8>(rest | 128));
    rest >>= 7;
  }
  store<u8>(to++, <u8>rest);
}
