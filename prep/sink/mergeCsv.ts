import { addToSegments, type Segment } from "../columns/batch.ts";
import { flowColumns, type FlowRow } from "../columns/schema.ts";
import { addTally, counterColumns, createTally, tallyRow, type Tally } from "../columns/tally.ts";
import type { FilePart, RandomAccess } from "../destination/destination.ts";
import { readCsvRows, type CsvRow } from "./csvRows.ts";
import { spoolAccess } from "./spool.ts";
import { addRange, type ByteRange } from "./ranges.ts";
import { dropsRows, type KeepAs, type MergedFile, type MergeInput } from "./tableFormat.ts";

/** Existing rows stay where they are, new ones follow; what is dropped is cut out. `header` is that of a new file. */
export async function mergeCsv(header: Uint8Array, { existing, chunks, keepAs }: MergeInput): Promise<MergedFile> {
  const tally = createTally();
  const segments: Segment[] = [];
  const parts: FilePart[] = existing ? [] : [{ kind: "new", content: header }];
  const take = async (piece: Piece, ranges: ByteRange[]): Promise<void> => {
    addTally(tally, await keepRows(piece, keepAs, ranges));
    for (const { lineage, rows } of piece.segments) {
      const kept = keepAs(lineage);
      if (kept !== undefined) addToSegments(segments, { lineage: kept, rows });
    }
  };
  if (existing) {
    const { access } = existing;
    const kept: ByteRange[] = [[0, header.length]];
    await take({ ...existing, start: header.length, end: access.byteLength }, kept);
    for (const [start, end] of kept) parts.push({ kind: "kept", start, end });
  }
  for (const chunk of chunks) {
    const ranges: ByteRange[] = [];
    await take({ ...chunk, access: spoolAccess(chunk.file) }, ranges);
    for (const [start, end] of ranges) parts.push({ kind: "spooled", file: chunk.file, start, end });
  }
  return { parts, segments, tally };
}

interface Piece {
  readonly access: RandomAccess;
  readonly start: number;
  readonly end: number;
  readonly segments: readonly Segment[];
  readonly tally: Tally;
}

/** Adds the ranges of the rows that stay, and returns their tally. */
async function keepRows(piece: Piece, keepAs: KeepAs, ranges: ByteRange[]): Promise<Tally> {
  const { access, start, end, segments, tally } = piece;
  if (!dropsRows(segments, keepAs)) {
    addRange(ranges, start, end);
    return tally;
  }
  const kept = createTally();
  const lineages = lineagePerRow(segments);
  for await (const row of readCsvRows(access, start, end)) {
    const { value: lineage } = lineages.next();
    if (lineage === undefined) throw new RangeError("more rows than the checkpoint knows");
    if (keepAs(lineage) === undefined) continue;
    tallyRow(kept, readCounters(row));
    addRange(ranges, row.start, row.end);
  }
  if (lineages.next().done !== true) throw new RangeError("fewer rows than the checkpoint knows");
  return kept;
}

function* lineagePerRow(segments: readonly Segment[]): Generator<number, undefined> {
  for (const { lineage, rows } of segments) for (let row = 0; row < rows; row++) yield lineage;
}

const counterIndices = counterColumns.map(({ name }) => flowColumns.findIndex((column) => column.name === name));

/** The 64-bit counters of a row. */
export function readCounters({ fields }: CsvRow): Pick<FlowRow, (typeof counterColumns)[number]["name"]> {
  const entries = counterColumns.map(({ name }, at) => {
    const field = fields[counterIndices[at] ?? -1];
    return [name, field === undefined ? null : BigInt(field)] as const;
  });
  return Object.fromEntries(entries) as Pick<FlowRow, (typeof counterColumns)[number]["name"]>;
}
