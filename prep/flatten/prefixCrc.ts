import { crc32 } from "node:zlib";

/** CRC-32 of everything read so far, and of what lies before the resume point. */
export interface PrefixCrc {
  pos: number;
  value: number;
  /** The resume point that `resumeValue` is for. */
  resumePos: number;
  /** Undefined where the point lies in a chunk that is gone. */
  resumeValue: number | undefined;
}

/** At an offset whose bytes before have the given CRC-32. */
export function startPrefixCrc(pos: number, value: number): PrefixCrc {
  return { pos, value, resumePos: pos, resumeValue: value };
}

/** Takes the next chunk; `resumePos` is where the scan could go on after it. */
export function followPrefixCrc(crc: PrefixCrc, chunk: Uint8Array, resumePos: number): void {
  const isHere = resumePos >= crc.pos && resumePos !== crc.resumePos;
  if (isHere) {
    crc.resumeValue = crc32(chunk.subarray(0, resumePos - crc.pos), crc.value);
    crc.value = crc32(chunk.subarray(resumePos - crc.pos), crc.resumeValue);
  } else {
    if (resumePos !== crc.resumePos) crc.resumeValue = undefined;
    crc.value = crc32(chunk, crc.value);
  }
  crc.resumePos = resumePos;
  crc.pos += chunk.length;
}
