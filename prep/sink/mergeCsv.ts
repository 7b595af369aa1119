import { addToSegments, type Segment } from "../columns/batch.ts";
import { flowColumns, type FlowRow } from "../columns/schema.ts";
import { addTally, counterColumns, createTally, tallyRow, type Tally } from "../columns/tally.ts";
import type { FilePart, RandomAccess } from "../destination/destination.ts";
import { readCsvRows, type CsvRow } from "./csvRows.ts";
import { dropsRows, type KeepAs, type MergedFile, type MergeInput } from "./tableFormat.ts";

/** Existing rows stay where they are, new ones follow; what is dropped is cut out. `header` is that of a new file. */
export async function mergeCsv(
  header: Uint8Array,
  { existing, chunks, keepAs, spool }: MergeInput,
): Promise<MergedFile> {
  const tally = createTally();
  const segments: Segment[] = [];
  const parts: FilePart[] = [
    existing ? { kind: "kept", start: 0, end: header.length } : { kind: "new", content: header },
  ];
  const take = async (piece: Piece, partOf: (start: number, end: number) => FilePart): Promise<void> => {
    const kept = await keepRows(piece, keepAs);
    parts.push(...kept.ranges.map(([start, end]) => partOf(start, end)));
    addTally(tally, kept.tally);
    for (const { lineage, rows } of piece.segments) {
      const kept = keepAs(lineage);
      if (kept !== undefined) addToSegments(segments, { lineage: kept, rows });
    }
  };
  if (existing) {
    const { access } = existing;
    const piece = { ...existing, start: header.length, end: access.byteLength };
    await take(piece, (start, end) => ({ kind: "kept", start, end }));
  }
  for (const chunk of chunks) {
    const piece = { ...chunk, access: spool.access };
    await take(piece, (start, end) => ({ kind: "spooled", file: spool.file, start, end }));
  }
  return { parts: joinParts(parts), segments, tally };
}

interface Piece {
  readonly access: RandomAccess;
  readonly start: number;
  readonly end: number;
  readonly segments: readonly Segment[];
  readonly tally: Tally;
}

interface KeptRows {
  readonly ranges: readonly (readonly [number, number])[];
  readonly tally: Tally;
}

async function keepRows(piece: Piece, keepAs: KeepAs): Promise<KeptRows> {
  const { access, start, end, segments, tally } = piece;
  if (!dropsRows(segments, keepAs)) return { ranges: [[start, end]], tally };
  const ranges: [number, number][] = [];
  const kept = createTally();
  const lineages = lineagePerRow(segments);
  for await (const row of readCsvRows(access, start, end)) {
    const { value: lineage } = lineages.next();
    if (lineage === undefined) throw new RangeError("more rows than the checkpoint knows");
    if (keepAs(lineage) === undefined) continue;
    tallyRow(kept, readCounters(row));
    const last = ranges.at(-1);
    if (last?.[1] === row.start) last[1] = row.end;
    else ranges.push([row.start, row.end]);
  }
  if (lineages.next().done !== true) throw new RangeError("fewer rows than the checkpoint knows");
  return { ranges, tally: kept };
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

/** Ranges that touch become one. */
function joinParts(parts: readonly FilePart[]): FilePart[] {
  const joined: FilePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.kind === "kept" && part.kind === "kept" && last.end === part.start) {
      joined[joined.length - 1] = { ...last, end: part.end };
    } else joined.push(part);
  }
  return joined;
}
