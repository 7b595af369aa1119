import { trafficColumns } from "../columns/schema.ts";
import { addTally, counterColumns, createTally, type Tally } from "../columns/tally.ts";
import type { FilePart } from "../destination/destination.ts";
import type { Spool } from "../sink/spool.ts";
import type { Chunk, TableFormat } from "../sink/tableFormat.ts";
import { layOutChunks } from "../sink/mergeParquet.ts";
import { headerOf } from "../sink/csv.ts";
import { groupWords, word, type TrafficGroups } from "./trafficGroups.ts";
import { trafficBatch } from "./trafficBatch.ts";

/** How the traffic table is written: by formats of the flows table, of which only these are asked. */
export type TrafficFormat = Pick<TableFormat, "name" | "encode">;

/** The traffic of an hour as files, in the order of the formats. */
export interface EncodedTraffic {
  readonly files: readonly (readonly FilePart[])[];
  /** Of the rows of each file. */
  readonly tally: Tally;
  /** The sum of Flows. */
  readonly flows: number;
}

/** Rows of a row group, at most. */
const batchRows = 1 << 17;

/** Writes groups as rows into the spool; the files that they make come with the end, in the order of the formats. */
export function encodeTraffic(hourMs: number, formats: readonly TrafficFormat[], spool: Spool) {
  const chunks: Chunk[][] = formats.map(() => []);
  const tally = createTally();
  let flows = 0;
  const write = (groups: TrafficGroups, texts: readonly string[]): void => {
    flows += countFlows(groups);
    addTally(tally, tallyGroups(groups));
    for (let start = 0; start < groups.count; start += batchRows) {
      const end = Math.min(groups.count, start + batchRows);
      const batch = trafficBatch(groups, { hourMs, start, end, texts });
      for (const [index, format] of formats.entries()) {
        chunks[index]?.push(format.encode(batch, spool));
      }
    }
  };
  const finish = async (): Promise<EncodedTraffic> => {
    const files: (readonly FilePart[])[] = [];
    for (const [index, { name }] of formats.entries()) {
      const own = chunks[index] ?? [];
      files.push(name === "parquet" ? (await layOutChunks(own, trafficColumns)).parts : layOutLines(own));
    }
    return { files, tally, flows };
  };
  return { write, finish };
}

function countFlows({ words, count }: TrafficGroups): number {
  let flows = 0;
  for (let group = 0; group < count; group++) flows += words[group * groupWords + word.flows] ?? 0;
  return flows;
}

/** As of the rows that they become. */
function tallyGroups({ words, count }: TrafficGroups): Tally {
  const tally = createTally();
  tally.rows = count;
  for (const [index, { name }] of counterColumns.entries()) {
    // Sums of fewer than 2^21 words are exact.
    let [low, high, nulls] = [0, 0, 0];
    for (let group = 0; group < count; group++) {
      const at = group * groupWords;
      low += words[at + word.counters + index * 2] ?? 0;
      high += words[at + word.counters + index * 2 + 1] ?? 0;
      nulls += (((words[at + word.measured] ?? 0) >> index) & 1) ^ 1;
    }
    tally.sums[name] = BigInt(low) + (BigInt(high) << 32n);
    tally.nulls[name] = nulls;
  }
  return tally;
}

function layOutLines(chunks: readonly Chunk[]): FilePart[] {
  const lines = chunks.map(({ file, start, end }) => ({ kind: "spooled", file, start, end }) as const);
  return [{ kind: "new", content: Buffer.from(headerOf(trafficColumns)) }, ...lines];
}
