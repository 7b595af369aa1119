import { durationMs, parseDuration } from "./duration.ts";
import { PrepError } from "./errors.ts";
import type { TimeRange } from "./plan/timeRange.ts";
import { concurrencyLimits, usualConcurrency } from "./settings/limits.ts";
import type { Compression } from "./sink/parquet.ts";

/** `flow-chord prep`, with every option validated. */
export interface PrepOptions {
  readonly sources: readonly string[];
  readonly out: string;
  readonly format: "parquet" | "csv" | "both";
  readonly compression: Compression;
  /** Whether the traffic table is written, too. */
  readonly traffic: boolean;
  readonly range: TimeRange;
  /** How old an hour of the tables may be; undefined keeps all. */
  readonly keepMs: number | undefined;
  /** Only logs of these network security groups or virtual networks; all where there is none. */
  readonly nsgs: readonly string[];
  /** Only logs of these NICs: 12 hex digits, upper case; all where there is none. */
  readonly macs: readonly string[];
  /** Requests to Blob Storage that are on their way at the same time, at most. */
  readonly concurrency: number;
  /** Read everything anew and replace the tables as a whole. */
  readonly full: boolean;
  readonly strict: boolean;
}

/** The options as the command line gives them. */
export interface RawPrepOptions {
  readonly out?: string;
  readonly format: PrepOptions["format"];
  readonly compression: Compression;
  readonly traffic?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly keep?: string;
  readonly nsg?: readonly string[];
  readonly mac?: readonly string[];
  readonly concurrency?: number;
  readonly full?: boolean;
  readonly strict?: boolean;
}

const leastKeepMs = 3_600_000;
const timePattern = /^\d{4}-\d{2}-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2}(?:\.\d{1,3})?)?)?Z?)?$/;

/** Throws a PrepError of code `options` that quotes what cannot be meant. */
export function readPrepOptions(sources: readonly string[], raw: RawPrepOptions, nowMs: number): PrepOptions {
  const out = raw.out ?? "";
  if (sources.length === 0)
    throw new PrepError("options", "no source; give a file, a folder or the URL of a container");
  checkPlaces(sources, out);
  const range = {
    sinceMs: raw.since === undefined ? undefined : parseTime("--since", raw.since, nowMs),
    untilMs: raw.until === undefined ? undefined : parseTime("--until", raw.until, nowMs),
  };
  if (range.sinceMs !== undefined && range.untilMs !== undefined && range.sinceMs >= range.untilMs) {
    throw new PrepError("options", `--since ${raw.since ?? ""} is not before --until ${raw.until ?? ""}`);
  }
  const { format, compression } = raw;
  const { traffic = true, full = false, strict = false } = raw;
  const keepMs = raw.keep === undefined ? undefined : parseKeep(raw.keep);
  const [nsgs, macs] = [readNames(raw.nsg ?? []), (raw.mac ?? []).map(readMac)];
  const concurrency = readConcurrency(raw.concurrency ?? usualConcurrency);
  return { sources, out, format, compression, traffic, range, keepMs, nsgs, macs, concurrency, full, strict };
}

/** The tables have whole hours. */
function parseKeep(text: string): number {
  const ms = parseDuration("--keep", text);
  if (ms < leastKeepMs || text.endsWith("m")) {
    throw new PrepError("options", `--keep ${text} is less than an hour; give 24h, 90d or 26w`);
  }
  return ms;
}

function readNames(names: readonly string[]): readonly string[] {
  const path = names.find((name) => name.trim() === "" || name.includes("/"));
  if (path === undefined) return names.map((name) => name.trim());
  throw new PrepError("options", `--nsg ${JSON.stringify(path)} is no name; give the last part of its resource id`);
}

/** As Azure and as systems write it: `000D3AF87856`, `00-0d-3a-f8-78-56`, `00:0d:3a:f8:78:56`. */
function readMac(text: string): string {
  const mac = text.trim().replaceAll(/[-:.]/g, "").toUpperCase();
  if (/^[\dA-F]{12}$/.test(mac)) return mac;
  throw new PrepError("options", `--mac ${JSON.stringify(text)} is no MAC address; give 12 hex digits`);
}

function readConcurrency(number: number): number {
  const [least, most] = concurrencyLimits;
  if (number >= least && number <= most) return number;
  throw new PrepError("options", `--concurrency ${number} is not between ${least} and ${most}`);
}

/** Throws a PrepError of code `options` where there is no destination, or a place comes with a secret. */
export function checkPlaces(sources: readonly string[], out: string): void {
  if (out === "") throw new PrepError("options", "no destination; give --out FOLDER or the URL of a container");
  for (const place of [...sources, out]) refuseSecret(place);
}

/** Whatever looks like a shared access signature stays out of the command line, and out of every message. */
export function refuseSecret(source: string): void {
  if (!/[?&]sig=/i.test(source) && !/^https?:\/\/[^/]*@/i.test(source)) return;
  const place = source.replace(/\?.*$/s, "").replace(/\/\/[^/]*@/, "//");
  throw new PrepError(
    "options",
    `${place} came with a secret; put the SAS into AZURE_STORAGE_SAS_TOKEN or AZURE_STORAGE_DESTINATION_SAS_TOKEN instead`,
  );
}

/** `2026-11-22`, `2026-11-22T06:00`, always UTC, or `90m`, `24h`, `7d` before now. */
export function parseTime(option: string, text: string, nowMs: number): number {
  const agoMs = durationMs(text);
  if (agoMs !== undefined) return nowMs - agoMs;
  const timeMs = timePattern.test(text) ? Date.parse(asUtc(text)) : NaN;
  if (Number.isNaN(timeMs) || !new Date(timeMs).toISOString().startsWith(text.slice(0, 10))) {
    throw new PrepError(
      "options",
      `${option} ${JSON.stringify(text)} is no time; give 2026-11-22, 2026-11-22T06:00Z or 24h`,
    );
  }
  return timeMs;
}

function asUtc(text: string): string {
  const [date = "", time = ""] = text.replace(/Z$/, "").split("T");
  if (time === "") return `${date}T00:00:00Z`;
  return `${date}T${time.length === 2 ? `${time}:00` : time}Z`;
}
