import { createByteWindow, type ByteWindow } from "./byteWindow.ts";
import { startObject, type ObjectScan } from "./objectScan.ts";

/** What a splitter finds. Offsets are bytes from the start of the input; `end` is exclusive. */
export type ScanPiece = RecordPiece | TakenPiece | DamagePiece | { readonly kind: "notJson" };

/** One complete JSON object that is no envelope. */
export interface RecordPiece {
  readonly kind: "record";
  readonly start: number;
  readonly end: number;
  /** Its bytes, valid until the next chunk. */
  readonly bytes: Uint8Array;
  readonly value: unknown;
}

/** Flow records that the taker has made rows of. */
export interface TakenPiece extends Omit<TakenRecords, "length" | "isCut"> {
  readonly kind: "taken";
}

/** Records of the usual form that stand at the front of some bytes. */
export interface TakenRecords {
  /** How many bytes they take, with what stands between them. */
  readonly length: number;
  /** The next record goes on behind the bytes. */
  readonly isCut: boolean;
  readonly records: number;
  readonly rows: number;
  readonly denied: number;
  /** First and last time of the rows, in milliseconds since 1970 UTC. */
  readonly minMs: number;
  readonly maxMs: number;
}

/**
 * Takes whole flow records off the front of bytes that begin at an offset of the input, and makes rows of them: the quick
 * way, for what it understands to the last byte. What it leaves goes the careful way.
 */
export type RecordTaker = (bytes: Uint8Array, offset: number) => TakenRecords;

/** Bytes that belong to no complete JSON object. */
export interface DamagePiece {
  readonly kind: "damage";
  readonly start: number;
  readonly end: number;
  /** The first of its bytes, valid until the next chunk. */
  readonly bytes: Uint8Array;
  readonly reason: string;
}

/** Where a later scan of the same input, grown, can go on: right behind a record. Survives as JSON. */
export interface ResumePoint {
  /** Offset of the first byte behind the record. */
  readonly pos: number;
  readonly open: readonly OpenContainer[];
}

/** A bare array, or the `records` array of an envelope. */
export type OpenContainer = "array" | "envelope";

/** The state between chunks. Made by `createSplitter`, used by `splitChunk` and `splitEnd` only. */
export interface Splitter {
  readonly maxRecordBytes: number;
  readonly taker: RecordTaker | undefined;
  readonly window: ByteWindow;
  mode: "between" | "object" | "skipping" | "stopped";
  /** Offset of the next byte to look at. */
  pos: number;
  object: ObjectScan;
  /** The taker is not asked again before the input is there up to this offset. */
  wantedUntil: number;
  lastChunkBytes: number;
  /** Containers that are open around the records. */
  readonly open: OpenContainer[];
  /** Objects that start before this offset were part of something damaged: another record start ends them. */
  strictUntil: number;
  skipStart: number;
  /** The first bytes of what is being skipped, kept once the window drops them. */
  skipHead: Uint8Array | undefined;
  /** Something of JSON was met: an object or an array. */
  sawJson: boolean;
  sawPiece: boolean;
  /** No more bytes will come. */
  isFinal: boolean;
  /** Behind the last record that more bytes could not have changed. */
  resume: ResumePoint | undefined;
}

/** How many bytes of a damage are kept to show it. */
export const keptDamageBytes = 1 << 16;

/**
 * A splitter at the start of an input, or where an earlier one ended; an object longer than `maxRecordBytes` is
 * damage, which bounds the memory.
 */
export function createSplitter({
  maxRecordBytes = 64 << 20,
  resume,
  taker,
}: {
  readonly maxRecordBytes?: number;
  readonly resume?: ResumePoint | undefined;
  readonly taker?: RecordTaker | undefined;
} = {}): Splitter {
  const pos = resume?.pos ?? 0;
  return {
    maxRecordBytes,
    taker,
    window: createByteWindow(pos),
    mode: "between",
    pos,
    object: startObject(pos),
    wantedUntil: 0,
    lastChunkBytes: 0,
    open: [...(resume?.open ?? [])],
    strictUntil: 0,
    skipStart: pos,
    skipHead: undefined,
    sawJson: resume !== undefined,
    sawPiece: resume !== undefined,
    isFinal: false,
    resume,
  };
}

/** A piece for bytes that belong to no record; its own bytes are the first of them. */
export function damage(splitter: Splitter, start: number, end: number, reason: string): DamagePiece {
  return {
    kind: "damage",
    start,
    end,
    bytes: bytesOf(splitter, start, Math.min(end, start + keptDamageBytes)),
    reason,
  };
}

/** Bytes of the input by their offsets; empty where the window has dropped the first of them already. */
export function bytesOf({ window }: Splitter, start: number, end: number): Uint8Array {
  return start < window.base ? new Uint8Array() : window.bytes.subarray(start - window.base, end - window.base);
}
