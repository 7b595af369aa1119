import { splitChunk, splitEnd, splitRest } from "../scan/splitRecords.ts";
import { createSplitter, type ScanPiece, type Splitter } from "../scan/splitter.ts";
import { DamagedBlobError } from "../source/source.ts";
import { nothingSkipped } from "../plan/timeRange.ts";
import { addTally, createTally } from "../columns/tally.ts";
import { emptyCounts } from "./counts.ts";
import { followPrefixCrc, followResume, startPrefixCrc, type PrefixCrc } from "./prefixCrc.ts";
import type { BlobReading, FlattenInput, FlattenState, FlattenTarget, ReadBytes, Resume } from "./reading.ts";
import { takeEnvelope } from "./takeEnvelope.ts";
import { countBytes, giveReject, rejectOf, takeDamage, takeRecord, takeRows } from "./takePiece.ts";

/** A reading whose bytes are being scanned. */
interface Scan {
  readonly state: FlattenState;
  readonly splitter: Splitter;
  readonly crc: PrefixCrc;
}

/** Reads one blob to its end: its good tuples become rows, everything else a reject or a skip, and all is counted. */
export async function flattenBlob(
  input: FlattenInput,
  bytes: AsyncIterable<Uint8Array>,
  target: FlattenTarget,
): Promise<BlobReading> {
  const scan = startScan(createState(input, target), input.resume);
  return endScan(scan, await scanAll(scan, bytes));
}

/** The same of bytes that are in memory already, without waiting for anything. */
export function flattenRead(
  input: FlattenInput,
  { chunks, damagedBecause }: ReadBytes,
  target: FlattenTarget,
): BlobReading {
  const state = createState(input, target);
  const [only] = chunks;
  const taken = only && chunks.length === 1 ? takeEnvelope(state, only) : undefined;
  if (taken?.isWhole === true && damagedBecause === undefined) return endWhole(state, taken.resume);
  const scan = startScan(state, taken ? taken.resume : input.resume);
  if (taken) scanChunk(scan, taken.rest);
  else for (const chunk of chunks) if (scan.splitter.mode !== "stopped") takeChunk(scan, chunk);
  return endScan(scan, scan.splitter.mode === "stopped" ? undefined : damagedBecause);
}

function startScan(state: FlattenState, resume: Resume | undefined): Scan {
  return {
    state,
    splitter: createSplitter({ resume: resume?.point, taker: state.target.quick?.take }),
    crc: startPrefixCrc(resume?.point.pos ?? 0, resume?.crc32 ?? 0),
  };
}

function endWhole({ reading, target }: FlattenState, resume: Resume): BlobReading {
  if (target.quick) addTally(reading.tally, target.quick.end());
  reading.resume = resume;
  return reading;
}

function endScan({ state, splitter, crc }: Scan, damagedBecause: string | undefined): BlobReading {
  const { input, target } = state;
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
async function scanAll(scan: Scan, bytes: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  try {
    for await (const chunk of bytes) {
      takeChunk(scan, chunk);
      if (scan.splitter.mode === "stopped") break;
    }
    return undefined;
  } catch (error) {
    if (error instanceof DamagedBlobError) return error.message;
    throw error;
  }
}

function takeChunk(scan: Scan, chunk: Uint8Array): void {
  countBytes(scan.state, chunk);
  scanChunk(scan, chunk);
}

function scanChunk({ state, splitter, crc }: Scan, chunk: Uint8Array): void {
  for (const piece of splitChunk(splitter, chunk)) takePiece(state, piece);
  followPrefixCrc(crc, chunk, splitter);
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
