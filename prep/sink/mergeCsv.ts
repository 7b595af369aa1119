import { statSync } from "node:fs";
import { addToSegments, type Segment } from "../columns/batch.ts";
import { flowColumns, type FlowRow } from "../columns/schema.ts";
import { addTally, counterColumns, createTally, tallyRow, type Tally } from "../columns/tally.ts";
import type { FilePart, RandomAccess } from "../destination/destination.ts";
import { readCsvRows, type CsvRow } from "./csvRows.ts";
import { spoolAccess } from "./spool.ts";
import { addRange, type ByteRange } from "./ranges.ts";
import {
  dropsRows,
  type Chunk,
  type ChunkPiece,
  type KeepAs,
  type MergedFile,
  type MergeInput,
} from "./tableFormat.ts";

/** Existing rows stay where they are, new ones follow; what is dropped is cut out. `header` is that of a new file. */
export async function mergeCsv(header: Uint8Array, { existing, chunks, keepAs }: MergeInput): Promise<MergedFile> {
  const tally = createTally();
  const segments: Segment[] = [];
  const parts: FilePart[] = existing ? [] : [{ kind: "new", content: header }];
  if (existing) {
    const { access, segments: own } = existing;
    const kept: ByteRange[] = [[0, header.length]];
    const piece = { access, start: header.length, end: access.byteLength, segments: own };
    const isKept = !dropsRows(own, keepAs);
    addTally(tally, isKept ? existing.tally : await keepRows(piece, keepAs, kept));
    if (isKept) addRange(kept, piece.start, piece.end);
    for (const [start, end] of kept) parts.push({ kind: "kept", start, end });
    keepSegments(segments, own, keepAs);
  }
  for (const piece of piecesOf(chunks, keepAs)) {
    const ranges: ByteRange[] = [];
    if (piece.isKept) addRange(ranges, piece.start, piece.end);
    else addTally(tally, await keepRows({ ...piece, access: spoolAccess(piece.file) }, keepAs, ranges));
    for (const [start, end] of ranges) addSpooled(parts, { file: piece.file, start, end });
    keepSegments(segments, piece.segments, keepAs);
  }
  for (const chunk of chunks) if (!dropsRows(chunk.segments, keepAs)) addTally(tally, chunk.tally);
  const isHourFile = chunks.every((chunk) => chunk.isHourFile === true);
  return { parts: (isHourFile ? asOneFile(parts) : undefined) ?? parts, segments, tally };
}

interface PieceOfChunk extends ChunkPiece {
  readonly file: string;
  /** Nothing of its chunk is dropped. */
  readonly isKept: boolean;
}

/** In the order in which they lie in their files. */
function piecesOf(chunks: readonly Chunk[], keepAs: KeepAs): PieceOfChunk[] {
  const pieces = chunks.flatMap((chunk) => {
    const { file, pieces: own = [chunk], segments } = chunk;
    const isKept = !dropsRows(segments, keepAs);
    return own.map((piece) => ({ file, start: piece.start, end: piece.end, segments: piece.segments, isKept }));
  });
  return pieces.sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}

function keepSegments(segments: Segment[], added: readonly Segment[], keepAs: KeepAs): void {
  for (const { lineage, rows } of added) {
    const kept = keepAs(lineage);
    if (kept !== undefined) addToSegments(segments, { lineage: kept, rows });
  }
}

/** A range that touches the last one is one with it. */
function addSpooled(parts: FilePart[], added: { readonly file: string; readonly start: number; readonly end: number }) {
  const last = parts.at(-1);
  const touches = last?.kind === "spooled" && last.file === added.file && last.end === added.start;
  if (touches) parts.splice(-1, 1, { ...last, end: added.end });
  else parts.push({ kind: "spooled", ...added });
}

/** A header and all rows of a file that begins with that header: the file itself. */
function asOneFile([first, rows, ...others]: readonly FilePart[]): readonly FilePart[] | undefined {
  if (first?.kind !== "new" || rows?.kind !== "spooled" || others.length > 0) return undefined;
  const isWhole = rows.start === first.content.length && rows.end === statSync(rows.file).size;
  return isWhole ? [{ ...rows, start: 0, isMovable: true }] : undefined;
}

interface Piece {
  readonly access: RandomAccess;
  readonly start: number;
  readonly end: number;
  readonly segments: readonly Segment[];
}

/** Reads the rows of a piece, adds the ranges of those that stay, and returns their tally. */
async function keepRows(piece: Piece, keepAs: KeepAs, ranges: ByteRange[]): Promise<Tally> {
  const { access, start, end, segments } = piece;
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
