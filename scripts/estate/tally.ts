import type { LoggedTuple } from "./flows.ts";
import type { FlowRecord } from "./records.ts";

/** The row that a reader must make of one tuple: the 21 columns of the flows table. Times are milliseconds, UTC. */
export interface ExpectedRow {
  readonly Time: number;
  readonly SrcIp: string;
  readonly DestIp: string;
  readonly SrcPort: number;
  readonly DestPort: number;
  readonly Protocol: string;
  readonly Direction: string;
  readonly Action: string;
  readonly Rule: string;
  readonly FlowState: string | null;
  readonly Encryption: null;
  readonly PacketsSrcToDest: bigint | null;
  readonly BytesSrcToDest: bigint | null;
  readonly PacketsDestToSrc: bigint | null;
  readonly BytesDestToSrc: bigint | null;
  readonly Mac: string;
  readonly AclId: null;
  readonly ResourceId: string;
  readonly TargetResourceId: null;
  readonly LogVersion: number;
  readonly RecordTime: number;
}

/** The columns that carry counters. */
export const counterColumns = ["PacketsSrcToDest", "BytesSrcToDest", "PacketsDestToSrc", "BytesDestToSrc"] as const;

/** How many rows there are of what, and what they add up to. */
export interface Tally {
  readonly rows: number;
  readonly byVersion: Readonly<Record<string, number>>;
  readonly byAction: Readonly<Record<string, number>>;
  /** Version 1 has no state: `null`. */
  readonly byState: Readonly<Record<string, number>>;
  readonly byRule: Readonly<Record<string, number>>;
  readonly sums: Readonly<Record<(typeof counterColumns)[number], bigint>>;
  readonly nulls: Readonly<Record<(typeof counterColumns)[number] | "FlowState", number>>;
  readonly minTime: number;
  readonly maxTime: number;
}

const words = { T: "TCP", U: "UDP", I: "Inbound", O: "Outbound", A: "Allow", D: "Deny" } as const;
const states = { B: "Begin", C: "Continuing", E: "End" } as const;

/** The row of a tuple as the generator knows it: nothing is read back from text. */
export function buildRow(tuple: LoggedTuple, { version, time }: FlowRecord): ExpectedRow {
  const [packetsSent, bytesSent, packetsReceived, bytesReceived] = tuple.counters ?? [null, null, null, null];
  return {
    Time: tuple.timeS * 1000,
    SrcIp: tuple.srcIp,
    DestIp: tuple.destIp,
    SrcPort: tuple.srcPort,
    DestPort: tuple.destPort,
    Protocol: words[tuple.protocol],
    Direction: words[tuple.direction],
    Action: words[tuple.action],
    Rule: tuple.rule,
    FlowState: version === 1 ? null : states[tuple.state],
    Encryption: null,
    PacketsSrcToDest: packetsSent,
    BytesSrcToDest: bytesSent,
    PacketsDestToSrc: packetsReceived,
    BytesDestToSrc: bytesReceived,
    Mac: tuple.nic.mac,
    AclId: null,
    ResourceId: tuple.nic.nsg.resourceId,
    TargetResourceId: null,
    LogVersion: version,
    RecordTime: Date.parse(`${time.slice(0, 23)}Z`),
  };
}

/** Counts and sums over all rows; sums leave nulls out. */
export function tallyRows(rows: readonly ExpectedRow[]): Tally {
  const times = rows.map((row) => row.Time);
  return {
    rows: rows.length,
    byVersion: countBy(rows, (row) => String(row.LogVersion)),
    byAction: countBy(rows, (row) => row.Action),
    byState: countBy(rows, (row) => String(row.FlowState)),
    byRule: countBy(rows, (row) => row.Rule),
    sums: ofCounters((column) => rows.reduce((sum, row) => sum + (row[column] ?? 0n), 0n)),
    nulls: {
      ...ofCounters((column) => countNulls(rows, column)),
      FlowState: countNulls(rows, "FlowState"),
    },
    minTime: times.reduce((a, b) => Math.min(a, b)),
    maxTime: times.reduce((a, b) => Math.max(a, b)),
  };
}

function countBy(rows: readonly ExpectedRow[], keyOf: (row: ExpectedRow) => string): Record<string, number> {
  const counts = [...Map.groupBy(rows, keyOf)].map(([key, ofKey]) => [key, ofKey.length] as const);
  return Object.fromEntries(counts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countNulls(rows: readonly ExpectedRow[], column: keyof ExpectedRow): number {
  return rows.filter((row) => row[column] === null).length;
}

function ofCounters<T>(valueOf: (column: (typeof counterColumns)[number]) => T) {
  return Object.fromEntries(counterColumns.map((column) => [column, valueOf(column)])) as Record<
    (typeof counterColumns)[number],
    T
  >;
}
