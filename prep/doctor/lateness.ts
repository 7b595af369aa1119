import { spanWords, type Sampled } from "./findings.ts";
import type { Finding, SourceReport } from "./types.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A blob is written about once a minute, where there is traffic. */
const freshMs = 15 * minuteMs;

/**
 * Whether logging is still coming in, and how long after the time of its records a blob is written. Nothing is said of
 * files, which are a copy, and of records that are ahead of the clock, which is told elsewhere.
 */
export function judgeLateness(sampled: readonly Sampled[], nowMs: number, isPast: boolean): Finding[] {
  const newest = sampled
    .flatMap(({ sample, writtenMs }) => {
      const recordMs = sample?.newestRecordMs;
      return recordMs === undefined ? [] : [{ recordMs, writtenMs: writtenMs ?? recordMs, isKnown: writtenMs }];
    })
    .sort((a, b) => b.recordMs - a.recordMs)[0];
  if (newest === undefined || isPast) return [];
  const lateMs = nowMs - newest.recordMs;
  const delayMs = newest.writtenMs - newest.recordMs;
  const ago = `the newest record is ${spanWords(lateMs)} old`;
  if (delayMs > dayMs) {
    const message = `${ago}, but was written ${spanWords(nowMs - newest.writtenMs)} ago: a copy, of which no more may come`;
    return [{ level: "warning", code: "late", message }];
  }
  if (lateMs > dayMs) {
    const message = `logging has stopped: ${ago}; is the flow log still enabled, and may it write to the account?`;
    return [{ level: "error", code: "late", message }];
  }
  if (delayMs > freshMs) {
    const message = `${ago}, and was written ${spanWords(delayMs)} after its time, where a minute or two is usual`;
    return [{ level: "warning", code: "late", message }];
  }
  if (lateMs > freshMs) {
    const message = `${ago}; there is a log a minute where there is traffic`;
    return [{ level: "warning", code: "late", message }];
  }
  const delay = newest.isKnown === undefined ? "" : `, written ${delayWords(delayMs)} after its time`;
  return [{ level: "ok", code: "late", message: `logging is coming in: ${ago}${delay}` }];
}

function delayWords(ms: number): string {
  return ms < 2 * minuteMs ? `${Math.max(0, Math.round(ms / 1000))} s` : spanWords(ms);
}

/**
 * Where one source is coming in, another that has stopped does not stop prep: after the move to virtual network flow logs
 * the NSG flow logs of the same account stand still.
 */
export function judgeTogether(reports: readonly SourceReport[]): SourceReport[] {
  const isLate = ({ code, level }: Finding): boolean => code === "late" && level === "error";
  const isFresh = reports.some(({ findings }) => findings.some(({ code, level }) => code === "late" && level === "ok"));
  if (!isFresh) return [...reports];
  return reports.map((report) => ({
    ...report,
    findings: report.findings.map((finding) => (isLate(finding) ? { ...finding, level: "warning" } : finding)),
  }));
}
