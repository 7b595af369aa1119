import { splitChunk, splitEnd, splitRest } from "../scan/splitRecords.ts";
import { createSplitter, type ScanPiece, type Splitter } from "../scan/splitter.ts";
import { DamagedBlobError } from "../source/source.ts";
import { nothingSkipped } from "../plan/timeRange.ts";
import { addTally, createTally } from "../columns/tally.ts";
import { emptyCounts } from "./counts.ts";
import { followPrefixCrc, followResume, startPrefixCrc, type PrefixCrc } from "./prefixCrc.ts";
import type { BlobReading, FlattenInput, FlattenState, FlattenTarget, Resume } from "./reading.ts";
import { giveReject, rejectOf, takeDamage, takeRecord, takeRows } from "./takePiece.ts";

/** Reads one blob to its end: its good tuples become rows, everything else a reject or a skip, and all is counted. */
export async function flattenBlob(
  input: FlattenInput,
  bytes: AsyncIterable<Uint8Array>,
  target: FlattenTarget,
): Promise<BlobReading> {
  const state = createState(input, target);
  const splitter = createSplitter({ resume: input.resume?.point, taker: target.quick?.take });
  const crc = startPrefixCrc(input.resume?.point.pos ?? 0, input.resume?.crc32 ?? 0);
  const damagedBecause = await readBytes(state, bytes, { splitter, crc });
  for (const piece of (input.goesOn ? splitRest : splitEnd)(splitter)) takePiece(state, piece);
  if (damagedBecause !== undefined) {
    giveReject(state, rejectOf(input, { start: crc.pos, end: crc.pos, bytes: new Uint8Array() }, damagedBecause), 0);
  }
  if (target.quick) addTally(state.reading.tally, target.quick.end());
  endBlob(state, splitter.sawJson);
  // A damage that is not told must be met again: it counts once the blob turns out to be a flow log.
  const isTold = damagedBecause === undefined && state.pending.length === 0;
  const resume = input.goesOn ? endOf(state, splitter, crc) : resumeOf(splitter, crc);
  state.reading.resume = isTold ? resume : undefined;
  return state.reading;
}

function createState(input: FlattenInput, target: FlattenTarget): FlattenState {
  const reading: BlobReading = {
    counts: emptyCounts(),
    tally: createTally(),
    rowTimes: undefined,
    skipped: nothingSkipped,
    skippedBecause: undefined,
    resume: undefined,
    tailRejects: 0,
  };
  return { input, target, reading, pending: [], otherReason: undefined };
}

/** Returns why the bytes have ended in the middle, where they have. */
async function readBytes(
  state: FlattenState,
  bytes: AsyncIterable<Uint8Array>,
  { splitter, crc }: { readonly splitter: Splitter; readonly crc: PrefixCrc },
): Promise<string | undefined> {
  try {
    for await (const chunk of bytes) {
      state.reading.counts.bytesRead += chunk.length;
      state.target.onBytes(chunk.length);
      for (const piece of splitChunk(splitter, chunk)) takePiece(state, piece);
      followPrefixCrc(crc, chunk, splitter);
      if (splitter.mode === "stopped") break;
    }
    return undefined;
  } catch (error) {
    if (error instanceof DamagedBlobError) return error.message;
    throw error;
  }
}

function takePiece(state: FlattenState, piece: ScanPiece): void {
  if (piece.kind === "notJson") state.otherReason = "not JSON";
  else if (piece.kind === "damage") takeDamage(state, piece);
  else {
    if (piece.kind === "taken") takeRows(state, piece);
    else takeRecord(state, piece);
    state.reading.tailRejects = 0;
    for (const pending of state.pending) pending.isTail = false;
  }
}

function resumeOf(splitter: Splitter, crc: PrefixCrc): Resume | undefined {
  followResume(crc, splitter);
  const { resume } = splitter;
  return resume && crc.resumeValue !== undefined ? { point: resume, crc32: crc.resumeValue } : undefined;
}

/** The end of the bytes, where it lies between two records and nothing before it is in doubt. */
function endOf({ reading }: FlattenState, splitter: Splitter, { pos, value }: PrefixCrc): Resume | undefined {
  const isBetween = splitter.mode === "between" && splitter.pos === pos && pos >= splitter.strictUntil;
  if (!isBetween || reading.tailRejects > 0) return undefined;
  return { point: { pos, open: [...splitter.open] }, crc32: value };
}

function endBlob(state: FlattenState, sawJson: boolean): void {
  const { reading, input } = state;
  const [first] = state.pending;
  const { counts } = reading;
  const isFlowLog = input.isFlowLog || counts.records > 0 || counts.rejected > 0;
  if (first) reading.skippedBecause = `not a flow log: ${first.reject.reason}`;
  if (isFlowLog || reading.skippedBecause !== undefined) return;
  if (state.otherReason !== undefined) reading.skippedBecause = `not a flow log: ${state.otherReason}`;
  else if (!sawJson) reading.skippedBecause = "empty";
  else if (input.resume) reading.skippedBecause = "not a flow log: nothing new in it";
}
