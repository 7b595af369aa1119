import type { FilePart, RandomAccess } from "../destination/destination.ts";
import { addRange, type ByteRange } from "./ranges.ts";
import { readLines } from "./readLines.ts";
import type { Spool, SpoolRange } from "./spool.ts";
import type { KeepAs } from "./tableFormat.ts";

/** Something of a flow log that could not become rows, with its place. */
export interface Reject {
  /** Origin and name of the blob it came from. */
  readonly source: string;
  readonly blob: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly reason: string;
  /** Its text; cut where it is very long, as `byteLength` shows. */
  readonly raw: string;
}

/** Rejects of a run, each a line of JSON in the spool, by the file that they belong to. */
export interface RejectLines {
  readonly spool: Spool;
  readonly files: Map<string, LineRange[]>;
}

export interface LineRange extends SpoolRange {
  /** The spool that it is in. */
  readonly file: string;
  readonly lineage: number;
  readonly lines: number;
}

export function createRejectLines(spool: Spool): RejectLines {
  return { spool, files: new Map() };
}

/** Writes one reject at once. */
export function writeReject({ spool, files }: RejectLines, file: string, reject: Reject, lineage: number): void {
  const { start, end } = spool.append(Buffer.from(`${JSON.stringify(reject)}\n`));
  const ranges = files.get(file) ?? [];
  files.set(file, ranges);
  const last = ranges.at(-1);
  if (last?.lineage === lineage && last.end === start)
    ranges[ranges.length - 1] = { ...last, end, lines: last.lines + 1 };
  else ranges.push({ file: spool.file, start, end, lineage, lines: 1 });
}

/** What the new version of a file of rejects is made of. */
export interface RejectMerge {
  readonly existing: { readonly access: RandomAccess; readonly lines: number } | undefined;
  readonly ranges: readonly LineRange[];
  readonly keepAs: KeepAs;
  /** First byte, by `source/blob`, from which on a blob's rejects are told anew. */
  readonly withdrawn: ReadonlyMap<string, number>;
}

/** The new version of a file of rejects. Without lines there is none. */
export interface MergedRejects {
  readonly parts: readonly FilePart[];
  readonly lines: number;
}

/** Old lines that still hold, and new ones. */
export async function mergeRejects({ existing, ranges, keepAs, withdrawn }: RejectMerge): Promise<MergedRejects> {
  const kept = existing ? await keepLines(existing.access, withdrawn) : { parts: [], lines: 0 };
  const added = ranges.filter(({ lineage }) => keepAs(lineage) !== undefined);
  const parts = added.map(({ file, start, end }): FilePart => ({ kind: "spooled", file, start, end }));
  return {
    parts: [...kept.parts, ...parts],
    lines: added.reduce((sum, { lines }) => sum + lines, kept.lines),
  };
}

async function keepLines(access: RandomAccess, withdrawn: ReadonlyMap<string, number>): Promise<MergedRejects> {
  const ranges: ByteRange[] = [];
  let lines = 0;
  for await (const { start, end, text } of readLines(access)) {
    const { source, blob, byteOffset } = JSON.parse(text) as Reject;
    if (byteOffset >= (withdrawn.get(`${source}/${blob}`) ?? Infinity)) continue;
    lines++;
    addRange(ranges, start, end);
  }
  return { parts: ranges.map(([start, end]): FilePart => ({ kind: "kept", start, end })), lines };
}
