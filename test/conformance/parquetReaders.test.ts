import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { judgedFiles } from "../helpers/judgedFiles.ts";
import { parquetJudges } from "../helpers/parquetJudges.ts";
import { checkReading, writtenOf } from "../helpers/parquetReading.ts";
import { temporaryFolder } from "../helpers/runCli.ts";

for (const { name, refusedBy, make } of judgedFiles) {
  test(`readers in Node find what was written: ${name}`, async (context) => {
    const { bytes, rowGroups, checkOthers } = await make();
    if (checkOthers) await context.test("all rows went the quick way; CSV, sums and lineages", checkOthers);
    const written = writtenOf(rowGroups);
    const file = path.join(await temporaryFolder(context), "flows.parquet");
    await writeFile(file, bytes);
    for (const [judge, read] of Object.entries(parquetJudges)) {
      await context.test(judge, async () => {
        if (judge === refusedBy) await assert.rejects(read(file));
        else checkReading(await read(file), written);
      });
    }
  });
}
