import { count } from "../summary.ts";
import type { Sample } from "./sample.ts";
import type { SurveyedLog } from "./survey.ts";
import type { Finding } from "./types.ts";

/** A flow log with what its newest blob says. */
export interface Sampled {
  readonly log: SurveyedLog;
  /** As its records name it, else as its path does. */
  readonly name: string;
  /** Undefined where it could not be read: then that is a finding of its own. */
  readonly sample: Sample | undefined;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** A blob is written about once a minute, where there is traffic. */
const freshMs = 15 * minuteMs;
const stoppedMs = dayMs;
const silentMs = 6 * hourMs;

/** NSG flow logs end then. Source: Microsoft Learn, network-watcher/nsg-flow-logs-overview. */
export const nsgRetirement = Date.UTC(2027, 8, 30);

/** Whether logging is still coming in; `isPast` where the logs are a copy, of which no more is expected. */
export function judgeLateness(sampled: readonly Sampled[], nowMs: number, isPast: boolean): Finding[] {
  const newest = sampled.flatMap(({ sample }) => sample?.newestRecordMs ?? []);
  if (newest.length === 0) return [];
  const lateMs = nowMs - Math.max(...newest);
  const ago = `the newest record is ${spanWords(lateMs)} old`;
  if (isPast) return [];
  if (lateMs > stoppedMs) {
    const message = `logging has stopped: ${ago}; is the flow log still enabled, and may it write to the account?`;
    return [{ level: "error", code: "late", message }];
  }
  if (lateMs > freshMs)
    return [{ level: "warning", code: "late", message: `${ago}; there is a log a minute where there is traffic` }];
  return [{ level: "ok", code: "late", message: `logging is coming in: ${ago}` }];
}

/** Hints about single flow logs. */
export function judgeLogs(sampled: readonly Sampled[]): Finding[] {
  return sampled.flatMap(({ log, name, sample }) => [
    ...missingOf(log, name),
    ...silentOf(log, name),
    ...(sample?.versions.includes(1) === true
      ? [warning("version-1", `${name} writes version 1, which counts no bytes: switch it to version 2`)]
      : []),
    ...(sample?.category === undefined
      ? []
      : [
          warning("other-blobs", `${name} is no flow log (category ${JSON.stringify(sample.category)}); prep skips it`),
        ]),
  ]);
}

function missingOf(log: SurveyedLog, name: string): Finding[] {
  const missing = missingHours(log);
  if (missing.length === 0) return [];
  const first = new Date(missing[0] ?? 0).toISOString().slice(0, 16).replace("T", " ");
  return [
    warning(
      "missing-hours",
      `${name}: ${count(missing.length, "hour")} without a log, first ${first} UTC: no traffic, or logging was off`,
    ),
  ];
}

/** Hours between the first and the last of which there is no blob. */
export function missingHours({ hours }: SurveyedLog): number[] {
  const sorted = [...hours.keys()].sort((a, b) => a - b);
  const missing: number[] = [];
  for (const [index, ms] of sorted.entries()) {
    const next = sorted[index + 1];
    // A log that was off for more than a month is two logs: its gap is not counted hour by hour.
    if (next === undefined || next - ms > 31 * dayMs) continue;
    for (let gap = ms + hourMs; gap < next; gap += hourMs) missing.push(gap);
  }
  return missing;
}

function silentOf({ macs, newestHourMs }: SurveyedLog, name: string): Finding[] {
  const silent = [...macs].filter(([, lastMs]) => newestHourMs - lastMs >= silentMs);
  const [first] = silent;
  if (first === undefined) return [];
  const since = new Date(first[1]).toISOString().slice(0, 16).replace("T", " ");
  const which = silent.length === 1 ? first[0] : `${silent.length} of ${macs.size} NICs, as ${first[0]},`;
  return [
    warning("silent-nics", `${name}: ${which} wrote nothing since ${since} UTC: stopped, removed, or no traffic`),
  ];
}

/** NSG flow logs of NICs that no virtual network flow log has; `vnetMacs` undefined where those cannot be listed. */
export function judgeSuccessors(
  sampled: readonly Sampled[],
  vnetMacs: ReadonlySet<string> | undefined,
  nowMs: number,
): Finding[] {
  const nsgs = sampled.filter(({ log }) => log.kind === "nsg");
  if (nsgs.length === 0) return [];
  const left = Math.ceil((nsgRetirement - nowMs) / dayMs);
  const when =
    left > 0
      ? `NSG flow logs retire on 2027-09-30, in ${count(left, "day")}`
      : "NSG flow logs have retired on 2027-09-30";
  if (vnetMacs === undefined) {
    return [warning("no-successor", `${when}; whether virtual network flow logs follow them cannot be seen here`)];
  }
  const without = nsgs.filter(
    ({ log: { macs } }) => macs.size === 0 || [...macs.keys()].some((mac) => !vnetMacs.has(mac)),
  );
  if (without.length === 0)
    return [{ level: "ok", code: "no-successor", message: `${when}; each NIC has a virtual network flow log` }];
  const names = without.slice(0, 3).map(({ name }) => name);
  const more = without.length > names.length ? ` and ${without.length - names.length} more` : "";
  return [warning("no-successor", `${when}; without a virtual network flow log: ${names.join(", ")}${more}`)];
}

function warning(code: Finding["code"], message: string): Finding {
  return { level: "warning", code, message };
}

/** `3 min`, `26 h`, `12 days`. */
export function spanWords(ms: number): string {
  if (ms < 2 * hourMs) return `${Math.max(0, Math.round(ms / minuteMs))} min`;
  return ms < 3 * dayMs ? `${Math.round(ms / hourMs)} h` : count(Math.round(ms / dayMs), "day");
}
