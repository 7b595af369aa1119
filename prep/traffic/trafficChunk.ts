import type { Appendable } from "../sink/hourFiles.ts";
import { spoolAccess } from "../sink/spool.ts";
import type { Chunk, TrafficBucket } from "../sink/tableFormat.ts";
import { groupWords, type TrafficGroups } from "./trafficGroups.ts";
import { bucketCount, bucketOf } from "./trafficTexts.ts";

/** Of fewer groups the buckets are not kept apart. */
const fewGroups = 1 << 17;

/** Puts groups into the spool, by bucket, and the texts of their codes. */
export function writeTrafficChunk(
  groups: TrafficGroups,
  texts: readonly string[],
  { spool, segments, tally }: { readonly spool: Appendable } & Pick<Chunk, "segments" | "tally">,
): Chunk {
  const { start } = spool.append(Buffer.from(JSON.stringify(texts)));
  const buckets: TrafficBucket[] = [];
  const write = (words: Uint32Array, bucket: number | undefined): void => {
    if (words.length === 0) return;
    const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    buckets.push({ bucket, groups: words.length / groupWords, ...spool.append(bytes) });
  };
  if (groups.count < fewGroups) write(groups.words.subarray(0, groups.count * groupWords), undefined);
  else for (const [bucket, words] of sortIntoBuckets(groups).entries()) write(words, bucket);
  return { file: spool.file, start, end: buckets[0]?.start ?? start, buckets, segments, tally };
}

/** The words of the groups of each bucket. */
function sortIntoBuckets({ words, count }: TrafficGroups): Uint32Array[] {
  const ends = new Uint32Array(bucketCount + 1);
  const buckets = new Uint8Array(count);
  for (let group = 0; group < count; group++) {
    const bucket = bucketOf(words, group * groupWords);
    buckets[group] = bucket;
    ends[bucket + 1] = (ends[bucket + 1] ?? 0) + groupWords;
  }
  for (let bucket = 0; bucket < bucketCount; bucket++) ends[bucket + 1] = (ends[bucket + 1] ?? 0) + (ends[bucket] ?? 0);
  const nexts = ends.slice();
  const sorted = new Uint32Array(count * groupWords);
  for (let group = 0; group < count; group++) {
    const bucket = buckets[group] ?? 0;
    const to = nexts[bucket] ?? 0;
    const from = group * groupWords;
    for (let index = 0; index < groupWords; index++) sorted[to + index] = words[from + index] ?? 0;
    nexts[bucket] = to + groupWords;
  }
  return Array.from({ length: bucketCount }, (_, bucket) => sorted.subarray(ends[bucket], ends[bucket + 1]));
}

/** The texts of a chunk by their codes. */
export async function readTrafficTexts({ file, start, end }: Chunk): Promise<string[]> {
  return JSON.parse(Buffer.from(await spoolAccess(file).slice(start, end)).toString()) as string[];
}

/** The words of the groups of a bucket. */
export async function readTrafficBucket(file: string, { start, end }: TrafficBucket): Promise<Uint32Array> {
  return new Uint32Array(await spoolAccess(file).slice(start, end));
}
