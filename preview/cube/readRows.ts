import type { FlowBatch } from "../tables/flowBatch.ts";

/** One row in the words of the cube: its texts in the order of the dimensions, its sums in that of the measures. */
export interface CubeRow {
  readonly texts: readonly string[];
  readonly sums: readonly (bigint | null)[];
}

const hourMs = 3_600_000;

/** Reads the rows of flows, or of hourly totals, where each row stands for many flows. */
export function* readRows(batch: FlowBatch): Generator<CubeRow> {
  const texts = ["SrcIp", "DestIp", "DestPort", "Protocol", "Direction", "Action", "Rule", "ResourceId"].map(
    batch.texts,
  );
  const counters = ["PacketsSrcToDest", "BytesSrcToDest", "PacketsDestToSrc", "BytesDestToSrc"].map(batch.counts);
  const countFlows = buildFlowCounter(batch);
  const hours = new Map<number, string>();
  for (let row = 0; row < batch.rowCount; row++) {
    const hour = Math.floor((batch.timeMs[row] ?? NaN) / hourMs);
    const spelt = hours.get(hour) ?? spellHour(hour);
    hours.set(hour, spelt);
    yield {
      texts: [spelt, ...texts.map((column) => String(column?.[row] ?? ""))],
      sums: [...countFlows(row), ...counters.map((column) => toBigInt(column?.[row]))],
    };
  }
}

/** `2018-11-13 12:00`, UTC; empty for what is no time. */
function spellHour(hour: number): string {
  if (!Number.isFinite(hour)) return "";
  return `${new Date(hour * hourMs).toISOString().slice(0, 13).replace("T", " ")}:00`;
}

/** Flows, sessions and flows without a counter: hourly totals have them, a row of the flows is one. */
function buildFlowCounter(batch: FlowBatch): (row: number) => (bigint | null)[] {
  const totals = ["Flows", "Sessions", "UnmeasuredFlows"].map(batch.counts);
  if (totals[0] !== undefined) return (row) => totals.map((column) => toBigInt(column?.[row]));
  const [actions, states] = [batch.texts("Action"), batch.texts("FlowState")];
  const bytes = [batch.counts("BytesSrcToDest"), batch.counts("BytesDestToSrc")];
  const begins = (state: string | number | null | undefined): boolean => state === "Begin" || (state ?? "") === "";
  return (row) => {
    const isSession = actions?.[row] === "Allow" && begins(states?.[row]);
    const isMeasured = bytes.some((column) => toBigInt(column?.[row]) !== null);
    return [1n, states === undefined ? null : BigInt(isSession), BigInt(!isMeasured)];
  };
}

function toBigInt(value: bigint | number | null | undefined): bigint | null {
  return value === null || value === undefined ? null : BigInt(value);
}
