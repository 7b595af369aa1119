/** Types of the table: as in Parquet; `timestamp` is INT64 microseconds since 1970 UTC. */
export type ColumnType = "timestamp" | "string" | "int32" | "int64";

/** One column of the flows table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** One sentence for docs/table.md and for the report. */
  readonly meaning: string;
}

/**
 * The flows table: one row per flow tuple, columns in this order. Everything else that knows the table (batches, CSV,
 * Parquet, documents, report) derives from this list. Names follow Azure Traffic Analytics where it has one.
 */
export const flowColumns = [
  column("Time", "timestamp", "Time in the flow tuple, UTC."),
  column("SrcIp", "string", "Source address, IPv4 or IPv6, as in the log."),
  column("DestIp", "string", "Destination address, IPv4 or IPv6, as in the log."),
  column("SrcPort", "int32", "Source port, 0 to 65535."),
  column("DestPort", "int32", "Destination port, 0 to 65535."),
  column("Protocol", "string", "TCP, UDP, ICMP, ICMPv6, else the IANA protocol number as text."),
  column("Direction", "string", "Inbound or Outbound, as seen from the NIC."),
  column("Action", "string", "Allow or Deny."),
  column("Rule", "string", "Name of the security rule, as in the log; empty if the log has none."),
  nullableColumn("FlowState", "string", "Begin, Continuing, End or Deny; null in version 1."),
  nullableColumn("Encryption", "string", "State of virtual-network encryption, as in the log; null in NSG logs."),
  nullableColumn("PacketsSrcToDest", "int64", "Packets from source to destination since the flow's last tuple."),
  nullableColumn("BytesSrcToDest", "int64", "Bytes from source to destination since the flow's last tuple."),
  nullableColumn("PacketsDestToSrc", "int64", "Packets from destination to source since the flow's last tuple."),
  nullableColumn("BytesDestToSrc", "int64", "Bytes from destination to source since the flow's last tuple."),
  column("Mac", "string", "MAC address of the NIC, 12 hex digits in upper case; empty if the log has none."),
  nullableColumn("AclId", "string", "Access control list of a virtual-network flow log; null in NSG logs."),
  column("ResourceId", "string", "Resource id of the NSG or of the flow log, as in the log; empty if it has none."),
  nullableColumn("TargetResourceId", "string", "Resource that a virtual-network flow log is switched on for."),
  column("LogVersion", "int32", "1 and 2: NSG flow log; 4: virtual-network flow log."),
  column("RecordTime", "timestamp", "Time of the record, UTC: when its tuples were flushed, cut to milliseconds."),
] as const satisfies readonly Column[];

/**
 * The traffic table: one row per UTC hour and per distinct combination of the columns from SrcIp to ResourceId, summed
 * over the flows table, for estates of which the flows are too many to load.
 */
export const trafficColumns = [
  column("Time", "timestamp", "Start of the hour, UTC."),
  column("SrcIp", "string", "Source address, IPv4 or IPv6, as in the log."),
  column("DestIp", "string", "Destination address, IPv4 or IPv6, as in the log."),
  column("DestPort", "int32", "Destination port, 0 to 65535."),
  column("Protocol", "string", "TCP, UDP, ICMP, ICMPv6, else the IANA protocol number as text."),
  column("Direction", "string", "Inbound or Outbound, as seen from the NIC."),
  column("Action", "string", "Allow or Deny."),
  column("Rule", "string", "Name of the security rule, as in the log; empty if the log has none."),
  column("ResourceId", "string", "Resource id of the NSG or of the flow log, as in the log; empty if it has none."),
  column("Flows", "int64", "Rows of the flows table."),
  column("Sessions", "int64", "Allowed flows that began: FlowState is Begin, or null as in version 1."),
  column(
    "UnmeasuredFlows",
    "int64",
    "Flows of which the log has no counter: they are not zero bytes, but not measured.",
  ),
  nullableColumn("PacketsSrcToDest", "int64", "Packets from source to destination; null where none were counted."),
  nullableColumn("BytesSrcToDest", "int64", "Bytes from source to destination; null where none were counted."),
  nullableColumn("PacketsDestToSrc", "int64", "Packets from destination to source; null where none were counted."),
  nullableColumn("BytesDestToSrc", "int64", "Bytes from destination to source; null where none were counted."),
] as const satisfies readonly Column[];

function column<N extends string, T extends ColumnType>(name: N, type: T, meaning: string) {
  return { name, type, nullable: false as const, meaning };
}

function nullableColumn<N extends string, T extends ColumnType>(name: N, type: T, meaning: string) {
  return { name, type, nullable: true as const, meaning };
}

interface TypeOf {
  /** Milliseconds since 1970 UTC. */
  timestamp: number;
  string: string;
  int32: number;
  int64: bigint;
}

/** One row, by column name. Timestamps are milliseconds since 1970 UTC. */
export type FlowRow = {
  readonly [C in (typeof flowColumns)[number] as C["name"]]:
    TypeOf[C["type"]] | (C["nullable"] extends true ? null : never);
};
