import type { Segment } from "./batch.ts";

/**
 * Takes segments off the front of a list, cut where the rows asked for end. Throws a RangeError where there are fewer
 * rows, unless what is asked for is the rest.
 */
export function takeSegments(segments: readonly Segment[]): (rows: number, isRest?: boolean) => Segment[] {
  let [index, used] = [0, 0];
  return (rows, isRest = false) => {
    const taken: Segment[] = [];
    for (let missing = rows; missing > 0;) {
      const next = segments[index];
      if (!next && isRest) return taken;
      if (!next) throw new RangeError("more rows than the checkpoint knows");
      const count = Math.min(missing, next.rows - used);
      taken.push({ lineage: next.lineage, rows: count });
      missing -= count;
      used += count;
      if (used === next.rows) [index, used] = [index + 1, 0];
    }
    return taken;
  };
}
