import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { edgeTables } from "../helpers/edgeTables.ts";
import { parquetJudges } from "../helpers/parquetJudges.ts";
import { parquetOf } from "../helpers/parquetOf.ts";
import { checkReading, writtenOf } from "../helpers/parquetReading.ts";
import { temporaryFolder } from "../helpers/runCli.ts";

for (const { name, compression, rowGroups, refusedBy } of edgeTables) {
  test(`readers in Node find what was written: ${name}`, async (context) => {
    const rows = rowGroups();
    const written = writtenOf(rows);
    const file = path.join(await temporaryFolder(context), "flows.parquet");
    await writeFile(file, await parquetOf(rows, compression));
    for (const [judge, read] of Object.entries(parquetJudges)) {
      await context.test(judge, async () => {
        if (judge === refusedBy) await assert.rejects(read(file));
        else checkReading(await read(file), written);
      });
    }
  });
}
