/** Columns that every table has to have. */
export const requiredColumns = [
  "Time",
  "SrcIp",
  "DestIp",
  "Rule",
  "Action",
  "BytesSrcToDest",
  "BytesDestToSrc",
] as const;

/** Columns that are read where they are there; the last three only hourly totals have. */
export const optionalColumns = [
  ...([
    "DestPort",
    "Protocol",
    "Direction",
    "ResourceId",
    "FlowState",
    "PacketsSrcToDest",
    "PacketsDestToSrc",
  ] as const),
  ...(["Flows", "Sessions", "UnmeasuredFlows"] as const),
];

/** Some rows of flows or of hourly totals, column by column; every array is `rowCount` long. */
export interface FlowBatch {
  readonly rowCount: number;
  /** Milliseconds since 1970. */
  readonly timeMs: ArrayLike<number>;
  /** Undefined where the table does not have the column; null or undefined where the log has nothing. */
  readonly texts: (column: string) => ArrayLike<string | number | null | undefined> | undefined;
  /** The same for whole numbers. */
  readonly counts: (column: string) => ArrayLike<bigint | number | null | undefined> | undefined;
}

/** Which columns to read of those that a table has; throws where one is missing that has to be there. */
export function chooseColumns(names: readonly string[], filePath: string): string[] {
  const missing = requiredColumns.find((column) => !names.includes(column));
  if (missing !== undefined) throw new Error(`no column "${missing}" in ${filePath}; is it a flows table?`);
  return [...requiredColumns, ...optionalColumns].filter((column) => names.includes(column));
}
