import { counterColumns, createTally, type Tally } from "../columns/tally.ts";
import { countNames, emptyCounts, type Counts } from "../flatten/counts.ts";

/** Counts and sums as a line of the ledger tells them. */
export interface Counted {
  readonly counts: Counts;
  readonly tally: Tally;
}

/** A line of the ledger, as far as it can be checked. */
export interface LedgerEntry {
  readonly isFull: boolean;
  readonly totals: Counted;
  /** Undefined where a run has found nothing new. */
  readonly table: Tally | undefined;
  readonly files: readonly FileEntry[];
  readonly removed: readonly string[];
  /** Rows that were removed with their hours. */
  readonly expired: Tally;
  readonly blobs: readonly BlobEntry[];
}

/** What a file of the tables holds. */
export interface FileEntry {
  readonly path: string;
  readonly bytes: number;
  readonly tally: Tally;
}

interface BlobEntry extends Counted {
  /** Where it is from, and its name. */
  readonly identity: string;
  readonly isReplaced: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** Throws an Error that says what is wrong where the text is no line of the ledger. Numbers that are missing are 0. */
export function parseLedgerLine(text: string): LedgerEntry {
  const line = fieldsOf(JSON.parse(text), "the line");
  return {
    isFull: line["full"] === true,
    totals: countedOf(fieldsOf(line["totals"], "totals")),
    table: line["table"] === undefined ? undefined : tallyOf(fieldsOf(line["table"], "table")),
    files: listOf(line["files"], "files").map(fileOf),
    removed: listOf(line["removed"], "removed").map((path) => textOf(path, "a path in removed")),
    expired: tallyOf(fieldsOf(line["expired"] ?? {}, "expired")),
    blobs: listOf(line["blobs"], "blobs").map(blobOf),
  };
}

function fileOf(value: unknown): FileEntry {
  const file = fieldsOf(value, "a file");
  return { path: textOf(file["path"], "path"), bytes: numberOf(file["bytes"], "bytes"), tally: tallyOf(file) };
}

function blobOf(value: unknown): BlobEntry {
  const blob = fieldsOf(value, "a blob");
  const identity = `${textOf(blob["source"], "source")}/${textOf(blob["name"], "name")}`;
  return { identity, isReplaced: blob["replaced"] === true, ...countedOf(blob) };
}

function countedOf(fields: Fields): Counted {
  const counts = emptyCounts();
  for (const name of countNames) counts[name] = numberOf(fields[name], name);
  return { counts, tally: tallyOf(fields) };
}

function tallyOf(fields: Fields): Tally {
  const [sums, nulls] = [fieldsOf(fields["sums"] ?? {}, "sums"), fieldsOf(fields["nulls"] ?? {}, "nulls")];
  const tally = createTally();
  tally.rows = numberOf(fields["rows"], "rows");
  for (const { name } of counterColumns) {
    tally.sums[name] = bigintOf(sums[name], name);
    tally.nulls[name] = numberOf(nulls[name], name);
  }
  return tally;
}

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new TypeError(`${name} is no object`);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`${name} is no list`);
}

function textOf(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new TypeError(`${name} is no text`);
}

function numberOf(value: unknown, name: string): number {
  if (value === undefined) return 0;
  if (Number.isSafeInteger(value)) return value as number;
  throw new TypeError(`${name} is no number`);
}

function bigintOf(value: unknown, name: string): bigint {
  if (value === undefined) return 0n;
  if (typeof value === "string" && /^\d+$/.test(value)) return BigInt(value);
  throw new TypeError(`${name} is no number`);
}
