import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Flow logs of others, beside this checkout. */
export const samples = path.join(import.meta.dirname, "..", "..", "..", "shared", "samples");
const oracle = path.join(samples, "expected.json");

/** What an independent program has counted in one sample. */
export interface Expected {
  readonly shape: string;
  readonly records: number;
  readonly tuples_parsed: number;
  readonly tuples_unparsable: number;
  readonly by_version?: Readonly<Record<string, number>>;
  readonly raw_tuples_sorted_sha256: string;
  readonly by_decision: Readonly<Partial<Record<"A" | "D", number>>>;
  readonly [counter: `sum_${string}`]: string;
  readonly [counter: `null_${string}`]: number;
}

/** Columns of the table, by the names of the oracle. */
export const counters = {
  PacketsSrcToDest: "pkts_sent",
  BytesSrcToDest: "bytes_sent",
  PacketsDestToSrc: "pkts_recv",
  BytesDestToSrc: "bytes_recv",
} as const;

/** A query of what the oracle counts, over a table. */
export function figures(table: string): string {
  const sums = Object.keys(counters).flatMap((name) => [
    `CAST(coalesce(sum(${name}), 0) AS VARCHAR) AS sum_${name}`,
    `CAST(count(*) - count(${name}) AS INTEGER) AS null_${name}`,
  ]);
  return `SELECT CAST(count(*) AS INTEGER) AS tuples, CAST(count(*) FILTER (Action = 'Allow') AS INTEGER) AS allowed, ${sums.join(", ")} FROM ${table}`;
}

/** What the query must give. */
export function expectedFigures(expected: Expected): Record<string, unknown> {
  const named = Object.entries(counters).flatMap(([name, key]) => [
    [`sum_${name}`, expected[`sum_${key}`]],
    [`null_${name}`, expected[`null_${key}`]],
  ]);
  const { tuples_parsed: tuples, by_decision: decisions } = expected;
  return { tuples, allowed: decisions.A ?? 0, ...(Object.fromEntries(named) as Record<string, unknown>) };
}

/** What is expected of each sample, by its name; nothing where the samples are not there. */
export function readOracle(): Readonly<Record<string, Expected>> {
  return existsSync(oracle) ? (JSON.parse(readFileSync(oracle, "utf8")) as Record<string, Expected>) : {};
}

/** Why tests that need the samples cannot run, where they cannot. */
export function skipReason(): string | false {
  return existsSync(oracle) ? false : "the samples are not beside this checkout (../shared/samples)";
}
