import type { EstateBlob } from "../../scripts/estate/buildEstate.ts";

/** A record of a log file as JSON gives it. */
export interface RawRecord {
  readonly time: string;
  readonly resourceId: string;
  readonly properties: {
    readonly Version: number;
    readonly flows: readonly {
      readonly rule: string;
      readonly flows: readonly { readonly mac: string; readonly flowTuples: readonly string[] }[];
    }[];
  };
}

/** A tuple cut at its commas, with what stands around it. */
export interface RawTuple {
  readonly record: RawRecord;
  readonly rule: string;
  readonly mac: string;
  readonly fields: readonly string[];
}

/** The records of one file. It knows nothing of the generator and nothing of the prep: JSON.parse is the judge. */
export function readRecords(text: string): readonly RawRecord[] {
  return (JSON.parse(text) as { records: readonly RawRecord[] }).records;
}

/** All tuples of all files in the order of their text. */
export function readTuples(blobs: readonly EstateBlob[]): RawTuple[] {
  const records = blobs.flatMap((blob) => readRecords(blob.blocks.join("")));
  return records.flatMap((record) =>
    record.properties.flows.flatMap(({ rule, flows }) =>
      flows.flatMap(({ mac, flowTuples }) =>
        flowTuples.map((tuple) => ({ record, rule, mac, fields: tuple.split(",") })),
      ),
    ),
  );
}

/** How often each key occurs, keys in order. */
export function countKeys<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts = [...Map.groupBy(items, keyOf)].map(([key, ofKey]) => [key, ofKey.length] as const);
  return Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
