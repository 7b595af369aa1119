import type { FlowRecord, TupleGroup } from "../scan/flowRecord.ts";
import type { FlowTuple, LogVersion } from "../scan/flowTuple.ts";
import type { FlowRow } from "./schema.ts";

/** The row of one tuple, with what it shares with its group and record. */
export function buildRow(tuple: FlowTuple, version: LogVersion, group: TupleGroup, record: FlowRecord): FlowRow {
  return {
    Time: tuple.timeMs,
    SrcIp: tuple.srcIp,
    DestIp: tuple.destIp,
    SrcPort: tuple.srcPort,
    DestPort: tuple.destPort,
    Protocol: tuple.protocol,
    Direction: tuple.direction,
    Action: tuple.action,
    Rule: group.rule,
    FlowState: tuple.flowState,
    Encryption: tuple.encryption,
    PacketsSrcToDest: tuple.packetsSrcToDest,
    BytesSrcToDest: tuple.bytesSrcToDest,
    PacketsDestToSrc: tuple.packetsDestToSrc,
    BytesDestToSrc: tuple.bytesDestToSrc,
    Mac: group.mac,
    AclId: group.aclId,
    ResourceId: record.resourceId,
    TargetResourceId: record.targetResourceId,
    LogVersion: version,
    RecordTime: record.recordTimeMs,
  };
}
