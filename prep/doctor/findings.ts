import { count } from "../summary.ts";
import type { Resource } from "./resource.ts";
import type { Sample } from "./sample.ts";
import type { SurveyedLog } from "./survey.ts";
import type { Finding, HourRange } from "./types.ts";

/** A flow log with what its newest blob says. */
export interface Sampled {
  readonly log: SurveyedLog;
  /** As its records name it, else as its path does. */
  readonly name: string;
  readonly resource: Resource;
  /** Undefined where it could not be read: then that is a finding of its own. */
  readonly sample: Sample | undefined;
  /** When its newest blob was written, milliseconds since 1970 UTC; undefined where the place cannot tell. */
  readonly writtenMs: number | undefined;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** A log may be so much younger than this machine's clock: the two are never quite the same. */
const aheadMs = 5 * minuteMs;
const silentMs = 6 * hourMs;
const stoppedMs = dayMs;
/** More NICs than this make very many small blobs, a hundred thousand in four days. */
const manyNics = 1000;

/** NSG flow logs end then. Source: Microsoft Learn, network-watcher/nsg-flow-logs-overview. */
export const nsgRetirement = Date.UTC(2027, 8, 30);

/** Hints about single flow logs. */
export function judgeLogs(sampled: readonly Sampled[], nowMs: number): Finding[] {
  const lastHourMs = Math.max(0, ...sampled.map(({ log }) => log.newestHourMs));
  return sampled.flatMap(({ log, name, sample }) => [
    ...damageOf(name, sample),
    ...aheadOf(name, sample, nowMs),
    ...missingOf(log, name),
    ...stoppedOf(log, name, lastHourMs),
    ...silentOf(log, name),
    ...manyOf(log, name),
    ...(sample?.versions.includes(1) === true
      ? [warning("version-1", `${name} writes version 1, which counts no bytes: switch it to version 2`)]
      : []),
    ...(sample?.other === undefined
      ? []
      : [warning("other-blobs", `${name}: its newest blob is no flow log (${sample.other}); prep skips it`)]),
  ]);
}

function damageOf(name: string, sample: Sample | undefined): Finding[] {
  if (sample?.damage === undefined) return [];
  const message = `${name}: its newest blob is damaged (${sample.damage}); prep keeps the records around it`;
  return [warning("damaged", message)];
}

function aheadOf(name: string, sample: Sample | undefined, nowMs: number): Finding[] {
  const ahead = (sample?.newestRecordMs ?? 0) - nowMs;
  if (ahead <= aheadMs) return [];
  const message = `${name}: its newest record is ${spanWords(ahead)} ahead of this machine's clock: set the clock`;
  return [warning("clock", message)];
}

/** Behind the other flow logs of its source by a day. */
function stoppedOf({ newestHourMs, kind }: SurveyedLog, name: string, lastHourMs: number): Finding[] {
  if (kind === "files" || lastHourMs - newestHourMs < stoppedMs) return [];
  const message = `${name} wrote nothing since ${timeWords(newestHourMs)}, while others went on: disabled, or no traffic`;
  return [warning("silent-log", message)];
}

function manyOf({ macs }: SurveyedLog, name: string): Finding[] {
  if (macs.size <= manyNics) return [];
  const message = `${name} has ${count(macs.size, "NIC")}, each a blob an hour: prep is slower with many small blobs`;
  return [warning("many-nics", message)];
}

function missingOf(log: SurveyedLog, name: string): Finding[] {
  const missing = missingHours(log);
  const [first] = missing;
  if (first === undefined) return [];
  const hours = missing.reduce((sum, range) => sum + range.hours, 0);
  const where = `${count(hours, "hour")} without a log, first ${timeWords(Date.parse(first.from))}`;
  return [warning("missing-hours", `${name}: ${where}: no traffic, or logging was off`)];
}

/** Stretches of hours between the first and the last of which there is no blob. */
export function missingHours({ hours, kind }: SurveyedLog): HourRange[] {
  // Of files without paths, some are read.
  const sorted = kind === "files" ? [] : [...hours.keys()].sort((a, b) => a - b);
  return sorted.flatMap((ms, index) => {
    const next = sorted[index + 1];
    // A log that was off for more than a month is two logs: its gap is not counted hour by hour.
    if (next === undefined || next - ms <= hourMs || next - ms > 31 * dayMs) return [];
    const [from, to] = [ms + hourMs, next - hourMs].map((hour) => new Date(hour).toISOString()) as [string, string];
    return [{ from, to, hours: (next - ms) / hourMs - 1 }];
  });
}

function silentOf({ macs, newestHourMs }: SurveyedLog, name: string): Finding[] {
  const silent = [...macs].filter(([, lastMs]) => newestHourMs - lastMs >= silentMs);
  const [first] = silent;
  if (first === undefined) return [];
  const which = silent.length === 1 ? first[0] : `${silent.length} of ${macs.size} NICs, as ${first[0]},`;
  const message = `${name}: ${which} wrote nothing since ${timeWords(first[1])}: stopped, removed, or no traffic`;
  return [warning("silent-nics", message)];
}

/** The minute, as people write it. */
export function timeWords(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
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
