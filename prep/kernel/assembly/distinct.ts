import * as room from "./memory";

/*
 * The values of a column become codes, in the order in which they first occur. Small numbers are looked up in an array,
 * those of 64 bits in a hash table.
 */

/** By value: the value itself, as 32 and as 64 bits; how many there are. */
export let small: usize = 0;
export let large: usize = 0;
export let count: u32 = 0;

let codeOfSmall: usize = 0;
let slots: usize = 0;
let slotMask: u32 = 0;

/** Codes of texts and addresses, and ports, are below. */
const smallLimit: u32 = 1 << 18;
const fewestSlots: u32 = 1 << 10;

export function takeDistinct(): void {
  small = room.take(smallLimit, 4);
  large = room.take(room.rowCapacity, 8);
  codeOfSmall = room.take(smallLimit, 4);
  slots = room.take(slotLimit(), 4);
}

/** Four slots for each two rows: a dictionary is given up where more than half of the values are distinct. */
function slotLimit(): u32 {
  let limit = fewestSlots;
  while (limit < room.rowCapacity * 2) limit <<= 1;
  return limit;
}

/** Begins with a column of values below 2^18. */
export function beginSmall(): void {
  count = 0;
}

export function codeSmall(value: u32): u32 {
  const known = load<u32>(codeOfSmall + (value << 2));
  if (known !== 0) return known - 1;
  store<u32>(small + (count << 2), value);
  store<u32>(codeOfSmall + (value << 2), ++count);
  return count - 1;
}

/** Forgets the codes; the values stay. */
export function endSmall(): void {
  for (let code: u32 = 0; code < count; code++) store<u32>(codeOfSmall + (load<u32>(small + (code << 2)) << 2), 0);
}

/** Values below 2^18 can be marked with a number above zero, until all marks below a limit are forgotten. */
export function mark(value: u32, number: u32): void {
  store<u32>(codeOfSmall + (value << 2), number);
}

export function markOf(value: u32): u32 {
  return load<u32>(codeOfSmall + (value << 2));
}

export function isMarked(value: u32): bool {
  return markOf(value) !== 0;
}

export function forgetMarks(limit: u32): void {
  memory.fill(codeOfSmall, 0, (<usize>limit) << 2);
}

/** Begins with a column of 64 bits. */
export function beginLarge(): void {
  count = 0;
  clearSlots(fewestSlots);
}

function clearSlots(size: u32): void {
  slotMask = size - 1;
  memory.fill(slots, 0, (<usize>size) << 2);
}

export function codeLarge(value: i64): u32 {
  let slot = slotOf(value);
  let code = load<u32>(slots + (slot << 2));
  while (code !== 0) {
    if (load<i64>(large + ((code - 1) << 3)) === value) return code - 1;
    slot = (slot + 1) & slotMask;
    code = load<u32>(slots + (slot << 2));
  }
  store<i64>(large + (count << 3), value);
  store<u32>(slots + (slot << 2), ++count);
  code = count;
  if (count * 2 > slotMask) growSlots();
  return code - 1;
}

function growSlots(): void {
  clearSlots((slotMask + 1) << 1);
  for (let code: u32 = 0; code < count; code++) {
    let slot = slotOf(load<i64>(large + (code << 3)));
    while (load<u32>(slots + (slot << 2)) !== 0) slot = (slot + 1) & slotMask;
    store<u32>(slots + (slot << 2), code + 1);
  }
}

function slotOf(value: i64): u32 {
  return (<u32>((<u64>value * 0x9e3779b97f4a7c15) >> 32)) & slotMask;
}
