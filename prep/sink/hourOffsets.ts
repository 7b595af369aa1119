/** Where the next bytes of each hour's file go, for all threads that write to them. Plain data. */
export type HourOffsets = SharedArrayBuffer;

/** A hash table of hours: their numbers since 1970, plus one, and how many bytes they have. */
const slots = 1 << 16;
const mostHours = slots / 2;
const countBytes = 8;
const offsetBytes = 8;
const hourBytes = 4;
const hourLengthMs = 3_600_000;

export function createHourOffsets(): HourOffsets {
  return new SharedArrayBuffer(countBytes + slots * (offsetBytes + hourBytes));
}

/**
 * Takes so many bytes at the end of an hour's file, and returns where they begin; undefined where there are too many
 * hours, and before 1970.
 */
export type TakeBytes = (hourMs: number, bytes: number) => number | undefined;

/** How a thread takes bytes. */
export function openHourOffsets(shared: HourOffsets): TakeBytes {
  const count = new Int32Array(shared, 0, 1);
  const offsets = new BigInt64Array(shared, countBytes, slots);
  const hours = new Int32Array(shared, countBytes + slots * offsetBytes, slots);
  const slotOf = (hour: number): number | undefined => {
    if (hour < 1) return undefined;
    for (let slot = Math.imul(hour, 0x9e3779b1) >>> 16; ; slot = (slot + 1) % slots) {
      const known = Atomics.load(hours, slot);
      if (known === hour) return slot;
      if (known !== 0) continue;
      if (Atomics.load(count, 0) >= mostHours) return undefined;
      const before = Atomics.compareExchange(hours, slot, 0, hour);
      if (before === 0) Atomics.add(count, 0, 1);
      if (before === 0 || before === hour) return slot;
    }
  };
  return (hourMs, bytes) => {
    const slot = slotOf(Math.floor(hourMs / hourLengthMs) + 1);
    return slot === undefined ? undefined : Number(Atomics.add(offsets, slot, BigInt(bytes)));
  };
}
