/** Bytes of a file: the first one, and the first one behind. */
export type ByteRange = [start: number, end: number];

/** Adds a range at the end of a list; where it touches the last one, the two become one. */
export function addRange(ranges: ByteRange[], start: number, end: number): void {
  const last = ranges.at(-1);
  if (last?.[1] === start) last[1] = end;
  else ranges.push([start, end]);
}
