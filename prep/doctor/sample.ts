import type { BlobRef, Source } from "../source/source.ts";
import type { SurveyedLog } from "./survey.ts";

/** What the newest blob of a flow log says in its first and its last bytes. */
export interface Sample {
  /** Log versions that stand there, in order: 1, 2, 4. */
  readonly versions: readonly number[];
  /** When its last record was written; undefined where none was found. */
  readonly newestRecordMs: number | undefined;
  /** The resource that it is about, as the record names it: the last part of its id. */
  readonly resource: string | undefined;
  /** Another service's, where it is no flow log. */
  readonly category: string | undefined;
}

const sampleBytes = 65_536;
const flowCategories = ["NetworkSecurityGroupFlowEvent", "FlowLogFlowEvent"];

/** Reads so little that it takes no time. Throws a PrepError where the blob cannot be read. */
export async function readSample(source: Source, { newest }: SurveyedLog, signal: AbortSignal): Promise<Sample> {
  const size = newest.sizeBytes ?? 0;
  const head = await readFrom(source, newest, 0, signal);
  const tail = size > sampleBytes ? await readFrom(source, newest, size - sampleBytes, signal) : head;
  const text = head + tail;
  const category = /"category"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  const isFlowLog = category === undefined ? /"flowTuples"/.test(text) : flowCategories.includes(category);
  const resource =
    /"targetResourceID"\s*:\s*"([^"]+)"/i.exec(text)?.[1] ?? /"resourceId"\s*:\s*"([^"]+)"/i.exec(text)?.[1];
  return {
    versions: isFlowLog ? versionsIn(text) : [],
    newestRecordMs: lastTimeIn(tail),
    resource: resource?.split("/").at(-1),
    category: isFlowLog ? undefined : (category ?? "none"),
  };
}

async function readFrom(source: Source, blob: BlobRef, start: number, signal: AbortSignal): Promise<string> {
  const opened = await source.openAt(blob, { start, askedBytes: sampleBytes }, signal);
  if (opened === undefined) return "";
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of opened) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length >= sampleBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, sampleBytes).toString("latin1");
}

function versionsIn(text: string): number[] {
  const found = Array.from(text.matchAll(/"(?:flowLog)?Version"\s*:\s*"?(\d)/g), ([, digit]) => Number(digit));
  return [...new Set(found)].sort((a, b) => a - b);
}

function lastTimeIn(text: string): number | undefined {
  const times = Array.from(text.matchAll(/"time"\s*:\s*"([^"]+)"/g), ([, time = ""]) => Date.parse(time));
  return times.filter((ms) => !Number.isNaN(ms)).at(-1);
}
