import { buildRow } from "./columns/flowRow.ts";
import type { FlowRow } from "./columns/schema.ts";
import { isInRange, type PlannedBlob, type TimeRange } from "./plan/plan.ts";
import { readFlowRecord, type FlowRecord, type TupleGroup } from "./scan/flowRecord.ts";
import { parseFlowTuple, TupleReject } from "./scan/flowTuple.ts";
import {
  createSplitter,
  splitChunk,
  splitEnd,
  type DamagePiece,
  type RecordPiece,
  type ScanPiece,
} from "./scan/splitRecords.ts";
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
  endBlob(state);
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
  if (isFirst && !/FlowEvent|flowTuples|flowRecords/.test(reject.raw)) state.pending = reject;
  else giveReject(state, reject, 0);
}

function takeRecord(state: BlobState, piece: RecordPiece): void {
  const reading = readFlowRecord(piece.value, state.planned.mac);
  if (reading.kind === "other") {
    state.counts.skippedRecords++;
    state.otherReason ??= reading.reason;
    return;
  }
  state.counts.records++;
  if (reading.kind === "bad") {
    state.counts.tuples += reading.tuples;
    giveReject(state, rejectOf(state, piece, reading.reason), reading.tuples);
    return;
  }
  for (const problem of reading.problems) giveReject(state, rejectOf(state, piece, problem), 0);
  const place = { piece, searchFrom: 0 };
  for (const group of reading.groups) takeGroup(state, reading, group, place);
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

function rejectTuple(state: BlobState, place: TuplePlace, tuple: unknown, reason: string): void {
  const { bytes, start, end } = place.piece;
  const text = Buffer.from(JSON.stringify(tuple));
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(text, place.searchFrom);
  if (at >= 0) place.searchFrom = at + text.length;
  const range = at < 0 ? { start, end } : { start: start + at, end: start + at + text.length };
  giveReject(state, rejectOf(state, { ...range, bytes: text }, reason), 1);
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

function endBlob(state: BlobState): void {
  const { counts, pending } = state;
  const isFlowLog = counts.records > 0 || counts.rejected > 0;
  if (pending && isFlowLog) giveReject(state, pending, 0);
  else if (pending) counts.skippedBecause = `not a flow log: ${pending.reason}`;
  if (isFlowLog || counts.skippedBecause !== undefined) return;
  if (state.otherReason !== undefined) counts.skippedBecause = `not a flow log: ${state.otherReason}`;
  else if (counts.bytesRead === 0) counts.skippedBecause = "empty";
}
