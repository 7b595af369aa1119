/** The columns of the flows table that the preview needs. */
export const flowColumns = ["Time", "SrcIp", "DestIp", "Rule", "Action", "BytesSrcToDest", "BytesDestToSrc"] as const;

export type FlowColumn = (typeof flowColumns)[number];

/** Some rows, column by column; every array is `rowCount` long. */
export interface FlowBatch {
  readonly rowCount: number;
  /** Milliseconds since 1970. */
  readonly timeMs: ArrayLike<number>;
  readonly texts: Readonly<Record<"SrcIp" | "DestIp" | "Rule" | "Action", ArrayLike<string>>>;
  /** Null or undefined where the log has nothing. */
  readonly bytes: Readonly<Record<"BytesSrcToDest" | "BytesDestToSrc", ArrayLike<bigint | null | undefined>>>;
}
