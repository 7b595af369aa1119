import type { FlowRow } from "../columns/schema.ts";
import type { Tally } from "../columns/tally.ts";
import type { SkippedTimes, TimeRange } from "../plan/timeRange.ts";
import type { RecordTaker, ResumePoint } from "../scan/splitter.ts";
import type { Reject } from "../sink/rejects.ts";
import type { Counts, TimeSpan } from "./counts.ts";

/** A blob that is read, from its start or from where an earlier reading has ended. */
export interface FlattenInput {
  readonly origin: string;
  readonly name: string;
  /** NIC of its path, for records that do not name one. */
  readonly mac: string | undefined;
  readonly range: TimeRange;
  readonly resume: Resume | undefined;
  /** Whether an earlier reading has shown it. */
  readonly isFlowLog: boolean;
  /** The blob does not end with the bytes: another reading takes what follows. */
  readonly goesOn?: boolean;
}

/** Bytes of a blob that are in memory, from the first one that is read on. */
export interface ReadBytes {
  readonly chunks: readonly Uint8Array[];
  /** Why no more of them could be had. */
  readonly damagedBecause: string | undefined;
}

/** Where rows and rejects go. */
export interface FlattenTarget {
  writeRow(row: FlowRow): void;
  writeReject(reject: Reject): void;
  onBytes(count: number): void;
  /** The quick way for records, if there is one. */
  readonly quick?: QuickTarget | undefined;
}

/** Makes rows of whole records by itself. */
export interface QuickTarget {
  readonly take: RecordTaker;
  /** What the rows of the reading add up to. */
  end(): Tally;
}

/** What one reading of a blob gave. */
export interface BlobReading {
  readonly counts: Counts;
  /** Of the rows. */
  readonly tally: Tally;
  rowTimes: TimeSpan | undefined;
  skipped: SkippedTimes;
  /** Why the blob is no flow log, where it is none. */
  skippedBecause: string | undefined;
  /** Where the next reading can go on; undefined where it must begin anew. Of a blob that goes on, only its very end. */
  resume: Resume | undefined;
  /** How many rejects lie behind the resume point: they are told anew by the next reading. */
  tailRejects: number;
}

/** A point behind a record, with the CRC-32 of all bytes before it. */
export interface Resume {
  readonly point: ResumePoint;
  readonly crc32: number;
}

/** The state of one reading. */
export interface FlattenState {
  readonly input: FlattenInput;
  readonly target: FlattenTarget;
  readonly reading: BlobReading;
  /** Damages without a trace of flows in them, until something shows that the blob is a flow log. */
  pending: PendingReject[];
  otherReason: string | undefined;
}

/** A damage of which it is not known yet whether it is one of a flow log. */
export interface PendingReject {
  readonly reject: Reject;
  /** No record has followed it. */
  isTail: boolean;
}
