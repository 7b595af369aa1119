import { getFile, listHours, listHoursOnlyIn, type KnownFile } from "../checkpoint/tableFiles.ts";
import { addTally, createTally, isSameTally, tallyToJson, type Tally } from "../columns/tally.ts";
import { folders } from "../destination/destination.ts";
import { PrepError } from "../errors.ts";
import { hourFolder } from "../sink/hours.ts";
import { mergeRejects } from "../sink/rejects.ts";
import { dropsRows, type Chunk, type TableFormat } from "../sink/tableFormat.ts";
import { settleExpired } from "./expire.ts";
import { keepAsOf, type Part } from "./part.ts";
import { explainDamage, openExisting, sizeOf, stageFile, type StagedTables } from "./stagedFiles.ts";
import { stageTraffic } from "./stageTraffic.ts";

/**
 * Puts the rows and rejects of a part together with those that are there, file by file, and stages the new versions.
 * Throws where the tables would not gain exactly what was read.
 */
export async function stageTables(part: Part, signal: AbortSignal): Promise<StagedTables> {
  const tables: StagedTables = { staged: [], files: [], removed: [] };
  const hours = touchedHours(part);
  const former = new Map(hours.map((hourMs) => [hourMs, getFlows(part, hourMs)]));
  for (const [index, format] of part.formats.entries()) {
    const gained = createTally();
    for (const hourMs of hours) {
      signal.throwIfAborted();
      const chunks = part.hours.get(hourMs)?.[index] ?? [];
      addTally(gained, await stageHour(part, tables, { hourMs, format, chunks }));
    }
    settleExpired(part, gained);
    checkGain(part, format, gained);
  }
  for (const hourMs of part.hasTraffic ? hours : []) {
    signal.throwIfAborted();
    const [before, after] = [former.get(hourMs), getFlows(part, hourMs)?.tally];
    await stageTraffic(part, tables, { hourMs, format: firstFormat(part), before, after });
  }
  const rejectFiles = new Set([...part.rejects.keys(), ...part.withdrawn.keys()]);
  for (const file of rejectFiles) await stageRejects(part, tables, file);
  return tables;
}

function firstFormat({ formats: [first] }: Part): TableFormat {
  if (!first) throw new RangeError("a part without a format");
  return first;
}

/** What is known of an hour's flows, in the first format. */
function getFlows(part: Part, hourMs: number): KnownFile | undefined {
  return getFile(part.checkpoint, flowsPath(hourMs, firstFormat(part)));
}

/** Hours with new rows, hours that lose rows of blobs which are replaced, and those without traffic. */
function touchedHours({ hours: chunks, replaced, checkpoint, hasTraffic }: Part): number[] {
  const hours = new Set(chunks.keys());
  if (hasTraffic) for (const hourMs of listHoursOnlyIn(checkpoint, folders.flows, folders.traffic)) hours.add(hourMs);
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

function flowsPath(hourMs: number, { extension }: TableFormat): string {
  return `${folders.flows}/${hourFolder(hourMs)}/flows${extension}`;
}

/** Returns what the file has gained. */
async function stageHour(part: Part, tables: StagedTables, { hourMs, format, chunks }: HourOfTable): Promise<Tally> {
  const path = flowsPath(hourMs, format);
  const known = getFile(part.checkpoint, path);
  const keepAs = keepAsOf(part);
  const gained = createTally();
  if (chunks.length === 0 && !(known && dropsRows(known.segments, keepAs))) return gained;
  const existing = known && (await openExisting(part, known));
  const merged = await format.merge({ existing, chunks, keepAs, spool: part.spool }).catch((cause: unknown) => {
    throw existing ? explainDamage(cause, path) : cause;
  });
  const { parts, segments, tally } = merged;
  const file: KnownFile = { path, kind: format.name, hourMs, bytes: sizeOf(parts), segments, tally };
  await stageFile(part, tables, { file, parts });
  addTally(gained, tally);
  if (known) addTally(gained, known.tally, -1);
  return gained;
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

function checkGain({ gained: wanted }: Part, format: TableFormat, gained: Tally): void {
  if (isSameTally(wanted, gained)) return;
  const [was, is] = [wanted, gained].map((tally) => JSON.stringify(tallyToJson(tally)));
  throw new PrepError(
    "ledger",
    `counts do not add up: read ${was ?? ""}, but ${format.name} gained ${is ?? ""}; nothing was written: --full writes the tables anew`,
  );
}
