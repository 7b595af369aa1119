import { createDictionary } from "./dictionary.ts";
import type { FlowBatch } from "./flowBatch.ts";

/** All rows with the same source, destination, rule and action. */
export interface FlowGroup {
  readonly source: string;
  readonly destination: string;
  readonly rule: string;
  readonly action: string;
  flows: number;
  /** Of both directions; null where no row was measured. */
  bytes: bigint | null;
}

/** Exact sums over all rows. */
export interface FlowTotals {
  readonly rows: number;
  readonly allowed: number;
  readonly denied: number;
  /** Rows of which the log says how many bytes they carried. */
  readonly measuredRows: number;
  /** Of both directions. */
  readonly bytes: bigint;
  readonly hosts: number;
  /** Milliseconds since 1970; infinite without rows. */
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
}

/**
 * Groups rows as Power BI does for source, destination, rule and action: flows counted, bytes of both directions
 * summed, nulls left out. The sums over the groups equal those over the rows. Memory grows with groups, not with rows.
 */
export async function aggregateFlows(
  batches: AsyncIterable<FlowBatch>,
): Promise<{ totals: FlowTotals; groups: readonly FlowGroup[] }> {
  const findGroup = createGroups();
  const totals = {
    rows: 0,
    allowed: 0,
    denied: 0,
    measuredRows: 0,
    bytes: 0n,
    minTimeMs: Infinity,
    maxTimeMs: -Infinity,
  };
  for await (const batch of batches) {
    for (let row = 0; row < batch.rowCount; row++) {
      const group = findGroup.at(batch, row);
      const bytes = sumMeasured(batch.bytes.BytesSrcToDest[row], batch.bytes.BytesDestToSrc[row]);
      const timeMs = batch.timeMs[row] ?? NaN;
      group.flows++;
      totals.rows++;
      if (group.action === "Allow") totals.allowed++;
      else if (group.action === "Deny") totals.denied++;
      if (timeMs < totals.minTimeMs) totals.minTimeMs = timeMs;
      if (timeMs > totals.maxTimeMs) totals.maxTimeMs = timeMs;
      if (bytes === null) continue;
      group.bytes = (group.bytes ?? 0n) + bytes;
      totals.measuredRows++;
      totals.bytes += bytes;
    }
  }
  return { totals: { ...totals, hosts: findGroup.hosts() }, groups: findGroup.list() };
}

/** Finds the group of a row, or makes it. */
function createGroups() {
  const [hosts, rules, actions] = [createDictionary(), createDictionary(), createDictionary()];
  const groups = new Map<string, FlowGroup>();
  const at = ({ texts }: FlowBatch, row: number): FlowGroup => {
    const [source, destination] = [texts.SrcIp[row] ?? "", texts.DestIp[row] ?? ""];
    const [rule, action] = [texts.Rule[row] ?? "", texts.Action[row] ?? ""];
    const key = [hosts.codeOf(source), hosts.codeOf(destination), rules.codeOf(rule), actions.codeOf(action)].join();
    const known = groups.get(key);
    if (known !== undefined) return known;
    const group: FlowGroup = { source, destination, rule, action, flows: 0, bytes: null };
    groups.set(key, group);
    return group;
  };
  return { at, hosts: () => hosts.texts.length, list: () => [...groups.values()] };
}

/** Null only where neither direction was measured. */
function sumMeasured(sent: bigint | null | undefined, received: bigint | null | undefined): bigint | null {
  if (sent === undefined || sent === null) return received ?? null;
  return sent + (received ?? 0n);
}
