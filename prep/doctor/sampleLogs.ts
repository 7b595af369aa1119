import { messageOf } from "../errors.ts";
import type { SourceContext } from "../source/openSource.ts";
import type { BlobRef, Source } from "../source/source.ts";
import { readEnds } from "./ends.ts";
import type { Sampled } from "./findings.ts";
import { parseResource, type Resource } from "./resource.ts";
import { readSample, type Sample } from "./sample.ts";
import type { Survey, SurveyedLog } from "./survey.ts";

/** So many flow logs are read, the newest ones: an estate may have very many. */
const mostSamples = 500;
const samplesAtOnce = 8;
const hourMs = 3_600_000;

/** When a blob was written the last time, milliseconds since 1970 UTC; undefined where its place cannot tell. */
export type LastWrite = (blob: BlobRef) => Promise<number | undefined>;

/** What reading needs beside the source. */
export interface SampleContext {
  readonly source: Omit<SourceContext, "destination">;
  readonly signal: AbortSignal;
  readonly lastWrite: LastWrite;
}

/** Reads a little of the newest blob of each flow log; what cannot be read is told. */
export async function sampleLogs(
  source: Source,
  { logs }: Survey,
  context: SampleContext,
): Promise<{ readonly sampled: readonly Sampled[]; readonly failures: readonly string[] }> {
  const byAge = [...logs.values()].sort((a, b) => b.newestHourMs - a.newestHourMs);
  const sampled = byAge.map((log): Sampled => unread(log));
  const failures: string[] = [];
  const waiting = byAge.slice(0, mostSamples).entries();
  const readRest = async (): Promise<void> => {
    for (const [index, log] of waiting) {
      try {
        sampled[index] = await sampleLog(source, log, context);
      } catch (cause) {
        context.signal.throwIfAborted();
        failures.push(messageOf(cause));
      }
    }
  };
  await Promise.all(Array.from({ length: samplesAtOnce }, readRest));
  return { sampled, failures };
}

function unread(log: SurveyedLog): Sampled {
  return { log, ...nameOf(log, undefined), sample: undefined, writtenMs: undefined };
}

async function sampleLog(source: Source, log: SurveyedLog, context: SampleContext): Promise<Sampled> {
  let together: Sample | undefined;
  let writtenMs: number | undefined;
  for (const listed of log.newest) {
    const ends = await readEnds(source, listed, context.source, context.signal);
    if (ends === undefined) continue;
    const sample = readSample(ends);
    if (log.kind === "files") addHour(log, sample, listed);
    else writtenMs = await context.lastWrite(ends.blob);
    together = together === undefined ? sample : joinSamples(together, sample);
  }
  return { log, ...nameOf(log, together?.resourceId), sample: together, writtenMs };
}

/** What no path says, the records do. */
function addHour(log: SurveyedLog, { newestRecordMs, mac }: Sample, { sizeBytes = 0 }: BlobRef): void {
  if (newestRecordMs === undefined) return;
  const { hours, macs } = log;
  const ms = newestRecordMs - (newestRecordMs % hourMs);
  log.newestHourMs = Math.max(log.newestHourMs, ms);
  hours.set(ms, (hours.get(ms) ?? 0) + sizeBytes);
  if (mac !== undefined) macs.set(mac, Math.max(ms, macs.get(mac) ?? 0));
}

/** Of several files: they are flow logs where one of them is. */
function joinSamples(a: Sample, b: Sample): Sample {
  const times = [a.newestRecordMs, b.newestRecordMs].filter((ms) => ms !== undefined);
  return {
    versions: [...new Set([...a.versions, ...b.versions])].sort((one, other) => one - other),
    newestRecordMs: times.length === 0 ? undefined : Math.max(...times),
    resourceId: a.resourceId === b.resourceId ? a.resourceId : undefined,
    mac: a.mac ?? b.mac,
    other: a.other === undefined || b.other === undefined ? undefined : a.other,
    damage: a.damage ?? b.damage,
  };
}

/** As its records name it, else as its path does. */
function nameOf({ name, path }: SurveyedLog, resourceId: string | undefined): { name: string; resource: Resource } {
  const resource = parseResource(resourceId ?? "") ?? parseResource(path) ?? {};
  return { name: resource.name ?? name, resource };
}
