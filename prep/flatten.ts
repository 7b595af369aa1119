import { buildRow } from "./columns/flowRow.ts";
import type { FlowRow } from "./columns/schema.ts";
import { isInRange, type PlannedBlob, type TimeRange } from "./plan/plan.ts";
import { readFlowRecord, type FlowRecord, type TupleGroup } from "./scan/flowRecord.ts";
import { parseFlowTuple, TupleReject } from "./scan/flowTuple.ts";
import { isWhiteSpace } from "./scan/recordStart.ts";
import { splitChunk, splitEnd } from "./scan/splitRecords.ts";
import { createSplitter, type DamagePiece, type RecordPiece, type ScanPiece } from "./scan/splitter.ts";
import type { Reject } from "./sink/rejects.ts";

/** What was read, and what became of it. `tuples = rows + rejectedTuples + skippedTuples`, always. */
export interface Counts {
  bytesRead: number;
  /** Flow records, good and bad. */
  records: number;
  /** Records of another service. */
  skippedRecords: number;
  /** Tuples seen. */
  tuples: number;
  rows: number;
  allowed: number;
  denied: number;
  /** Rejects of any kind: a tuple, a record, a damaged range of bytes. */
  rejected: number;
  rejectedTuples: number;
  /** Tuples outside the wanted time. */
  skippedTuples: number;
}

/** What one blob gave. */
export interface BlobCounts extends Counts {
  /** Why the blob is no flow log, where it is none. */
  skippedBecause: string | undefined;
}

/** Where rows and rejects go. */
export interface FlattenTarget {
  readonly range: TimeRange;
  writeRow(row: FlowRow): void;
  writeReject(reject: Reject): void;
  onBytes(count: number): void;
}

interface BlobState {
  readonly planned: PlannedBlob;
  readonly target: FlattenTarget;
  readonly counts: BlobCounts;
  /** The first damage, until something else shows that the blob is a flow log. */
  pending: Reject | undefined;
  otherReason: string | undefined;
}

const mostRawBytes = 1 << 16;
const tuplesKey = '"flowTuples"';

/** Reads one blob to its end: its good tuples become rows, everything else a reject or a skip, and all is counted. */
export async function flattenBlob(
  planned: PlannedBlob,
  bytes: AsyncIterable<Uint8Array>,
  target: FlattenTarget,
): Promise<BlobCounts> {
  const counts: BlobCounts = { ...emptyCounts(), skippedBecause: undefined };
  const state: BlobState = { planned, target, counts, pending: undefined, otherReason: undefined };
  const splitter = createSplitter();
  for await (const chunk of bytes) {
    state.counts.bytesRead += chunk.length;
    target.onBytes(chunk.length);
    for (const piece of splitChunk(splitter, chunk)) takePiece(state, piece);
    if (splitter.mode === "stopped") break;
  }
  for (const piece of splitEnd(splitter)) takePiece(state, piece);
  endBlob(state, splitter.sawJson);
  return state.counts;
}

/** Counts before the first byte. */
export function emptyCounts(): Counts {
  return {
    bytesRead: 0,
    records: 0,
    skippedRecords: 0,
    tuples: 0,
    rows: 0,
    allowed: 0,
    denied: 0,
    rejected: 0,
    rejectedTuples: 0,
    skippedTuples: 0,
  };
}

function takePiece(state: BlobState, piece: ScanPiece): void {
  if (piece.kind === "notJson") state.otherReason = "not JSON";
  else if (piece.kind === "record") takeRecord(state, piece);
  else takeDamage(state, piece);
}

