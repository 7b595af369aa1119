import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import {
  closeCheckpoint,
  openCheckpoint,
  packCheckpoint,
  unpackCheckpoint,
} from "../../../prep/checkpoint/checkpoint.ts";
import { readFlat } from "../../helpers/flatRows.ts";
import { ledgerIn, logOf, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const noon = 1542110400;

const wrongs = {
  "a sum": "UPDATE blob SET sums = '1 2 3 4'",
  "a number of nulls": "UPDATE blob SET nulls = '9 0 0 0'",
  "a number of rows": "UPDATE blob SET counts = replace(counts, '2', '3')",
};

for (const [what, sql] of Object.entries(wrongs)) {
  test(`${what} that does not add up fails the run before anything is committed`, async (context) => {
    const folder = await temporaryFolder(context);
    const [logs, out] = [path.join(folder, "logs"), path.join(folder, "out")];
    await writeLog(logs, "a.json", logOf([tupleAt(noon), tupleAt(noon + 1)]));
    await prepHere([logs], { out });
    const before = [await readFlat(out), await ledgerIn(out)];
    await changeCheckpoint(out, path.join(folder, "checkpoint"), sql);
    await writeLog(logs, "a.json", logOf([tupleAt(noon + 5)]));
    await assert.rejects(prepHere([logs], { out }), /counts do not add up: .*; nothing was written/);
    assert.deepEqual([await readFlat(out), await ledgerIn(out)], before);
    await prepHere([logs], { out, full: true });
    assert.equal((await readFlat(out)).rows.length, 1);
  });
}

async function changeCheckpoint(out: string, file: string, sql: string): Promise<void> {
  const packed = path.join(out, "_state", "checkpoint.sqlite.zst");
  await unpackCheckpoint(packed, file);
  const checkpoint = openCheckpoint(file);
  checkpoint.database.exec(sql);
  closeCheckpoint(checkpoint);
  await packCheckpoint(file, packed);
}
