import { DuckDBInstance } from "@duckdb/node-api";

/** Rows of a query, as JSON values: 64-bit integers and times are strings. DuckDB shares no code with prep. */
export async function query(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The flows table of an output folder, as a FROM clause. */
export function flowsParquet(folder: string): string {
  return `read_parquet('${folder}/flows/**/*.parquet', hive_partitioning = false)`;
}

/** The same from CSV, with the types of the Parquet files. */
export function flowsCsv(folder: string): string {
  const types = [
    ...["Time", "RecordTime"].map((name) => `'${name}': 'TIMESTAMPTZ'`),
    ...["SrcPort", "DestPort", "LogVersion"].map((name) => `'${name}': 'INTEGER'`),
    ...["PacketsSrcToDest", "BytesSrcToDest", "PacketsDestToSrc", "BytesDestToSrc"].map(
      (name) => `'${name}': 'BIGINT'`,
    ),
    ...["SrcIp", "DestIp", "Protocol", "Direction", "Action", "Rule", "FlowState", "Encryption", "Mac"].map(
      (name) => `'${name}': 'VARCHAR'`,
    ),
    ...["AclId", "ResourceId", "TargetResourceId"].map((name) => `'${name}': 'VARCHAR'`),
  ];
  return `read_csv('${folder}/flows/**/*.csv', hive_partitioning = false, header = true, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false, types = {${types.join(", ")}})`;
}
