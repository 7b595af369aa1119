import type { LoggedTuple } from "./flows.ts";
import type { Nic } from "./network.ts";

/** What is flushed at one time as one record: at most 32 KB of text. */
export interface FlowRecord {
  /** As in the log, with seven digits after the point: `2018-11-13T12:00:35.3899262Z`. */
  readonly time: string;
  readonly nic: Nic;
  readonly version: 1 | 2;
  readonly tuples: readonly LoggedTuple[];
}

/** The service cuts a flush into records of at most this size. */
export const maxRecordBytes = 32 * 1024;

/** Room for the envelope of a record, and for that of a rule in it: more than they need. */
const envelopeBytes = 900;
const ruleBytes = 80;

/** The records of one flush. Tuples of one rule stand together; version 1 knows only that a flow began. */
export function buildRecords(flush: FlowRecord): FlowRecord[] {
  const records: FlowRecord[] = [];
  let tuples: LoggedTuple[] = [];
  let sizeBytes = envelopeBytes;
  for (const group of groupByRule(flush)) {
    sizeBytes += ruleBytes + group.rule.length;
    for (const tuple of group.tuples) {
      const tupleBytes = formatTuple(tuple, flush.version).length + 3;
      if (sizeBytes + tupleBytes > maxRecordBytes) {
        records.push({ ...flush, tuples });
        tuples = [];
        sizeBytes = envelopeBytes + ruleBytes + group.rule.length;
      }
      tuples.push(tuple);
      sizeBytes += tupleBytes;
    }
  }
  if (tuples.length > 0) records.push({ ...flush, tuples });
  return records;
}

/** A record as JSON without white space. */
export function formatRecord(record: FlowRecord): string {
  const { nic, version, time } = record;
  return JSON.stringify({
    time,
    systemId: "00000000-0000-0000-0000-000000000000",
    ...(version === 2 && { macAddress: nic.mac }),
    category: "NetworkSecurityGroupFlowEvent",
    resourceId: nic.nsg.resourceId,
    operationName: "NetworkSecurityGroupFlowEvents",
    properties: {
      Version: version,
      flows: groupByRule(record).map(({ rule, tuples }) => ({
        rule,
        flows: [{ mac: nic.mac, flowTuples: tuples.map((tuple) => formatTuple(tuple, version)) }],
      })),
    },
  });
}

function groupByRule({ tuples, version }: FlowRecord): { rule: string; tuples: LoggedTuple[] }[] {
  const kept = tuples.filter((tuple) => version === 2 || tuple.state === "B");
  const groups = Map.groupBy(kept, (tuple) => tuple.rule);
  return [...groups].map(([rule, ofRule]) => ({ rule, tuples: ofRule }));
}

/** 8 fields in version 1, 13 in version 2; without counters their four fields are empty. */
function formatTuple(tuple: LoggedTuple, version: 1 | 2): string {
  const { timeS, srcIp, destIp, srcPort, destPort, protocol, direction, action, state, counters } = tuple;
  const fields = [timeS, srcIp, destIp, srcPort, destPort, protocol, direction, action];
  if (version === 1) return fields.join(",");
  return [...fields, state, ...(counters ?? ["", "", "", ""])].join(",");
}
