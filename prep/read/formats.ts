import { csvFormat } from "../sink/csv.ts";
import { parquetFormat } from "../sink/parquet.ts";
import type { TableFormat } from "../sink/tableFormat.ts";
import type { ReaderSettings } from "./reader.ts";

/** The formats of the tables, in the order in which they are written. */
export function formatsOf({ format, compression }: Pick<ReaderSettings, "format" | "compression">): TableFormat[] {
  const parquet = parquetFormat(compression);
  return { parquet: [parquet], csv: [csvFormat], both: [parquet, csvFormat] }[format];
}
