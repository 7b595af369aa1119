import { deleteFile, getFile, listHours, putFile, type KnownFile } from "../checkpoint/tableFiles.ts";
import { addTally, createTally, isSameTally, tallyToJson, type Tally } from "../columns/tally.ts";
import { folders, type FilePart, type StagedFile } from "../destination/destination.ts";
import { messageOf, PrepError } from "../errors.ts";
import { hourFolder } from "../sink/hours.ts";
import { mergeRejects } from "../sink/rejects.ts";
import { dropsRows, type Chunk, type ExistingFile, type TableFormat } from "../sink/tableFormat.ts";
import { keepAsOf, type Part } from "./part.ts";

/** What a part changes in the destination, staged. */
export interface StagedTables {
  readonly staged: StagedFile[];
  /** What the checkpoint knows of the staged files. */
  readonly files: KnownFile[];
  readonly removed: string[];
}

/**
 * Puts the rows and rejects of a part together with those that are there, file by file, and stages the new versions.
 * Throws where the tables would not gain exactly what was read.
 */
export async function stageTables(part: Part, signal: AbortSignal): Promise<StagedTables> {
  const tables: StagedTables = { staged: [], files: [], removed: [] };
  const hours = touchedHours(part);
  for (const [index, format] of part.formats.entries()) {
    const gained = createTally();
    for (const hourMs of hours) {
      signal.throwIfAborted();
      const chunks = part.hours.get(hourMs)?.[index] ?? [];
      addTally(gained, await stageHour(part, tables, { hourMs, format, chunks }));
    }
    checkGain(part, format, gained);
  }
  const rejectFiles = new Set([...part.rejects.keys(), ...part.withdrawn.keys()]);
  for (const file of rejectFiles) await stageRejects(part, tables, file);
  return tables;
}

/** Hours with new rows, and hours that lose rows of blobs which are replaced. */
function touchedHours({ hours: chunks, replaced, checkpoint }: Part): number[] {
  const hours = new Set(chunks.keys());
  for (const { rowTimes } of replaced.values()) {
    if (rowTimes) for (const hourMs of listHours(checkpoint, rowTimes)) hours.add(hourMs);
  }
  return [...hours].sort((a, b) => a - b);
}

interface HourOfTable {
  readonly hourMs: number;
  readonly format: TableFormat;
  readonly chunks: readonly Chunk[];
}

/** Returns what the file has gained. */
async function stageHour(part: Part, tables: StagedTables, { hourMs, format, chunks }: HourOfTable): Promise<Tally> {
  const path = `${folders.flows}/${hourFolder(hourMs)}/flows${format.extension}`;
  const known = getFile(part.checkpoint, path);
  const keepAs = keepAsOf(part);
  const gained = createTally();
  if (chunks.length === 0 && !(known && dropsRows(known.segments, keepAs))) return gained;
  const existing = known && (await openExisting(part, known));
  const merged = await format.merge({ existing, chunks, keepAs, spool: part.spool }).catch((cause: unknown) => {
    if (!existing || cause instanceof PrepError) throw cause;
    const reason = messageOf(cause);
    throw new PrepError("destination", `${path} is damaged (${reason}); run with --full`, { where: path, cause });
  });
  const { parts, segments, tally } = merged;
  const file: KnownFile = { path, kind: format.name, hourMs, bytes: sizeOf(parts), segments, tally };
  await stageFile(part, tables, { file, parts });
  addTally(gained, tally);
  if (known) addTally(gained, known.tally, -1);
  return gained;
}

async function openExisting({ destination }: Part, known: KnownFile): Promise<ExistingFile> {
  const access = await destination.read(known.path);
  if (access?.byteLength === known.bytes) return { access, segments: known.segments, tally: known.tally };
  const what = access ? "was changed by somebody else" : "is missing";
  const message = `${known.path} in ${destination.label} ${what}; run with --full to write the tables anew`;
  throw new PrepError("destination", message, { where: known.path });
}

async function stageRejects(part: Part, tables: StagedTables, path: string): Promise<void> {
  const known = getFile(part.checkpoint, path);
  const existing = known && { access: (await openExisting(part, known)).access, lines: known.tally.rows };
  const ranges = part.rejects.get(path) ?? [];
  const withdrawn = part.withdrawn.get(path) ?? new Map<string, number>();
  const { parts, lines } = await mergeRejects({ existing, ranges, keepAs: keepAsOf(part), withdrawn });
  if (lines === 0 && !known) return;
  const tally = { ...createTally(), rows: lines };
  const file: KnownFile = { path, kind: "rejects", hourMs: undefined, bytes: sizeOf(parts), segments: [], tally };
  await stageFile(part, tables, { file, parts });
}

async function stageFile(
  { checkpoint, destination }: Part,
  tables: StagedTables,
  { file, parts }: { readonly file: KnownFile; readonly parts: readonly FilePart[] },
): Promise<void> {
  if (file.tally.rows > 0) {
    tables.staged.push(await destination.stage(file.path, parts));
    tables.files.push(file);
    putFile(checkpoint, file);
  } else if (getFile(checkpoint, file.path)) {
    tables.removed.push(file.path);
    deleteFile(checkpoint, file.path);
  }
}

function sizeOf(parts: readonly FilePart[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === "new" ? part.content.length : part.end - part.start), 0);
}

function checkGain({ gained: wanted }: Part, format: TableFormat, gained: Tally): void {
  if (isSameTally(wanted, gained)) return;
  const [was, is] = [wanted, gained].map((tally) => JSON.stringify(tallyToJson(tally)));
  throw new PrepError(
    "ledger",
    `counts do not add up: read ${was ?? ""}, but ${format.name} gained ${is ?? ""}; nothing was written: --full writes the tables anew`,
  );
}
