import { crc32 } from "node:zlib";
import { bytesOf, type Splitter } from "../scan/splitter.ts";
import { splitCrc } from "./joinCrc.ts";

/** CRC-32 of everything read so far, and of what lies before the resume point. */
export interface PrefixCrc {
  pos: number;
  value: number;
  /** The resume point that `resumeValue` is for. */
  resumePos: number;
  /** Undefined where what follows the point was gone when the point was found. */
  resumeValue: number | undefined;
}

/** At an offset whose bytes before have the given CRC-32. */
export function startPrefixCrc(pos: number, value: number): PrefixCrc {
  return { pos, value, resumePos: pos, resumeValue: value };
}

/** Takes the next chunk, which the splitter has taken already. */
export function followPrefixCrc(crc: PrefixCrc, chunk: Uint8Array, splitter: Splitter): void {
  const resumePos = splitter.resume?.pos ?? -1;
  const isHere = resumePos >= crc.pos && resumePos !== crc.resumePos;
  if (isHere) {
    crc.resumeValue = crc32(chunk.subarray(0, resumePos - crc.pos), crc.value);
    crc.value = crc32(chunk.subarray(resumePos - crc.pos), crc.resumeValue);
    crc.resumePos = resumePos;
  } else crc.value = crc32(chunk, crc.value);
  crc.pos += chunk.length;
  followResume(crc, splitter);
}

/** Takes the resume point where the splitter has a new one: the bytes behind it are still there. */
export function followResume(crc: PrefixCrc, splitter: Splitter): void {
  const { pos, value } = crc;
  const resumePos = splitter.resume?.pos ?? -1;
  if (resumePos === crc.resumePos) return;
  const rest = bytesOf(splitter, resumePos, pos);
  const isThere = resumePos >= 0 && rest.length === pos - resumePos;
  crc.resumePos = resumePos;
  crc.resumeValue = isThere ? splitCrc(value, crc32(rest), rest.length) : undefined;
}
