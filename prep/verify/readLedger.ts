import { addTally, createTally, type Tally } from "../columns/tally.ts";
import { folders, type Destination, type RandomAccess } from "../destination/destination.ts";
import { addCounts, emptyCounts, type Counts } from "../flatten/counts.ts";
import { readLines } from "../sink/readLines.ts";
import { addDifference, compareFigures, figuresOf, type Figures, type Findings } from "./findings.ts";
import { parseLedgerLine, type Counted, type FileEntry, type LedgerEntry } from "./ledgerEntry.ts";

/** What the ledger says of the tables. Its size is that of the tables, not of the ledger. */
export interface LedgerState {
  /** What each file holds, by its path. */
  readonly files: Map<string, FileEntry>;
  /** All rows; undefined where the last line cannot be read. */
  table: Tally | undefined;
  /** Lines that have changed the tables. */
  commits: number;
  /** The last line. */
  where: string;
}

/** What is read while the ledger is. */
interface Reading {
  readonly findings: Findings;
  readonly state: LedgerState;
}

/** Goes through the whole ledger; adds a difference for each line that does not add up. */
export async function readLedger(
  destination: Destination,
  listed: readonly string[],
  findings: Findings,
): Promise<LedgerState> {
  const state: LedgerState = { files: new Map(), table: createTally(), commits: 0, where: folders.runs };
  for (const path of listed.filter(isLedger).sort()) {
    const access = await destination.read(path);
    if (access) await readFile({ findings, state }, path, access);
  }
  checkTable(findings, state);
  return state;
}

function isLedger(path: string): boolean {
  return path.startsWith(`${folders.runs}/`) && /\/[\w.-]+\.jsonl$/.test(path);
}

async function readFile(reading: Reading, path: string, access: RandomAccess): Promise<void> {
  let [line, end] = [0, 0];
  for await (const { text, end: lineEnd } of readLines(access)) {
    takeText(reading, `${path} line ${++line}`, text);
    end = lineEnd;
  }
  if (end === access.byteLength) return;
  const where = `${path} line ${++line}`;
  const found = `${access.byteLength - end} bytes without one: the line is cut`;
  addDifference(reading.findings, where, { what: "end", expected: "a line feed", found });
  takeText(reading, where, Buffer.from(await access.slice(end, access.byteLength)).toString());
}

function takeText({ findings, state }: Reading, where: string, text: string): void {
  state.where = where;
  try {
    takeEntry({ findings, state }, where, parseLedgerLine(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
    addDifference(findings, where, { what: "line", expected: "a line of the ledger", found: cause.message });
    state.table = undefined;
    state.commits++;
  }
}

function takeEntry({ findings, state }: Reading, where: string, entry: LedgerEntry): void {
  for (const { identity, counts } of entry.blobs) checkTuples(findings, `${where}: ${identity}`, counts);
  const expected = figuresOfAll(sumOf(entry.blobs));
  compareFigures(findings, where, { expected, found: figuresOfAll(entry.totals) });
  checkGain(findings, where, { entry, before: entry.isFull ? createTally() : state.table });
  if (entry.table) state.commits++;
  if (entry.isFull) state.files.clear();
  for (const path of entry.removed) state.files.delete(path);
  for (const file of entry.files) state.files.set(file.path, file);
  state.table = entry.table ?? (entry.isFull ? createTally() : state.table);
}

function checkTuples(findings: Findings, where: string, counts: Counts): void {
  const { tuples, rows, allowed, denied } = counts;
  const all = rows + counts.rejectedTuples + counts.skippedTuples;
  compareFigures(findings, where, {
    expected: { "rows, rejected and skipped tuples": tuples, "rows, allowed and denied": rows },
    found: { "rows, rejected and skipped tuples": all, "rows, allowed and denied": allowed + denied },
  });
}

/** Rows of earlier runs that were replaced are not told: then the table may have less. */
function checkGain(
  findings: Findings,
  where: string,
  { entry, before }: { readonly entry: LedgerEntry; readonly before: Tally | undefined },
): void {
  if (!before) return;
  const expected = createTally();
  addTally(expected, before);
  addTally(expected, entry.totals.tally);
  addTally(expected, entry.expired, -1);
  const found = entry.table ?? before;
  const hasReplaced = entry.blobs.some(({ isReplaced }) => isReplaced);
  if (!hasReplaced) {
    compareFigures(findings, where, { expected: figuresOf(expected, "table: "), found: figuresOf(found, "table: ") });
  } else if (found.rows > expected.rows) {
    addDifference(findings, where, {
      what: "table: rows",
      expected: `at most ${expected.rows}`,
      found: String(found.rows),
    });
  }
}

/** Each format holds all rows of the table. */
function checkTable(findings: Findings, { files, table, where }: LedgerState): void {
  if (!table) return;
  const flows = [...files.values()].filter(({ path }) => path.startsWith(`${folders.flows}/`));
  const formats = new Set(flows.map(({ path }) => formatOf(path)));
  if (formats.size === 0) formats.add("");
  for (const format of formats) {
    const sum = createTally();
    for (const { path, tally } of flows) if (formatOf(path) === format) addTally(sum, tally);
    const of = `table, by its ${format === "" ? "" : `${format} `}files: `;
    compareFigures(findings, where, { expected: figuresOf(table, of), found: figuresOf(sum, of) });
  }
}

function formatOf(path: string): string {
  return path.slice(path.lastIndexOf("."));
}

function sumOf(blobs: readonly Counted[]): Counted {
  const sum: Counted = { counts: emptyCounts(), tally: createTally() };
  for (const blob of blobs) {
    addCounts(sum.counts, blob.counts);
    addTally(sum.tally, blob.tally);
  }
  return sum;
}

function figuresOfAll({ counts, tally }: Counted): Figures {
  return Object.fromEntries(
    Object.entries({ ...counts, ...figuresOf(tally) }).map(([name, value]) => [`totals: ${name}`, value]),
  );
}
