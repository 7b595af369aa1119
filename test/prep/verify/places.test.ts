import assert from "node:assert/strict";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { openDestination } from "../../../prep/destination/openDestination.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { checkpointFile, day, differencesOf, hour12, makeTables, verifyHere } from "./tables.ts";

const noLogin = { connectionString: undefined, sas: undefined };

describe("a place that cannot be verified", () => {
  test("is not made where it is missing", async (context) => {
    const folder = await temporaryFolder(context);
    const out = path.join(folder, "missing");
    await assert.rejects(verifyHere(out), { code: "destination", message: `there are no tables in ${out}` });
    await assert.rejects(stat(out), { code: "ENOENT" });
  });

  test("is left as it is where it holds other files", async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(path.join(folder, "notes.txt"), "mine");
    await assert.rejects(verifyHere(folder), { message: `there are no tables in ${folder}` });
    await assert.rejects(stat(path.join(folder, "_state")), { code: "ENOENT" });
  });

  test("is another run's", async (context) => {
    const { out } = await makeTables(context);
    const other = await openDestination(out, { login: noLogin, runId: "other" });
    try {
      await assert.rejects(verifyHere(out), /another run is writing to /);
    } finally {
      await other.close();
    }
    assert.deepEqual(await differencesOf(out), []);
  });

  test("comes with a secret", async () => {
    const secret = "https://a.blob.core.windows.net/c?sv=1&sig=SECRET";
    for (const verifying of [verifyHere(secret), verifyHere("out", [secret])]) {
      await assert.rejects(verifying, (error: Error) => {
        assert.match(error.message, /put the SAS into AZURE_STORAGE_SAS_TOKEN/);
        assert.doesNotMatch(error.message, /SECRET/);
        return true;
      });
    }
  });

  test("is stopped in words", async (context) => {
    const { out } = await makeTables(context);
    await assert.rejects(verifyHere(out, [], { signal: AbortSignal.abort() }), { code: "stopped" });
    assert.deepEqual(await differencesOf(out), []);
  });
});

test("verifying changes no file", async (context) => {
  const { out, logs } = await makeTables(context);
  const files = [day, checkpointFile, `${hour12}/flows.csv`, `${hour12}/flows.parquet`];
  const read = () => Promise.all(files.map((file) => readFile(path.join(out, file), "base64")));
  const before = await read();
  await verifyHere(out, [logs]);
  assert.deepEqual(await read(), before);
  await assert.rejects(stat(path.join(out, "_staging")), { code: "ENOENT" });
});
