import { buildRow } from "../columns/flowRow.ts";
import { tallyRow } from "../columns/tally.ts";
import { addSkipped, isInRange } from "../plan/timeRange.ts";
import { readFlowRecord, type FlowRecord, type TupleGroup } from "../scan/flowRecord.ts";
import { parseFlowTuple, TupleReject } from "../scan/flowTuple.ts";
import { isWhiteSpace } from "../scan/recordStart.ts";
import type { DamagePiece, RecordPiece, TakenPiece } from "../scan/splitter.ts";
import type { Reject } from "../sink/rejects.ts";
import { joinSpans, widenSpan } from "./counts.ts";
import type { FlattenInput, FlattenState } from "./reading.ts";

/** A file with more damages than this is told as a flow log, whatever it is. */
const mostPending = 100;
const mostRawBytes = 1 << 16;
const tuplesKey = '"flowTuples"';

export function countBytes({ reading, target }: FlattenState, bytes: Uint8Array): void {
  reading.counts.bytesRead += bytes.length;
  target.onBytes(bytes.length);
}

/** Damages without a trace of flows in them, and nothing else, are a file of another kind. */
export function takeDamage(state: FlattenState, piece: DamagePiece): void {
  const reject = rejectOf(state.input, piece, piece.reason);
  const { records, rejected } = state.reading.counts;
  const isOpen = records === 0 && rejected === 0 && !state.input.isFlowLog && state.pending.length < mostPending;
  if (isOpen && !/FlowEvent"|"flowTuples"|"flowRecords"/.test(reject.raw)) state.pending.push({ reject, isTail: true });
  else giveReject(state, reject, 0);
}

/** Records that are rows already. */
export function takeRows(state: FlattenState, piece: TakenPiece): void {
  const { reading } = state;
  const { counts } = reading;
  counts.records += piece.records;
  tellPending(state);
  counts.tuples += piece.rows;
  counts.rows += piece.rows;
  counts.allowed += piece.rows - piece.denied;
  counts.denied += piece.denied;
  const { minMs, maxMs } = piece;
  if (piece.rows > 0) reading.rowTimes = joinSpans(reading.rowTimes, { minMs, maxMs });
}

/** Rows of one record. */
export function takeRecord(state: FlattenState, piece: RecordPiece): void {
  const reading = readFlowRecord(piece.value, state.input.mac);
  if (reading.kind === "other") {
    takeOther(state, piece, reading.reason);
    return;
  }
  state.reading.counts.records++;
  tellPending(state);
  if (reading.kind === "bad") {
    state.reading.counts.tuples += reading.tuples;
    giveReject(state, rejectOf(state.input, piece, reading.reason), reading.tuples);
    return;
  }
  for (const problem of listProblems(reading, piece)) giveReject(state, rejectOf(state.input, piece, problem), 0);
  const place = { piece, searchFrom: 0 };
  for (const group of reading.groups) takeGroup(state, reading, group, place);
}

/** A record of another service is skipped; one that holds flow tuples all the same is a reject. */
function takeOther(state: FlattenState, piece: RecordPiece, reason: string): void {
  if (countTupleLists(piece) > 0) {
    giveReject(state, rejectOf(state.input, piece, `flow tuples in what is no flow record: ${reason}`), 0);
    return;
  }
  state.reading.counts.skippedRecords++;
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

function takeGroup(state: FlattenState, record: FlowRecord, group: TupleGroup, place: TuplePlace): void {
  const { target, input, reading } = state;
  const { counts } = reading;
  const { version } = group;
  for (const text of group.tuples) {
    counts.tuples++;
    if (typeof text !== "string" || typeof version === "string") {
      rejectTuple(state, place, text, typeof version === "string" ? version : "a tuple that is not a string");
      continue;
    }
    const tuple = parseFlowTuple(text, version);
    if (tuple instanceof TupleReject) rejectTuple(state, place, text, tuple.message);
    else if (!isInRange(tuple.timeMs, input.range)) {
      counts.skippedTuples++;
      reading.skipped = addSkipped(reading.skipped, tuple.timeMs, input.range);
    } else {
      const row = buildRow(tuple, version, group, record);
      target.writeRow(row);
      tallyRow(reading.tally, row);
      reading.rowTimes = widenSpan(reading.rowTimes, tuple.timeMs);
      counts.rows++;
      counts[tuple.action === "Allow" ? "allowed" : "denied"]++;
    }
  }
}

/** The place is that of the tuple where it stands in the text as JSON writes it, else that of the record. */
function rejectTuple(state: FlattenState, place: TuplePlace, tuple: unknown, reason: string): void {
  const { bytes, start, end } = place.piece;
  const text = typeof tuple === "string" && tuple !== "" ? Buffer.from(JSON.stringify(tuple)) : undefined;
  const at = text ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(text, place.searchFrom) : -1;
  if (text && at >= 0) {
    place.searchFrom = at + text.length;
    const range = { start: start + at, end: start + at + text.length, bytes: text };
    giveReject(state, rejectOf(state.input, range, reason), 1);
    return;
  }
  // One search to the end of the record is enough: a second one for each tuple would take quadratic time.
  if (text) place.searchFrom = bytes.length;
  giveReject(state, rejectOf(state.input, { start, end, bytes: text ?? bytes.subarray(0, 200) }, reason), 1);
}

/** A reject of a range of bytes; `bytes` are the first of them. */
export function rejectOf(
  { origin, name }: FlattenInput,
  { start, end, bytes }: { readonly start: number; readonly end: number; readonly bytes: Uint8Array },
  reason: string,
): Reject {
  const raw = new TextDecoder().decode(bytes.subarray(0, mostRawBytes));
  return { source: origin, blob: name, byteOffset: start, byteLength: end - start, reason, raw };
}

/** Counts and writes a reject that stands for some tuples. */
export function giveReject(state: FlattenState, reject: Reject, tuples: number): void {
  tellPending(state);
  state.reading.counts.rejected++;
  state.reading.counts.rejectedTuples += tuples;
  state.reading.tailRejects++;
  state.target.writeReject(reject);
}

/** Something has shown that the blob is a flow log: then the damages before it count. */
function tellPending(state: FlattenState): void {
  for (const { reject, isTail } of state.pending.splice(0)) {
    giveReject(state, reject, 0);
    if (!isTail) state.reading.tailRejects--;
  }
}
