import type { Compression } from "../../prep/sink/parquet.ts";
import {
  documentOfAllTexts,
  documentOfGroups,
  documentOfRecords,
  documentOfTexts,
  documentsOfPorts,
  readingsOfAllVersions,
} from "./kernelDocuments.ts";
import * as fields from "./kernelFields.ts";
import { logBy } from "./logText.ts";

/** Logs whose rows the kernel may get wrong, or the Parquet and CSV that it makes of them. */
export interface KernelTable {
  readonly name: string;
  readonly compression: Compression;
  /** Documents that are in the kernel together, each of them a reading; one fill after the other. Made on demand. */
  readonly fills: () => readonly (readonly string[])[];
  /** Of how many hours the rows are; each has a file of its own. One, unless it says more. */
  readonly hours?: number;
  /** Rows that the kernel has room for, where it is not the usual kernel. */
  readonly room?: number;
}

/** Rows that the usual kernel has room for. */
export const kernelRoom = 1 << 17;

/** Beginnings, ends and lengths of what the encodings pack together; from 4,096 values on a dictionary may be given up. */
const fewRows = [7, 8, 9, 63, 64, 65, 503, 504];
const moreRows = [505, 1000, 4095, 4096, 4097];

export const kernelTables: readonly KernelTable[] = [
  rowGroups("one row of each version", () =>
    ([1, 2, 4] as const).map((version) => logBy(version, 1, fields.variedFields)),
  ),
  rowGroups(`row groups of ${fewRows.join(", ")} rows`, () => fewRows.map(variedRows)),
  rowGroups(`row groups of ${moreRows.join(", ")} rows`, () => moreRows.map(variedRows)),
  table("all counters null", () => logBy(1, 1000, fields.variedFields)),
  ...compressed("counters that are null at random", () => logBy(2, 5000, fields.fieldsWithNulls)),
  table("the smallest and the largest counters, sums beyond 2^64", () => logBy(4, 1000, fields.largeCounters)),
  table("as many distinct values as a dictionary takes, and one more", () => logBy(4, 10_000, fields.halfDistinct)),
  table("counters that are distinct at first", () => logBy(2, 10_000, fields.distinctAtFirst)),
  table("codes of 1 to 14 bits", () => logBy(4, 20_000, fields.codesOfAnyWidth)),
  ...compressed("runs of 1 to 40 rows", () => logBy(4, 5000, fields.runFields)),
  table("long runs with a row before them and behind them", () => logBy(4, 20_002, fields.longRuns)),
  table("each row in a millisecond of its own", () => logBy(4, 10_000, fields.ownMillisecond)),
  ...compressed("texts of any Unicode", documentOfTexts),
  table("10,000 groups of one tuple", documentOfGroups),
  table("10,000 records of one tuple", documentOfRecords),
  { ...table("three hours in turn", () => logBy(4, 3000, fields.fieldsOfThreeHours)), hours: 3 },
  {
    ...table("two hours in turn, too often for one kernel", () => logBy(2, 17_000, fields.fieldsOfTwoHours)),
    hours: 2,
  },
  { name: "four readings in one kernel", compression: "snappy", fills: () => [readingsOfAllVersions()], hours: 2 },
  rowGroups("all ports and protocols in one row group, not in the next", documentsOfPorts, "zstd"),
  { ...table("more rows than there is room for", () => logBy(2, 5000, fields.variedFields)), room: 2500 },
  { ...table("131,073 addresses", () => logBy(2, 131_073, fields.fieldsOfManyAddresses)), room: 140_000 },
  { ...table("half of the values distinct in a full kernel", () => logBy(2, 1024, fields.fullHalf)), room: 1024 },
  table("a rule without a name, where no other text has room", documentOfAllTexts),
];

function variedRows(count: number): string {
  return logBy(4, count, fields.variedFields);
}

function table(name: string, document: () => string, compression: Compression = "snappy"): KernelTable {
  return { name, compression, fills: () => [[document()]] };
}

/** A fill of the kernel for each document. */
function rowGroups(name: string, documents: () => string[], compression: Compression = "snappy"): KernelTable {
  return { name, compression, fills: () => documents().map((document) => [document]) };
}

function compressed(name: string, document: () => string): KernelTable[] {
  const others: readonly Compression[] = ["zstd", "none"];
  return [table(name, document), ...others.map((other) => table(`${name}, ${other}`, document, other))];
}
