import { readCommit, readMeta, type Checkpoint } from "../checkpoint/checkpoint.ts";
import { expiredRowsOf, readExpired } from "../checkpoint/expired.ts";
import { listFiles, type KnownFile } from "../checkpoint/tableFiles.ts";
import { addTally, createTally, tallyFromJson, type Tally, type TallyJson } from "../columns/tally.ts";
import { folders, type Destination } from "../destination/destination.ts";
import { checkpointName } from "../destination/folderPlaces.ts";
import { messageOf, PrepError } from "../errors.ts";
import { loadCheckpoint } from "../run/loadCheckpoint.ts";
import { addDifference, compareFigures, countRows, figuresOf, type Findings } from "./findings.ts";
import type { LedgerState } from "./readLedger.ts";

const expectedOne = { what: "checkpoint", expected: "one that the next run can use" } as const;

/**
 * Opens the checkpoint as the next run does, which brings a commit to its end that is not. Empty where there is none
 * and none is missed; undefined, with a difference, where the next run could not use it.
 */
export async function openKnown(destination: Destination, findings: Findings): Promise<Checkpoint | undefined> {
  try {
    const { checkpoint } = await loadCheckpoint(destination, false);
    return checkpoint;
  } catch (cause) {
    if (!(cause instanceof PrepError)) throw cause;
    addDifference(findings, checkpointName, { ...expectedOne, found: cause.message });
    return undefined;
  }
}

/** Compares what the checkpoint knows with itself and with the ledger. False where it cannot be read. */
export function checkCheckpoint(checkpoint: Checkpoint, ledger: LedgerState, findings: Findings): boolean {
  try {
    if (ledger.commits > 0 && !readCommit(checkpoint)) throw new Error("none");
    const rowsOfBlobs = checkKnownFiles(checkpoint, ledger, findings);
    checkKnownBlobs(checkpoint, ledger, { findings, rowsOfBlobs });
    return true;
  } catch (cause) {
    const found = `${messageOf(cause)}; run with --full`;
    addDifference(findings, checkpointName, { ...expectedOne, found });
    return false;
  }
}

/** Rows of each blob by its id, for each kind of file. */
type RowsOfBlobs = Map<KnownFile["kind"], Map<number, number>>;

function checkKnownFiles(checkpoint: Checkpoint, { files }: LedgerState, findings: Findings): RowsOfBlobs {
  const rowsOfBlobs: RowsOfBlobs = new Map();
  const seen = new Set<string>();
  for (const file of listFiles(checkpoint)) {
    seen.add(file.path);
    const where = `${checkpointName}: ${file.path}`;
    const entry = files.get(file.path);
    if (!entry) addDifference(findings, where, { what: "file", expected: "none", found: countRows(file) });
    else {
      const expected = { bytes: entry.bytes, ...figuresOf(entry.tally) };
      compareFigures(findings, where, { expected, found: { bytes: file.bytes, ...figuresOf(file.tally) } });
    }
    if (file.kind !== "rejects") addSegments(rowsOfBlobs, file);
  }
  for (const file of files.values()) {
    if (seen.has(file.path)) continue;
    const where = `${checkpointName}: ${file.path}`;
    addDifference(findings, where, { what: "file", expected: countRows(file), found: "not known" });
  }
  return rowsOfBlobs;
}

function addSegments(rowsOfBlobs: RowsOfBlobs, { kind, segments }: KnownFile): void {
  const rows = rowsOfBlobs.get(kind) ?? new Map<number, number>();
  rowsOfBlobs.set(kind, rows);
  for (const segment of segments) rows.set(segment.lineage, (rows.get(segment.lineage) ?? 0) + segment.rows);
}

function checkKnownBlobs(
  checkpoint: Checkpoint,
  ledger: LedgerState,
  { findings, rowsOfBlobs }: { readonly findings: Findings; readonly rowsOfBlobs: RowsOfBlobs },
): void {
  const sum = createTally();
  let rejected = 0;
  for (const [identity, { id, tally, counts }] of checkpoint.blobs.all()) {
    addTally(sum, tally);
    rejected += counts.rejected;
    for (const [kind, rows] of rowsOfBlobs) {
      const what = `rows in its ${kind} files`;
      const found = { [what]: (rows.get(id) ?? 0) + expiredRowsOf(checkpoint, id) };
      compareFigures(findings, `${checkpointName}: ${identity}`, { expected: { [what]: tally.rows }, found });
    }
  }
  addTally(sum, readExpired(checkpoint), -1);
  const text = readMeta(checkpoint, "table");
  const table = text === undefined ? createTally() : tallyFromJson(JSON.parse(text) as TallyJson);
  compareTables(findings, ledger, { table, sum });
  const lines = [...ledger.files.values()].filter(({ path }) => path.startsWith(`${folders.rejects}/`));
  const expected = { rejects: lines.reduce((all, { tally }) => all + tally.rows, 0) };
  compareFigures(findings, checkpointName, { expected, found: { rejects: rejected } });
}

function compareTables(
  findings: Findings,
  ledger: LedgerState,
  { table, sum }: { readonly table: Tally; readonly sum: Tally },
): void {
  const found = figuresOf(table, "table: ");
  if (ledger.table) compareFigures(findings, checkpointName, { expected: figuresOf(ledger.table, "table: "), found });
  const of = "table, by its blobs: ";
  compareFigures(findings, checkpointName, { expected: figuresOf(table, of), found: figuresOf(sum, of) });
}