/** A single damage without a trace of flows in it, and nothing else, is a file of another kind. */
function takeDamage(state: BlobState, piece: DamagePiece): void {
  const reject = rejectOf(state, piece, piece.reason);
  const isFirst = state.pending === undefined && state.counts.records === 0 && state.counts.rejected === 0;
  if (isFirst && !/FlowEvent"|"flowTuples"|"flowRecords"/.test(reject.raw)) state.pending = reject;
  else giveReject(state, reject, 0);
}

function takeRecord(state: BlobState, piece: RecordPiece): void {
  const reading = readFlowRecord(piece.value, state.planned.mac);
  if (reading.kind === "other") {
    takeOther(state, piece, reading.reason);
    return;
  }
  state.counts.records++;
  if (reading.kind === "bad") {
    state.counts.tuples += reading.tuples;
    giveReject(state, rejectOf(state, piece, reading.reason), reading.tuples);
    return;
  }
  for (const problem of listProblems(reading, piece)) giveReject(state, rejectOf(state, piece, problem), 0);
  const place = { piece, searchFrom: 0 };
  for (const group of reading.groups) takeGroup(state, reading, group, place);
}

/** A record of another service is skipped; one that holds flow tuples all the same is a reject. */
function takeOther(state: BlobState, piece: RecordPiece, reason: string): void {
  if (countTupleLists(piece) > 0) {
    giveReject(state, rejectOf(state, piece, `flow tuples in what is no flow record: ${reason}`), 0);
    return;
  }
  state.counts.skippedRecords++;
  state.otherReason ??= reason;
}

/** Each problem once, with how often; and lists of tuples that stand in the text but were not read. */
function listProblems({ problems, tupleLists }: FlowRecord, piece: RecordPiece): string[] {
  const times = new Map<string, number>();
  for (const problem of problems) times.set(problem, (times.get(problem) ?? 0) + 1);
  const said = Array.from(times, ([problem, count]) => (count === 1 ? problem : `${problem} (${count} times)`));
  const unread = countTupleLists(piece) - tupleLists;
  return unread > 0 ? [...said, `${unread} flowTuples out of place or named twice, not read`] : said;
}

/** How often the key `flowTuples` stands in the text: JSON keeps only the last of two equal keys. */
function countTupleLists({ bytes }: RecordPiece): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let count = 0;
  for (let at = text.indexOf(tuplesKey); at >= 0; at = text.indexOf(tuplesKey, at + tuplesKey.length)) {
    let next = at + tuplesKey.length;
    while (isWhiteSpace(text[next])) next++;
    if (text[next] === 0x3a) count++;
  }
  return count;
}

/** Where in a record the search for the next rejected tuple goes on. */
interface TuplePlace {
  readonly piece: RecordPiece;
  searchFrom: number;
}

function takeGroup(state: BlobState, record: FlowRecord, group: TupleGroup, place: TuplePlace): void {
  const { counts, target } = state;
  const { version } = group;
  for (const text of group.tuples) {
    counts.tuples++;
    if (typeof text !== "string" || typeof version === "string") {
      rejectTuple(state, place, text, typeof version === "string" ? version : "a tuple that is not a string");
      continue;
    }
    const tuple = parseFlowTuple(text, version);
    if (tuple instanceof TupleReject) rejectTuple(state, place, text, tuple.message);
    else if (!isInRange(tuple.timeMs, target.range)) counts.skippedTuples++;
    else {
      target.writeRow(buildRow(tuple, version, group, record));
      counts.rows++;
      counts[tuple.action === "Allow" ? "allowed" : "denied"]++;
    }
  }
}

/** The place is that of the tuple where it stands in the text as JSON writes it, else that of the record. */
function rejectTuple(state: BlobState, place: TuplePlace, tuple: unknown, reason: string): void {
  const { bytes, start, end } = place.piece;
  const text = typeof tuple === "string" && tuple !== "" ? Buffer.from(JSON.stringify(tuple)) : undefined;
  const at = text ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(text, place.searchFrom) : -1;
  if (text && at >= 0) {
    place.searchFrom = at + text.length;
    const range = { start: start + at, end: start + at + text.length, bytes: text };
    giveReject(state, rejectOf(state, range, reason), 1);
    return;
  }
  // One search to the end of the record is enough: a second one for each tuple would take quadratic time.
  if (text) place.searchFrom = bytes.length;
  giveReject(state, rejectOf(state, { start, end, bytes: text ?? bytes.subarray(0, 200) }, reason), 1);
}

function rejectOf(
  { planned }: BlobState,
  { start, end, bytes }: { readonly start: number; readonly end: number; readonly bytes: Uint8Array },
  reason: string,
): Reject {
  const raw = new TextDecoder().decode(bytes.subarray(0, mostRawBytes));
  const source = planned.source.label;
  return { source, blob: planned.blob.name, byteOffset: start, byteLength: end - start, reason, raw };
}

function giveReject(state: BlobState, reject: Reject, tuples: number): void {
  state.counts.rejected++;
  state.counts.rejectedTuples += tuples;
  state.target.writeReject(reject);
}

function endBlob(state: BlobState, sawJson: boolean): void {
  const { counts, pending } = state;
  const isFlowLog = counts.records > 0 || counts.rejected > 0;
  if (pending && isFlowLog) giveReject(state, pending, 0);
  else if (pending) counts.skippedBecause = `not a flow log: ${pending.reason}`;
  if (isFlowLog || counts.skippedBecause !== undefined) return;
  if (state.otherReason !== undefined) counts.skippedBecause = `not a flow log: ${state.otherReason}`;
  else if (!sawJson) counts.skippedBecause = "empty";
}
