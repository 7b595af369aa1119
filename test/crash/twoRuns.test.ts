import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { startAzurite } from "../../scripts/estate/azurite.ts";
import { downloadContainer } from "../helpers/downloadContainer.ts";
import { flattenAtOnce, readFlat } from "../helpers/flatRows.ts";
import { checkAllTraffic } from "../helpers/traffic.ts";
import { nsgRecord, tupleAt } from "../helpers/records.ts";
import { runCli, temporaryFolder } from "../helpers/runCli.ts";

const startS = Date.UTC(2026, 10, 22, 6) / 1000;
const text = JSON.stringify({
  records: [nsgRecord(Array.from({ length: 40 }, (_, index) => tupleAt(startS + index)))],
});

describe("several runs at once on one destination", () => {
  test("a folder: one writes, the others leave with its name, and the rows stand once", async (context) => {
    const { logs, folder } = await writeLogs(context);
    const out = path.join(folder, "out");
    const results = await runAtOnce(logs, out, {});
    checkResults(results);
    assert.deepEqual(await readFlat(out), await flattenAtOnce("a.json", Buffer.from(text)));
    await checkAllTraffic(out);
  });

  test("a container: one writes, the others leave with its name, and the rows stand once", async (context) => {
    const azurite = await startAzurite();
    context.after(() => azurite.stop());
    const { logs } = await writeLogs(context);
    const env = { AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString };
    checkResults(await runAtOnce(logs, `${azurite.blobEndpoint}/tables`, env));
    const folder = await downloadContainer(context, azurite, "tables");
    assert.deepEqual(await readFlat(folder), await flattenAtOnce("a.json", Buffer.from(text)));
    await checkAllTraffic(folder);
  });
});

async function writeLogs(context: Parameters<typeof temporaryFolder>[0]) {
  const folder = await temporaryFolder(context);
  const logs = path.join(folder, "logs");
  await mkdir(logs);
  await writeFile(path.join(logs, "a.json"), text);
  return { folder, logs };
}

function runAtOnce(logs: string, out: string, env: Readonly<Record<string, string>>) {
  return Promise.all(
    Array.from({ length: 5 }, () => runCli(["prep", logs, "--out", out, "--format", "both"], { env })),
  );
}

function checkResults(results: readonly { readonly status: number | null; readonly stderr: string }[]): void {
  const done = results.filter(({ status }) => status === 0);
  const others = results.filter(({ status }) => status !== 0);
  assert.ok(done.length >= 1, "no run was let in");
  for (const { status, stderr } of others) {
    assert.equal(status, 1);
    assert.match(stderr, /another run is writing to/);
  }
}
