import type { Format } from "./prepCases.ts";

/** What differs between the two kinds of flow logs. */
interface Kind {
  /** The type of a record, with nothing but what the table needs. */
  readonly record: string;
  /** From `records` to `lists`, each of the tuples of one rule. */
  readonly lists: string;
  /** From there to tuples, each with what is known of its record, rule, NIC and access control list. */
  readonly tuples: string;
  readonly microsPerUnit: number;
  readonly protocol: string;
  readonly action: string;
  readonly flowState: string;
  readonly encryption: string;
}

const nsg: Kind = {
  record: `STRUCT("time" VARCHAR, resourceId VARCHAR, properties STRUCT("Version" INTEGER, flows STRUCT("rule" VARCHAR, flows STRUCT(mac VARCHAR, flowTuples VARCHAR[])[])[]))`,
  lists: `
    flows AS (SELECT "time", resourceId, properties."Version" AS version, unnest(properties.flows) AS flow FROM records),
    lists AS (SELECT "time", resourceId, version, flow."rule" AS ruleName, unnest(flow.flows) AS list FROM flows)`,
  tuples: `SELECT "time", resourceId, NULL::VARCHAR AS target, version, ruleName, NULL::VARCHAR AS aclId, list.mac AS mac, unnest(list.flowTuples) AS tuple FROM lists`,
  microsPerUnit: 1_000_000,
  protocol: `CASE ${field(6)} WHEN 'T' THEN 'TCP' WHEN 'U' THEN 'UDP' END`,
  action: `CASE ${field(8)} WHEN 'A' THEN 'Allow' WHEN 'D' THEN 'Deny' END`,
  flowState: `CASE ${field(9)} WHEN 'B' THEN 'Begin' WHEN 'C' THEN 'Continuing' WHEN 'E' THEN 'End' END`,
  encryption: "NULL::VARCHAR",
};

const vnet: Kind = {
  record: `STRUCT("time" VARCHAR, macAddress VARCHAR, flowLogResourceID VARCHAR, targetResourceID VARCHAR, flowRecords STRUCT(flows STRUCT(aclID VARCHAR, flowGroups STRUCT("rule" VARCHAR, flowTuples VARCHAR[])[])[]))`,
  lists: `
    flows AS (SELECT "time", flowLogResourceID AS resourceId, targetResourceID AS target, macAddress AS mac, unnest(flowRecords.flows) AS flow FROM records),
    lists AS (SELECT "time", resourceId, target, mac, flow.aclID AS aclId, unnest(flow.flowGroups) AS list FROM flows)`,
  tuples: `SELECT "time", resourceId, target, 4 AS version, list."rule" AS ruleName, aclId, mac, unnest(list.flowTuples) AS tuple FROM lists`,
  microsPerUnit: 1000,
  protocol: `CASE ${field(6)} WHEN '6' THEN 'TCP' WHEN '17' THEN 'UDP' WHEN '1' THEN 'ICMP' WHEN '58' THEN 'ICMPv6' ELSE ${field(6)} END`,
  action: `CASE ${field(8)} WHEN 'D' THEN 'Deny' ELSE 'Allow' END`,
  flowState: `CASE ${field(8)} WHEN 'B' THEN 'Begin' WHEN 'C' THEN 'Continuing' WHEN 'E' THEN 'End' WHEN 'D' THEN 'Deny' END`,
  encryption: `NULLIF(${field(9)}, '')`,
};

/** The logs, `**` for folders, and the bytes of the longest one. */
export interface Logs {
  readonly files: string;
  readonly kind: "nsg" | "vnet";
  readonly longest: number;
  readonly isFewerThanCores: boolean;
}

/**
 * DuckDB makes the flows table of all logs, in one file. Of the formulations that were tried this is the quickest: the
 * shape of the logs is told, lists are unnested one after the other, a tuple is split (DuckDB sees that all splits of it
 * are one), bloom filters are left out. It reads a log in one thread: where that leaves others idle, tuples are put
 * together first and then split in all of them. It does not look whether a field is good.
 */
export function buildCopy({ files, kind, longest, isFewerThanCores }: Logs, file: string, format: Format): string {
  const { record, lists, tuples, microsPerUnit, protocol, action, flowState, encryption } = { nsg, vnet }[kind];
  // CSV has no types: the text of a time without a zone is made sooner.
  const timestamp = { parquet: "TIMESTAMPTZ", csv: "TIMESTAMP" }[format];
  const options = { parquet: "FORMAT parquet, COMPRESSION zstd, WRITE_BLOOM_FILTER false", csv: "FORMAT csv, HEADER" };
  return `COPY (
    WITH logs AS (SELECT unnest(records) AS record FROM read_json('${files}', hive_partitioning = false,
      format = 'newline_delimited', columns = {records: '${record}[]'}, maximum_object_size = ${longest})),
    records AS (SELECT record.* REPLACE (date_trunc('milliseconds', record."time"::TIMESTAMP) AS "time") FROM logs),
    ${lists},
    tuples AS ${isFewerThanCores ? "MATERIALIZED" : ""} (${tuples})
    SELECT make_timestamp(${field(1)}::BIGINT * ${microsPerUnit})::${timestamp} AS "Time",
      ${field(2)} AS SrcIp, ${field(3)} AS DestIp, ${field(4)}::INTEGER AS SrcPort, ${field(5)}::INTEGER AS DestPort,
      ${protocol} AS Protocol, CASE ${field(7)} WHEN 'I' THEN 'Inbound' WHEN 'O' THEN 'Outbound' END AS Direction,
      ${action} AS "Action", ruleName AS "Rule", ${flowState} AS FlowState, ${encryption} AS Encryption,
      NULLIF(${field(10)}, '')::BIGINT AS PacketsSrcToDest, NULLIF(${field(11)}, '')::BIGINT AS BytesSrcToDest,
      NULLIF(${field(12)}, '')::BIGINT AS PacketsDestToSrc, NULLIF(${field(13)}, '')::BIGINT AS BytesDestToSrc,
      mac AS Mac, aclId AS AclId, resourceId AS ResourceId, target AS TargetResourceId, version AS LogVersion,
      "time"::${timestamp} AS RecordTime
    FROM tuples) TO '${file}' (${options[format]})`;
}

/** A field of the tuple, the first one is 1. */
function field(index: number): string {
  return `string_split(tuple, ',')[${index}]`;
}
