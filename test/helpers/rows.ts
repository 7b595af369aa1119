import type { FlowRow } from "../../prep/columns/schema.ts";

/** A row of the flows table with some fields changed. */
export function rowOf(changes: Partial<FlowRow>): FlowRow {
  return {
    Time: Date.UTC(2018, 10, 13, 12, 0, 2),
    SrcIp: "10.0.0.4",
    DestIp: "192.0.2.10",
    SrcPort: 50000,
    DestPort: 443,
    Protocol: "TCP",
    Direction: "Outbound",
    Action: "Allow",
    Rule: "UserRule_web",
    FlowState: "End",
    Encryption: null,
    PacketsSrcToDest: 1n,
    BytesSrcToDest: 66n,
    PacketsDestToSrc: 2n,
    BytesDestToSrc: 88n,
    Mac: "000D3AF87856",
    AclId: null,
    ResourceId: "/NSG",
    TargetResourceId: null,
    LogVersion: 2,
    RecordTime: Date.UTC(2018, 10, 13, 12, 0, 35, 389),
    ...changes,
  };
}
