import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import type { FileMetaData } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import type { Destination, RandomAccess } from "../../../prep/destination/destination.ts";
import { PrepError } from "../../../prep/errors.ts";
import { magic } from "../../../prep/sink/parquetFile.ts";
import { readMetadata } from "../../../prep/sink/readRowGroup.ts";
import { checkFiles } from "../../../prep/verify/checkFiles.ts";
import { countParquet } from "../../../prep/verify/countFile.ts";
import { createFindings } from "../../../prep/verify/findings.ts";
import { parseLedgerLine } from "../../../prep/verify/ledgerEntry.ts";
import { day, hour12, makeTables, noon } from "./tables.ts";

const hourMs = noon * 1000;

function accessOf(bytes: Buffer): RandomAccess {
  const content = new Uint8Array(bytes).buffer;
  return { byteLength: bytes.length, slice: (start, end) => Promise.resolve(content.slice(start, end)) };
}

/** The file with another end. */
async function withMetadata(bytes: Buffer, change: (metadata: FileMetaData) => FileMetaData): Promise<RandomAccess> {
  const metadata = await readMetadata(accessOf(bytes));
  const writer = new ByteWriter();
  writeMetadata(writer, change(metadata), Infinity);
  writer.appendBytes(magic);
  const body = bytes.subarray(0, bytes.length - metadata.metadata_length - 8);
  return accessOf(Buffer.concat([body, writer.getBytes()]));
}

test("a Parquet file whose end tells other rows than it has cannot be read", async (context) => {
  const { out } = await makeTables(context);
  const bytes = await readFile(path.join(out, hour12, "flows.parquet"));
  const same = await withMetadata(bytes, (metadata) => metadata);
  assert.equal((await countParquet(same, hourMs)).tally.rows, 4);
  const other = await withMetadata(bytes, (metadata) => ({ ...metadata, num_rows: 5n }));
  await assert.rejects(countParquet(other, hourMs), /^RangeError: 4 rows where its end says 5$/);
});

test("a row group that tells more rows than it has cannot be read", async (context) => {
  const { out } = await makeTables(context);
  const bytes = await readFile(path.join(out, hour12, "flows.parquet"));
  const other = await withMetadata(bytes, (metadata) => ({
    ...metadata,
    num_rows: 5n,
    row_groups: metadata.row_groups.map((group) => ({ ...group, num_rows: 5n })),
  }));
  await assert.rejects(countParquet(other, hourMs), /^RangeError: 4 values of Time in a row group of 5 rows$/);
});

test("a place that fails while it is read is no damage of the file", async (context) => {
  const { out } = await makeTables(context);
  const [line = ""] = (await readFile(path.join(out, day), "utf8")).split("\n");
  const files = new Map(parseLedgerLine(line).files.map((file) => [file.path, file]));
  const failure = new PrepError("destination", "another run has taken over");
  const read = (): Promise<RandomAccess> => Promise.resolve({ byteLength: 1000, slice: () => Promise.reject(failure) });
  const check = {
    destination: { read } as unknown as Destination,
    findings: createFindings(),
    signal: new AbortController().signal,
  };
  await assert.rejects(checkFiles(check, [...files.keys()], files), failure);
});
