import type { Fields } from "./fields.ts";
import type { RowTest } from "./filters.ts";

/** What some rows of the cube add up to. */
export interface SelectedSums {
  readonly flows: number;
  /** Null where none was measured. */
  readonly bytes: number | null;
  /** Pairs of source and destination. */
  readonly pairs: number;
}

export function sumSelected({ categories, measures }: Fields, isSelected: RowTest): SelectedSums {
  const [source, destination] = [categories.get("SrcIp"), categories.get("DestIp")];
  const [flowsOf, bytesOf] = [measures.get("Flows")?.values ?? new Float64Array(), measures.get("Bytes")?.values];
  const pairs = new Set<string>();
  let [flows, bytes]: [number, number | null] = [0, null];
  for (let row = 0; row < flowsOf.length; row++) {
    if (!isSelected(row)) continue;
    flows += flowsOf[row] ?? 0;
    const measured = bytesOf?.[row] ?? NaN;
    if (!Number.isNaN(measured)) bytes = (bytes ?? 0) + measured;
    pairs.add(`${source?.codes[row] ?? ""} ${destination?.codes[row] ?? ""}`);
  }
  return { flows, bytes, pairs: pairs.size };
}
