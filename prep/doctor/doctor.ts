import { isUrl } from "../azure/containerUrl.ts";
import { codeOf, messageOf, PrepError } from "../errors.ts";
import type { RunContext } from "../run/runContext.ts";
import { openSource } from "../source/openSource.ts";
import type { Source } from "../source/source.ts";
import { count, formatBytes } from "../summary.ts";
import { judgeLogs, judgeSuccessors, missingHours, type Sampled } from "./findings.ts";
import { createLastWrite } from "./lastWrite.ts";
import { judgeLateness, judgeTogether } from "./lateness.ts";
import { findConfusable, placesOf, successorOf } from "./places.ts";
import { sampleLogs, type LastWrite } from "./sampleLogs.ts";
import { surveySource, type Survey } from "./survey.ts";
import type { DoctorReport, Finding, Level, LogReport, SourceReport } from "./types.ts";

/** What doctor looks at. */
export interface DoctorOptions {
  readonly sources: readonly string[];
  /** Hours before it are left out. */
  readonly sinceMs: number | undefined;
}

/** What it needs from the process around it. */
export interface DoctorContext extends Pick<RunContext, "source" | "signal"> {
  readonly now: Date;
  /** Told while a listing is long. */
  readonly onBlobs: (place: string, blobs: number) => void;
  /** Of the container or folder; asks Blob Storage unless it is given. */
  readonly lastWrite?: LastWrite;
}

/** Lists each source and reads a little of its newest blobs; changes nothing. What is wrong is a finding, and no error. */
export async function runDoctor({ sources, sinceMs }: DoctorOptions, context: DoctorContext): Promise<DoctorReport> {
  const reports: SourceReport[] = [];
  for (const text of sources) {
    const examined: SourceReport[] = [];
    const missing: string[] = [];
    for (const { place, isOptional } of placesOf(text)) {
      const report = await examine(place, sinceMs, context);
      if (isOptional && isMissing(report)) missing.push(place);
      else examined.push(report);
    }
    reports.push(
      ...(examined.length === 0 ? [noContainer(text)] : examined.map((report) => withMissing(report, missing))),
    );
  }
  const judged = judgeTogether(reports);
  const level = worstOf(judged.flatMap(({ findings }) => findings));
  return { time: context.now.toISOString(), sources: judged, level };
}

function isMissing({ findings }: SourceReport): boolean {
  return findings.some(({ code, message }) => code === "access" && /no such container/.test(message));
}

/** Of the two containers that an account may have, the one that it has not. */
function withMissing(report: SourceReport, [missing]: readonly string[]): SourceReport {
  if (missing === undefined) return report;
  const message = `the account has no container ${missing.split("/").at(-1) ?? ""}`;
  return { ...report, findings: [...report.findings, { level: "ok", code: "container", message }] };
}

function noContainer(source: string): SourceReport {
  const message =
    "the account has no container of flow logs; switch a virtual network flow log on, and wait ten minutes";
  return { source, blobs: 0, bytes: 0, logs: [], findings: [{ level: "error", code: "container", message }] };
}

async function examine(place: string, sinceMs: number | undefined, context: DoctorContext): Promise<SourceReport> {
  const { signal, now } = context;
  let survey: Survey;
  let source: Source;
  try {
    source = await openSource(place, { ...context.source, destination: "" });
    survey = await surveySource(source, {
      sinceMs,
      signal,
      onBlobs: (blobs) => {
        context.onBlobs(place, blobs);
      },
    });
  } catch (cause) {
    if (!(cause instanceof PrepError) || codeOf(cause) === "options") throw cause;
    return { source: place, blobs: 0, bytes: 0, logs: [], findings: [accessError(cause)] };
  }
  const lastWrite = context.lastWrite ?? (await createLastWrite(place, context.source.login, signal));
  const { sampled, failures } = await sampleLogs(source, survey, { source: context.source, signal, lastWrite });
  const logs = [...survey.logs.values()];
  const lastHourMs = Math.max(0, ...logs.map(({ newestHourMs }) => newestHourMs));
  const findings = [
    ...findConfusable(place),
    ...accessOf(place, survey, failures),
    ...(logs.length === 0 || !hasFlows(sampled) ? [noFlowLogs(survey)] : []),
    ...judgeLateness(sampled, now.getTime(), !isUrl(place)),
    ...judgeLogs(sampled, now.getTime()),
    ...judgeSuccessors(sampled, await successorMacs(place, sampled, context), now.getTime()),
  ];
  const { blobs, bytes } = survey;
  return { source: place, blobs, bytes, logs: sampled.map((each) => reportOf(each, lastHourMs)), findings };
}

