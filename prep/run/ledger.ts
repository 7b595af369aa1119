import type { KnownFile } from "../checkpoint/tableFiles.ts";
import { tallyToJson, type Tally, type TallyJson } from "../columns/tally.ts";
import { folders, type Commit } from "../destination/destination.ts";
import type { Counts } from "../flatten/counts.ts";
import packageJson from "../../package.json" with { type: "json" };

/** What the ledger says of one blob that a run has read. `tuples = rows + rejectedTuples + skippedTuples`. */
export interface LedgerBlob extends Partial<Counts> {
  readonly source: string;
  readonly name: string;
  readonly etag: string | undefined;
  /** Bytes that were read, of the version that the ETag names: first, and first behind. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** Its rows of earlier runs were replaced, since bytes that had been read have changed. */
  readonly replaced?: true;
  /** Why nothing of it was taken. */
  readonly skipped?: string;
  readonly sums?: TallyJson["sums"];
  readonly nulls?: TallyJson["nulls"];
}

/** What the ledger says of one file: all that it holds after the run. */
export interface LedgerFile extends TallyJson {
  readonly path: string;
  readonly bytes: number;
}

/** One line of the ledger: one commit of a run. */
export interface LedgerLine {
  readonly run: string;
  /** Parts of a long run are committed one by one; the first is 1. */
  readonly part: number;
  readonly program: string;
  readonly started: string;
  readonly elapsedMs: number;
  /** Nothing was known before it, or nothing more: what earlier lines say of files does not hold any more. */
  readonly full: boolean;
  readonly sources: readonly string[];
  readonly unchanged: number;
  readonly outside: number;
  readonly totals: Counts & Pick<TallyJson, "sums" | "nulls">;
  /** What the tables hold after it. */
  readonly table: TallyJson;
  readonly files: readonly LedgerFile[];
  readonly removed: readonly string[];
  /** Rows of the flows in removed files that were too old. */
  readonly expired?: TallyJson;
  readonly blobs: readonly LedgerBlob[];
}

/** What the ledger says of a commit beside its counts. */
export interface LedgerFacts extends Pick<LedgerLine, "run" | "part" | "full" | "sources" | "unchanged" | "outside"> {
  readonly started: Date;
  readonly elapsedMs: () => number;
}

/** What a commit has changed; without a table it is a run that has found nothing new. */
export interface LedgerChanges
  extends Pick<LedgerLine, "totals" | "files" | "removed">, Partial<Pick<LedgerLine, "table" | "expired">> {
  /** Each as JSON: a commit may be one of very many blobs. */
  readonly blobs: readonly string[];
}

const programName = `${packageJson.name} ${packageJson.version}`;

/** The line of a commit, with its place. */
export function ledgerLine(
  { started, elapsedMs, ...facts }: LedgerFacts,
  { blobs, ...changes }: LedgerChanges,
): Commit["ledger"] {
  const line: Omit<LedgerLine, "table" | "blobs"> = {
    ...facts,
    program: programName,
    started: started.toISOString(),
    elapsedMs: Math.round(elapsedMs()),
    ...changes,
  };
  return { path: ledgerPath(started), line: `${JSON.stringify(line).slice(0, -1)},"blobs":[${blobs.join(",")}]}` };
}

/** Totals of the blobs, as the ledger tells them. */
export function totalsOf(counts: Counts, tally: Tally): LedgerLine["totals"] {
  const { sums, nulls } = tallyToJson(tally);
  return { ...counts, sums, nulls };
}

export function ledgerFile({ path, bytes, tally }: KnownFile): LedgerFile {
  return { path, bytes, ...tallyToJson(tally) };
}

/** One file a day, in UTC. */
function ledgerPath(started: Date): string {
  return `${folders.runs}/${started.toISOString().slice(0, 10)}.jsonl`;
}
