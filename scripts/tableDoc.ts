import { writeFile } from "node:fs/promises";
import path from "node:path";
import { flowColumns, trafficColumns, type Column, type ColumnType } from "../prep/columns/schema.ts";

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
  return `# The tables

## Flows

One row per flow tuple, in \`flows/date=YYYY-MM-DD/hour=HH/\` by \`Time\` (UTC), as Parquet, as CSV or as both. This page is
made from \`prep/columns/schema.ts\` by \`node scripts/tableDoc.ts\`; a test compares the two.

${formatColumns(flowColumns)}

- **Null is not zero.** A counter is null where the log has nothing: version 1, and tuples that begin or deny a flow.
- Counters of \`Continuing\` and \`End\` tuples are what came since the flow's tuple before: they may be summed.
- **CSV**: RFC 4180 with a header row, UTF-8, LF. Null is an empty field, an empty string is \`""\`. Times are
  \`2018-11-13T12:00:02Z\`, with \`.123\` only where there are milliseconds.
- **Parquet**: data pages of version 1, PLAIN and dictionary encodings, signed integers, snappy by default.

## Traffic

Hourly totals, in \`traffic/date=YYYY-MM-DD/hour=HH/\`: one row per hour and distinct combination of the columns from SrcIp
to ResourceId, in the same formats, written in the same commit as the flows that it sums. For estates of which the flows are
too many to load; \`--no-traffic\` leaves it out.

${formatColumns(trafficColumns)}

- The sums of an hour are those of its flows: a run that would write others fails, and \`flow-chord verify\` counts again.
- A sum that 63 bits do not hold goes on in another row of the same combination.
`;
}

function formatColumns(columns: readonly Column[]): string {
  const rows = columns.map(
    ({ name, type, nullable, meaning }) => `| ${name} | ${typeNames[type]} | ${nullable ? "yes" : "no"} | ${meaning} |`,
  );
  return ["| column | type | null | meaning |", "|---|---|---|---|", ...rows].join("\n");
}

if (process.argv[1] === import.meta.filename) await writeFile(tableDocPath, formatTableDoc());
