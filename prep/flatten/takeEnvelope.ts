import { crc32 } from "node:zlib";
import type { FlattenState, Resume } from "./reading.ts";
import { countBytes, takeRows } from "./takePiece.ts";

const head = Buffer.from('{"records":[');
const closer = Buffer.from("]}");

/** What the quick way has taken of a document. */
interface TakenEnvelope {
  /** Behind the last record that it has taken. */
  readonly resume: Resume;
  readonly rest: Uint8Array;
  /** Nothing but the closer of the envelope is left. */
  readonly isWhole: boolean;
}

/**
 * Offers a document that is in memory, the usual envelope, to the quick way as it stands: most are nothing else, and of
 * small ones the scan of the envelope would be most of the work. What was taken counts, and a scan can go on behind it.
 * Undefined where nothing was taken.
 */
export function takeEnvelope(state: FlattenState, document: Uint8Array): TakenEnvelope | undefined {
  const { input, target } = state;
  if (!target.quick || input.resume || !startsWith(document, head)) return undefined;
  const { length, ...taken } = target.quick.take(document.subarray(head.length), head.length);
  if (taken.records === 0) return undefined;
  countBytes(state, document);
  takeRows(state, { kind: "taken", ...taken });
  const pos = head.length + length;
  const rest = document.subarray(pos);
  return {
    resume: { point: { pos, open: ["envelope"] }, crc32: crc32(document.subarray(0, pos)) },
    rest,
    isWhole: rest.length === closer.length && startsWith(rest, closer),
  };
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
