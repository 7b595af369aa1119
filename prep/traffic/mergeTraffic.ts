import type { TableRow } from "../sink/readTable.ts";
import type { Spool } from "../sink/spool.ts";
import type { Chunk, KeepAs } from "../sink/tableFormat.ts";
import { readTrafficBucket, readTrafficTexts } from "./trafficChunk.ts";
import { encodeTraffic, type EncodedTraffic, type TrafficFormat } from "./encodeTraffic.ts";
import { addNext, clearGroups, createTrafficGroups, groupWords, word, type TrafficGroups } from "./trafficGroups.ts";
import { setTrafficRow } from "./trafficRow.ts";
import { bucketCount, bucketOf, codeText, createTexts, replaceCodes, type TrafficTexts } from "./trafficTexts.ts";

/** What the traffic of an hour is made of. */
export interface TrafficInput {
  readonly hourMs: number;
  /** What is there already; read once for each turn. */
  readonly base: { readonly rows: number; readonly read: () => AsyncIterable<Iterable<TableRow>> } | undefined;
  readonly chunks: readonly Chunk[];
  readonly keepAs: KeepAs;
  readonly spool: Spool;
  readonly formats: readonly TrafficFormat[];
}

/** About so many groups are in memory at a time. */
const mostGroups = 1 << 17;

/**
 * Adds up the traffic of an hour and writes it anew, in each format. Where it may be too much for memory, it is added up
 * in turns, by the buckets of the keys.
 */
export async function mergeTraffic(input: TrafficInput): Promise<EncodedTraffic> {
  const turns = countTurns(input);
  const groups = createTrafficGroups();
  const encoded = encodeTraffic(input.hourMs, input.formats, input.spool);
  for (let turn = 0; turn < turns; turn++) {
    clearGroups(groups, Math.ceil(countGroups(input) / turns));
    const texts = createTexts();
    const isWanted = (bucket: number): boolean => (bucket & (turns - 1)) === turn;
    await addBase(input, { groups, texts, isWanted });
    for (const chunk of input.chunks) await addChunk(chunk, input.keepAs, { groups, texts, isWanted });
    encoded.write(groups, texts.values);
  }
  return encoded.finish();
}

/** A power of two. */
function countTurns(input: TrafficInput): number {
  return Math.min(bucketCount, 2 ** Math.ceil(Math.log2(Math.max(1, countGroups(input) / mostGroups))));
}

/** At most so many there are. */
function countGroups({ base, chunks }: TrafficInput): number {
  const groups = chunks.flatMap(({ buckets = [] }) => buckets).reduce((sum, { groups: count }) => sum + count, 0);
  return (base?.rows ?? 0) + groups;
}

interface Turn {
  readonly groups: TrafficGroups;
  readonly texts: TrafficTexts;
  readonly isWanted: (bucket: number) => boolean;
}

async function addBase({ base }: TrafficInput, { groups, texts, isWanted }: Turn): Promise<void> {
  for await (const rows of base?.read() ?? []) {
    for (const row of rows) {
      setTrafficRow(groups.next, texts, row);
      if (isWanted(bucketOf(groups.next, 0))) addNext(groups);
    }
  }
}

async function addChunk(chunk: Chunk, keepAs: KeepAs, turn: Turn): Promise<void> {
  const { file, buckets = [] } = chunk;
  const codes = (await readTrafficTexts(chunk)).map((text) => codeText(turn.texts, text));
  const isKept = new Map<number, boolean>();
  for (const { lineage } of chunk.segments) isKept.set(lineage, keepAs(lineage) !== undefined);
  for (const bucket of buckets) {
    if (bucket.bucket !== undefined && !turn.isWanted(bucket.bucket)) continue;
    const words = await readTrafficBucket(file, bucket);
    addGroups(words, turn, { codes, isKept, isMixed: bucket.bucket === undefined });
  }
}

interface ChunkFacts {
  readonly codes: readonly number[];
  readonly isKept: ReadonlyMap<number, boolean>;
  /** Not all groups may be of the turn. */
  readonly isMixed: boolean;
}

function addGroups(words: Uint32Array, { groups, isWanted }: Turn, { codes, isKept, isMixed }: ChunkFacts): void {
  const { next } = groups;
  const codeOf = (code: number): number => codes[code] ?? 0;
  const isAllKept = ![...isKept.values()].includes(false);
  for (let at = 0; at < words.length; at += groupWords) {
    if (!isAllKept && isKept.get(words[at + word.lineage] ?? 0) !== true) continue;
    if (isMixed && !isWanted(bucketOf(words, at))) continue;
    for (let index = 0; index < groupWords; index++) next[index] = words[at + index] ?? 0;
    replaceCodes(next, 0, codeOf);
    next[word.lineage] = 0;
    addNext(groups);
  }
}
