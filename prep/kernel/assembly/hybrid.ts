/*
 * Parquet's hybrid of runs and bit-packed numbers. Source: apache/parquet-format, Encodings.md, RLE = 3.
 */

/** Where the next byte goes. */
export let to: usize = 0;

/** A run is written as one from this length on; shorter ones are packed. What is narrow takes little room, packed. */
function shortestRun(width: u32): u32 {
  return width < 8 ? 16 : 8;
}

export function startAt(place: usize): void {
  to = place;
}

/** How many bits the numbers below a limit take; one at least, as arrow-cpp does. */
export function widthOf(limit: u32): u32 {
  return limit <= 2 ? 1 : 32 - clz(limit - 1);
}

/** Writes so many numbers of 32 bits, each below 2^width; eight of them behind the last one may be read. */
export function writeHybrid(codes: usize, count: u32, width: u32): void {
  let packed: u32 = 0;
  let index: u32 = 0;
  const whole = count & ~7;
  const shortest = shortestRun(width);
  while (index < whole) {
    const code = load<u32>(codes + (index << 2));
    let end = index;
    while (end < whole && areEight(codes + (end << 2), code)) end += 8;
    if (end - index < shortest) {
      index = max(end, index + 8);
      continue;
    }
    if (index > packed) writePacked(codes + (packed << 2), index - packed, width);
    while (end < count && load<u32>(codes + (end << 2)) === code) end++;
    // What is packed behind a run begins with it, so that the next eight lie as these do.
    if (end < count) end &= ~7;
    writeRun(code, end - index, width);
    index = end;
    packed = end;
  }
  if (count > packed) writePacked(codes + (packed << 2), count - packed, width);
}

/** Whether eight numbers are all the same one. */
function areEight(codes: usize, code: u32): bool {
  const all = i32x4.splat(code);
  return i32x4.all_true(v128.and(i32x4.eq(v128.load(codes), all), i32x4.eq(v128.load(codes, 16), all)));
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
  for (let index = count; index < groups << 3; index++) store<u32>(codes + (index << 2), 0);
  const last = codes + (groups << 5);
  if (width <= 8) for (let at = codes; at < last; at += 32) packNarrow(at, width);
  else if (width <= 16) for (let at = codes; at < last; at += 32) packMiddle(at, width);
  else for (let at = codes; at < last; at += 32) packWide(at, width);
}

/** Two numbers, one behind the other. */
function packTwo(at: usize, width: u32): u64 {
  return (<u64>load<u32>(at)) | ((<u64>load<u32>(at, 4)) << width);
}

/** Four of them, of up to 16 bits. */
function packFour(at: usize, width: u32): u64 {
  return packTwo(at, width) | (packTwo(at + 8, width) << (width * 2));
}

function packNarrow(at: usize, width: u32): void {
  store<u64>(to, packFour(at, width) | (packFour(at + 16, width) << ((width * 4) & 63)));
  to += width;
}

/** The first four may end in the middle of a byte. */
function packMiddle(at: usize, width: u32): void {
  const low = packFour(at, width);
  const high = packFour(at + 16, width);
  const bits = width * 4;
  store<u64>(to, bits < 64 ? low | (high << bits) : low);
  store<u64>(to, bits < 64 ? high >> (64 - bits) : high, 8);
  to += width;
}

/** Numbers of up to 28 bits: two of them and the rest of a byte before fit into a word. */
function packWide(at: usize, width: u32): void {
  let word: u64 = 0;
  let bits: u32 = 0;
  for (let place = at; place < at + 32; place += 8) {
    word |= packTwo(place, width) << bits;
    store<u64>(to, word);
    bits += width * 2;
    to += bits >> 3;
    word >>= bits & ~7;
    bits &= 7;
  }
}

function writeVarint(number: u32): void {
  let rest = number;
  while (rest > 127) {
    store<u8>(to++, <u8>(rest | 128));
    rest >>= 7;
  }
  store<u8>(to++, <u8>rest);
}
