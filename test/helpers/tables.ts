import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { appendRow, createBatch } from "../../prep/columns/batch.ts";
import type { FlowRow } from "../../prep/columns/schema.ts";
import type { FilePart, RandomAccess } from "../../prep/destination/destination.ts";
import type { Appendable } from "../../prep/sink/hourFiles.ts";
import { createSpool } from "../../prep/sink/spool.ts";
import type { Chunk, ExistingFile, KeepAs, MergedFile, TableFormat } from "../../prep/sink/tableFormat.ts";

/** One file of the tables, which merges make grow; below `flows`, so that it can be read like any output folder. */
export interface TableFile {
  readonly format: TableFormat;
  /** The output folder. */
  readonly folder: string;
  readonly file: string;
  /** The file as the checkpoint knows it. */
  known: Pick<ExistingFile, "segments" | "tally"> | undefined;
}

interface Ending {
  after(end: () => void): void;
}

/** In a folder of its own, removed at the end. */
export function createTableFile(context: Ending, format: TableFormat): TableFile {
  const folder = mkdtempSync(path.join(tmpdir(), "flow-chord-table-"));
  context.after(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(path.join(folder, "flows"));
  return { format, folder, file: path.join(folder, "flows", `flows${format.extension}`), known: undefined };
}

/** Rows of one lineage. */
export type LineageRows = readonly [lineage: number, rows: readonly FlowRow[]];

/** Merges chunks into the file as a run would; without rows the file goes. Gives what the merge said. */
export async function mergeInto(
  table: TableFile,
  chunks: readonly (readonly LineageRows[])[],
  keepAs: KeepAs = (lineage) => lineage,
): Promise<MergedFile> {
  const spool = createSpool(path.join(table.folder, "spool"));
  try {
    const encoded = chunks.map((chunk) => encodeChunk(table.format, spool, chunk));
    const existing = table.known && { access: accessOf(table.file), ...table.known };
    const merged = await table.format.merge({ existing, chunks: encoded, keepAs, spool });
    const { segments, tally } = merged;
    const content = Buffer.concat(merged.parts.map((part) => bytesOf(part, table.file)));
    table.known = tally.rows === 0 ? undefined : { segments, tally };
    if (table.known) writeFileSync(table.file, content);
    else rmSync(table.file, { force: true });
    return merged;
  } finally {
    spool.close();
  }
}

/** Encodes rows as one chunk. */
export function encodeChunk(format: TableFormat, spool: Appendable, chunk: readonly LineageRows[]): Chunk {
  const batch = createBatch();
  for (const [lineage, rows] of chunk) for (const row of rows) appendRow(batch, row, lineage);
  return format.encode(batch, spool);
}

/** The bytes that a part stands for; kept ones are those of the file that is there. */
export function bytesOf(part: FilePart, kept: string): Buffer {
  if (part.kind === "new") return Buffer.from(part.content);
  return readFileSync(part.kind === "kept" ? kept : part.file).subarray(part.start, part.end);
}

/** A file at random; `reads` gets every range that is read. */
export function accessOf(file: string, reads: [start: number, end: number][] = []): RandomAccess {
  const byteLength = readFileSync(file).length;
  return {
    byteLength,
    slice: (start, end = byteLength) => {
      reads.push([start, end]);
      const bytes = Buffer.alloc(Math.max(0, Math.min(end, byteLength) - start));
      const descriptor = openSync(file, "r");
      readSync(descriptor, bytes, 0, bytes.length, start);
      closeSync(descriptor);
      return Promise.resolve(new Uint8Array(bytes).buffer);
    },
  };
}

/** A text or bytes at random, as a file would give them. */
export function accessTo(content: string | Uint8Array): RandomAccess {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return {
    byteLength: bytes.length,
    slice: (start, end = bytes.length) => Promise.resolve(new Uint8Array(bytes.subarray(start, end)).buffer),
  };
}
