import type { RowGroup } from "hyparquet";
import { addToSegments, appendRow, createBatch, type Batch, type Segment } from "../columns/batch.ts";
import { flowColumns, type Column, type FlowRow } from "../columns/schema.ts";
import { takeSegments } from "../columns/takeSegments.ts";
import { addTally, createTally, tallyRow, type Tally } from "../columns/tally.ts";
import type { FilePart, RandomAccess } from "../destination/destination.ts";
import { encodeFooter, magic } from "./parquetFile.ts";
import { columnNames, rangeOf, readColumns, readMetadata, rowAt, type PlacedRowGroup } from "./readRowGroup.ts";
import { spoolAccess, type Spool, type SpoolRange } from "./spool.ts";
import {
  dropsRows,
  type Chunk,
  type ExistingFile,
  type KeepAs,
  type MergedFile,
  type MergeInput,
} from "./tableFormat.ts";

/** Row groups with fewer rows and bytes are put together with others; larger ones are copied as they are. */
const smallRows = 1 << 16;
const smallBytes = 8 << 20;
/** Rows, and characters of distinct strings, of a group that is put together: what is in memory at a time. */
const groupRows = 1 << 17;
const groupChars = 32 << 20;

type Encode = (batch: Batch, spool: Spool) => Chunk;

/** A row group with what the checkpoint knows of its rows. */
interface Group extends PlacedRowGroup {
  /** The spool that it is in; undefined for one of the existing file. */
  readonly file: string | undefined;
  readonly rows: number;
  readonly segments: readonly Segment[];
}

/**
 * Copies large row groups as they are; small ones, and those with dropped rows, are read and written together anew.
 * So a file that grows by a few rows every minute has few row groups, and each row is rewritten a bounded number of
 * times.
 */
export async function mergeParquet(input: MergeInput, encode: Encode): Promise<MergedFile> {
  const { existing, chunks, keepAs } = input;
  const groups = [...(existing ? await existingGroups(existing) : []), ...(await groupsOf(chunks))];
  const loose = chooseLoose(groups, keepAs);
  const { read, written } = await rewrite([...loose], input, encode);
  const kept = groups.filter((group) => !loose.has(group));
  const tally = createTally();
  for (const { tally: added } of [...chunks, ...written]) addTally(tally, added);
  if (existing) addTally(tally, existing.tally);
  addTally(tally, read, -1);
  const laidOut = kept.map((group): Group => ({ ...group, segments: rename(group.segments, keepAs) }));
  laidOut.push(...(await groupsOf(written)));
  return { ...layOut(laidOut, flowColumns), tally };
}

/** Chunks as a new file in which each of them is a row group, however small. */
export async function layOutChunks(
  chunks: readonly Chunk[],
  columns: readonly Column[] = flowColumns,
): Promise<Omit<MergedFile, "tally">> {
  return layOut(await groupsOf(chunks), columns);
}

/** The groups of a file, each with its part of the file's segments. */
async function existingGroups({ access, segments }: ExistingFile): Promise<Group[]> {
  const metadata = await readMetadata(access);
  const take = takeSegments(segments);
  const groups = metadata.row_groups.map((rowGroup) => {
    const rows = Number(rowGroup.num_rows);
    return { access, metadata, rowGroup, rows, file: undefined, segments: take(rows) };
  });
  if (take(1, true).length > 0) throw new RangeError("fewer rows than the checkpoint knows");
  return groups;
}

function rename(segments: readonly Segment[], keepAs: KeepAs): Segment[] {
  return segments.map(({ lineage, rows }) => ({ lineage: keepAs(lineage) ?? lineage, rows }));
}

async function groupsOf(chunks: readonly Chunk[]): Promise<Group[]> {
  const groups: Group[] = [];
  for (const chunk of chunks) groups.push(await groupOf(chunk));
  return groups;
}

async function groupOf({ file, footer, segments, tally }: Chunk): Promise<Group> {
  const access = spoolAccess(file);
  const metadata = footer && (await readMetadata(rangeWithin(access, footer)));
  const rowGroup = metadata?.row_groups[0];
  if (!metadata || !rowGroup) throw new TypeError("a chunk of another format");
  return { access, metadata, rowGroup, rows: tally.rows, file, segments };
}

/** A range as a file of its own. */
function rangeWithin(access: RandomAccess, range: SpoolRange): RandomAccess {
  const byteLength = range.end - range.start;
  return { byteLength, slice: (start, end = byteLength) => access.slice(range.start + start, range.start + end) };
}

/** Which groups to write anew. A single small one would gain nothing. */
function chooseLoose(groups: readonly Group[], keepAs: KeepAs): Set<Group> {
  const dropping = groups.filter(({ segments }) => dropsRows(segments, keepAs));
  const small = groups.filter(({ rows, rowGroup }) => rows < smallRows && rowGroup.total_byte_size < smallBytes);
  const loose = new Set(dropping);
  if (small.length > 1) for (const group of small) loose.add(group);
  return loose;
}

interface Rewritten {
  /** Of all rows that were read, also the dropped ones. */
  readonly read: Tally;
  readonly written: readonly Chunk[];
}

async function rewrite(groups: readonly Group[], { keepAs, spool }: MergeInput, encode: Encode): Promise<Rewritten> {
  const read = createTally();
  const written: Chunk[] = [];
  let batch = createBatch();
  const flush = (): void => {
    if (batch.rows > 0) written.push(encode(batch, spool));
    batch = createBatch();
  };
  for (const group of groups) {
    const columns = await readColumns(group, columnNames);
    for (const { row, lineage } of rowsOf(columns, group.segments)) {
      tallyRow(read, row);
      const kept = keepAs(lineage);
      if (kept !== undefined) appendRow(batch, row, kept);
      if (batch.rows >= groupRows || batch.stringChars >= groupChars) flush();
    }
  }
  flush();
  return { read, written };
}

function* rowsOf(
  columns: readonly ArrayLike<unknown>[],
  segments: readonly Segment[],
): Generator<{ row: FlowRow; lineage: number }> {
  let index = 0;
  for (const { lineage, rows } of segments) {
    for (const end = index + rows; index < end; index++) yield { row: rowAt(columns, index), lineage };
  }
}

/** The groups one behind the other between the magic number and the footer. */
function layOut(groups: readonly Group[], columns: readonly Column[]): Omit<MergedFile, "tally"> {
  const parts: FilePart[] = [{ kind: "new", content: magic }];
  const segments: Segment[] = [];
  const rowGroups: RowGroup[] = [];
  let offset = magic.length;
  for (const { rowGroup, file, segments: own } of groups) {
    const { start, end } = rangeOf(rowGroup);
    parts.push(file === undefined ? { kind: "kept", start, end } : { kind: "spooled", file, start, end });
    rowGroups.push(moveRowGroup(rowGroup, BigInt(offset - start)));
    for (const segment of own) addToSegments(segments, segment);
    offset += end - start;
  }
  parts.push({ kind: "new", content: encodeFooter(rowGroups, columns) });
  return { parts, segments };
}

function moveRowGroup(rowGroup: RowGroup, by: bigint): RowGroup {
  const columns = rowGroup.columns.map((column) => {
    const meta = column.meta_data;
    if (!meta) return column;
    const dictionary = meta.dictionary_page_offset;
    return {
      ...column,
      file_offset: column.file_offset + by,
      meta_data: {
        ...meta,
        data_page_offset: meta.data_page_offset + by,
        ...(dictionary !== undefined && { dictionary_page_offset: dictionary + by }),
      },
    };
  });
  return { ...rowGroup, columns };
}