function accessError(cause: PrepError): Finding {
  return { level: "error", code: "access", message: cause.message };
}

function accessOf(place: string, { blobs, bytes }: Survey, failures: readonly string[]): Finding[] {
  const [failure] = failures;
  if (failure !== undefined) {
    return [
      { level: "error", code: "unreadable", message: `listed ${count(blobs, "blob")}, but cannot read: ${failure}` },
    ];
  }
  return [
    {
      level: "ok",
      code: "access",
      message: `${isUrl(place) ? "login, " : ""}list and read: ${count(blobs, "blob")}, ${formatBytes(bytes)}`,
    },
  ];
}

function hasFlows(sampled: readonly Sampled[]): boolean {
  return sampled.some(({ sample }) => sample?.other === undefined);
}

function noFlowLogs({ blobs, hasEarlier }: Survey): Finding {
  const none = hasEarlier ? "there are earlier ones only; leave out --since to see them" : "there is no blob";
  const message = blobs === 0 ? none : "none of its blobs is a flow log";
  return { level: "error", code: "flow-logs", message: `no flow logs: ${message}` };
}

/** NICs of virtual network flow logs: in the same place, or in the container beside it. */
async function successorMacs(
  place: string,
  sampled: readonly Sampled[],
  { source, signal, now }: DoctorContext,
): Promise<ReadonlySet<string> | undefined> {
  const here = sampled.filter(({ log }) => log.kind === "vnet").flatMap(({ log }) => [...log.macs.keys()]);
  const beside = successorOf(place);
  if (here.length > 0 || beside === undefined) return here.length > 0 ? new Set(here) : undefined;
  try {
    const weekAgo = now.getTime() - 7 * 86_400_000;
    const survey = await surveySource(await openSource(beside, { ...source, destination: "" }), {
      sinceMs: weekAgo,
      signal,
      onBlobs: () => undefined,
    });
    return new Set([...survey.logs.values()].flatMap(({ macs }) => [...macs.keys()]));
  } catch (cause) {
    return /no such container/.test(messageOf(cause)) ? new Set() : undefined;
  }
}

function reportOf({ log, name, resource, sample, writtenMs }: Sampled, lastHourMs: number): LogReport {
  const hours = [...log.hours.keys()].sort((a, b) => a - b);
  const missing = missingHours(log);
  return {
    name,
    kind: log.kind,
    subscription: resource.subscription,
    resourceGroup: resource.resourceGroup,
    versions: sample?.versions ?? [],
    blobs: log.blobs,
    bytes: log.bytes,
    nics: log.macs.size,
    macs: Object.fromEntries([...log.macs].sort().map(([mac, ms]) => [mac, new Date(ms).toISOString()])),
    hours: hours.length,
    firstHour: timeOf(hours[0]),
    lastHour: timeOf(hours.at(-1)),
    missingHours: missing.reduce((sum, range) => sum + range.hours, 0),
    missing,
    newestRecord: timeOf(sample?.newestRecordMs),
    newestWrite: timeOf(writtenMs),
    lastDay: Array.from({ length: 24 }, (_, index) => log.hours.get(lastHourMs - (23 - index) * 3_600_000) ?? 0),
  };
}

function timeOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

function worstOf(findings: readonly Finding[]): Level {
  if (findings.some(({ level }) => level === "error")) return "error";
  return findings.some(({ level }) => level === "warning") ? "warning" : "ok";
}
