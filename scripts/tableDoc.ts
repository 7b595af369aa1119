import { writeFile } from "node:fs/promises";
import path from "node:path";
import { flowColumns, type Column, type ColumnType } from "../prep/columns/schema.ts";

const typeNames: Readonly<Record<ColumnType, string>> = {
  timestamp: "timestamp, UTC (Parquet: INT64, TIMESTAMP micros)",
  string: "string",
  int32: "int32",
  int64: "int64",
};

/** docs/table.md, made from the schema. Run this file to write it again. */
export const tableDocPath = path.join(import.meta.dirname, "..", "docs", "table.md");

/** The whole text of docs/table.md. */
export function formatTableDoc(): string {
  const rows = flowColumns.map(
    ({ name, type, nullable, meaning }: Column) =>
      `| ${name} | ${typeNames[type]} | ${nullable ? "yes" : "no"} | ${meaning} |`,
  );
  return `# The flows table

One row per flow tuple, in \`flows/date=YYYY-MM-DD/hour=HH/\` by \`Time\` (UTC), as Parquet, as CSV or as both. This page is
made from \`prep/columns/schema.ts\` by \`node scripts/tableDoc.ts\`; a test compares the two.

| column | type | null | meaning |
|---|---|---|---|
${rows.join("\n")}

- **Null is not zero.** A counter is null where the log has nothing: version 1, and tuples that begin or deny a flow.
- Counters of \`Continuing\` and \`End\` tuples are what came since the flow's tuple before: they may be summed.
- **CSV**: RFC 4180 with a header row, UTF-8, LF. Null is an empty field, an empty string is \`""\`. Times are
  \`2018-11-13T12:00:02Z\`, with \`.123\` only where there are milliseconds.
- **Parquet**: data pages of version 1, PLAIN and dictionary encodings, signed integers, snappy by default.
`;
}

if (process.argv[1] === import.meta.filename) await writeFile(tableDocPath, formatTableDoc());
