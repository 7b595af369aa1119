import { readFlowRecord, type FlowRecord } from "../scan/flowRecord.ts";
import { splitChunk, splitEnd } from "../scan/splitRecords.ts";
import { createSplitter, type ScanPiece } from "../scan/splitter.ts";
import type { BlobEnds } from "./ends.ts";

/** What the newest blob of a flow log says in its first and its last bytes. */
export interface Sample {
  /** Log versions that stand there, in order: 1, 2, 4. */
  readonly versions: readonly number[];
  /** When its last record was written; undefined where none was found. */
  readonly newestRecordMs: number | undefined;
  /** Id of the resource that it is about, as the record has it. */
  readonly resourceId: string | undefined;
  /** The NIC of its records, 12 hex digits. */
  readonly mac: string | undefined;
  /** Why it is no flow log, where it is none. */
  readonly other: string | undefined;
  /** What is wrong with it, as prep would tell it, where it is a damaged flow log. */
  readonly damage: string | undefined;
}

/** What was found so far. */
interface Found {
  readonly records: FlowRecord[];
  readonly others: string[];
  readonly damages: string[];
  /** Something of a flow log stands there, though no record of it can be read. */
  hasFlows: boolean;
}

/** Scans the ends of a blob as prep does. */
export function readSample({ head, tail, isWhole, damagedBecause }: BlobEnds): Sample {
  const found: Found = { records: [], others: [], damages: [], hasFlows: false };
  const splitter = createSplitter();
  for (const piece of splitChunk(splitter, head)) takePiece(found, piece);
  if (isWhole) for (const piece of splitEnd(splitter)) takePiece(found, piece);
  if (tail) scanTail(found, tail);
  if (damagedBecause !== undefined) found.damages.push(damagedBecause);
  return sampleOf(found, head.length === 0);
}

/** It begins in the middle of a record, most likely: what stands before the first one is no damage. */
function scanTail(found: Found, tail: Uint8Array): void {
  const splitter = createSplitter();
  let isInside = false;
  for (const pieces of [splitChunk(splitter, tail), splitEnd(splitter)]) {
    for (const piece of pieces) {
      isInside ||= piece.kind === "record";
      if (isInside || piece.kind === "record") takePiece(found, piece);
    }
  }
}

function takePiece(found: Found, piece: ScanPiece): void {
  const { records, others, damages } = found;
  if (piece.kind === "notJson") others.push("not JSON");
  if (piece.kind === "damage") {
    damages.push(piece.reason);
    found.hasFlows ||= Buffer.from(piece.bytes).includes('"flowTuples"');
  }
  if (piece.kind !== "record") return;
  const reading = readFlowRecord(piece.value, undefined);
  found.hasFlows ||= reading.kind !== "other";
  if (reading.kind === "other") others.push(reading.reason);
  else if (reading.kind === "bad") damages.push(reading.reason);
  else {
    records.push(reading);
    damages.push(...reading.problems, ...unsupportedIn(reading));
  }
}

function unsupportedIn({ groups }: FlowRecord): string[] {
  return groups.flatMap(({ version }) => (typeof version === "string" ? [version] : []));
}

function sampleOf({ records, others, damages, hasFlows }: Found, isEmpty: boolean): Sample {
  const groups = records.flatMap((record) => record.groups);
  const versions = new Set(groups.flatMap(({ version }) => (typeof version === "number" ? [version] : [])));
  const [first] = records;
  const [damage] = damages;
  return {
    versions: [...versions].sort((a, b) => a - b),
    newestRecordMs: records.at(-1)?.recordTimeMs,
    resourceId: first && (first.targetResourceId ?? first.resourceId),
    mac: groups.at(-1)?.mac || undefined,
    other: hasFlows ? undefined : (others[0] ?? damage ?? (isEmpty ? "empty" : "no records in it")),
    damage: hasFlows ? damage : undefined,
  };
}
