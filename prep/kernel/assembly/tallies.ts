import * as room from "./memory";

/*
 * What a stretch of rows adds up to: of each counter the sum, 128 bits, and how many are null.
 */

/** Four sums of 16 bytes, then four numbers of 4. */
export let tallies: usize = 0;

export function takeTallies(): void {
  tallies = room.take(4, 20);
}

export function tally(first: u32, end: u32): void {
  for (let counter: u32 = 0; counter < 4; counter++) {
    const column = room.counters + <usize>counter * room.rowCapacity * 8;
    let low: u64 = 0;
    let high: u64 = 0;
    let nulls: u32 = 0;
    for (let row = first; row < end; row++) {
      const value = load<u64>(column + (row << 3));
      low += value;
      high += <u64>(low < value);
      nulls += ((<u32>load<u8>(room.counterNulls + row)) >> counter) & 1;
    }
    store<u64>(tallies + (counter << 4), low);
    store<u64>(tallies + (counter << 4), high, 8);
    store<u32>(tallies + (counter << 2), nulls, 64);
  }
}
