import type { KnownFile } from "../checkpoint/tableFiles.ts";
import { counterColumns, type Tally } from "../columns/tally.ts";
import { folders } from "../destination/destination.ts";
import { count } from "../summary.ts";

/** One thing that is not as it was written down. What was counted stands in it as decimal text. */
export interface Difference {
  /** A path below the destination, a line of the ledger, or a blob. */
  readonly where: string;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** What was checked, and what came out of it. */
export interface Findings {
  readonly differences: Difference[];
  /** Files of the tables that were read, and their bytes. */
  files: number;
  fileBytes: number;
  /** Rows in them, by the kind of file: two formats hold the same rows. */
  readonly rows: Record<KnownFile["kind"] | "traffic", number>;
  /** Blobs that were read again, and the bytes that were read of them. */
  blobs: number;
  blobBytes: number;
  /** What the next run has to read. */
  readonly notRead: { blobs: number; bytes: number };
  /** Blobs in the tables that the sources do not have any more. */
  gone: number;
}

/** Numbers by their names, as people read them. */
export type Figures = Readonly<Record<string, number | bigint>>;

export function createFindings(): Findings {
  return {
    differences: [],
    files: 0,
    fileBytes: 0,
    rows: { parquet: 0, csv: 0, rejects: 0, traffic: 0 },
    blobs: 0,
    blobBytes: 0,
    notRead: { blobs: 0, bytes: 0 },
    gone: 0,
  };
}

export function addDifference({ differences }: Findings, where: string, difference: Omit<Difference, "where">): void {
  differences.push({ where, ...difference });
}

/** Adds a difference for each expected figure that was found to be another one. A figure that is missing is 0. */
export function compareFigures(
  findings: Findings,
  where: string,
  { expected, found }: { readonly expected: Figures; readonly found: Figures },
): void {
  for (const [what, value] of Object.entries(expected)) {
    const other = found[what] ?? 0;
    if (BigInt(value) === BigInt(other)) continue;
    addDifference(findings, where, { what, expected: String(value), found: String(other) });
  }
}

/** The figures of a tally; `of` is put before their names. */
export function figuresOf({ rows, sums, nulls }: Tally, of = ""): Figures {
  const figures: Record<string, number | bigint> = { [`${of}rows`]: rows };
  for (const { name } of counterColumns) {
    figures[`${of}sum of ${name}`] = sums[name];
    figures[`${of}nulls in ${name}`] = nulls[name];
  }
  return figures;
}

/** `1 row`; of rejects, `1 line`. */
export function countRows({ path, tally }: { readonly path: string; readonly tally: Tally }): string {
  return count(tally.rows, path.startsWith(`${folders.rejects}/`) ? "line" : "row");
}
