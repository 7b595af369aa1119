import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { BlobServiceClient } from "@azure/storage-blob";
import { startAzurite } from "../../../scripts/estate/azurite.ts";
import { readFlat } from "../../helpers/flatRows.ts";
import { blobName, logOf, timesIn, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const noon = 1542110400;

async function foldersIn(context: TestContext) {
  const folder = await temporaryFolder(context);
  return { folder, logs: path.join(folder, "logs"), out: path.join(folder, "out") };
}

test("a file that two sources lead to is read once, also when it grows and is rewritten", async (context) => {
  const { folder, out } = await foldersIn(context);
  const sources = [path.join(folder, "A"), path.join(folder, "B")];
  for (const source of sources) await mkdir(source);
  await mkdir(path.join(folder, "shared"));
  for (const source of sources) await symlink(path.join(folder, "shared"), path.join(source, "link"));
  for (const seconds of [[0], [0, 1], [5]]) {
    await writeLog(path.join(folder, "shared"), "a.json", logOf(seconds.map((second) => tupleAt(noon + second))));
    await prepHere(sources, { out });
    assert.deepEqual(
      await timesIn(out),
      seconds.map((second) => noon + second),
    );
  }
});

test("a container is the same however its URL is written", async (context) => {
  const azurite = await startAzurite();
  context.after(() => azurite.stop());
  const { connectionString, blobEndpoint } = azurite;
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient("logs");
  await container.create();
  const log = logOf([tupleAt(noon)]);
  await container.getBlockBlobClient("a b/PT1H.json").upload(log, log.length);
  const { out } = await foldersIn(context);
  const login = { connectionString, sas: undefined };
  for (const way of ["logs", "l%6Fgs", "logs/", "/logs", "logs//a%20b", "logs/a b"]) {
    await prepHere([`${blobEndpoint}/${way}`], { out }, { login });
    assert.deepEqual(await timesIn(out), [noon], way);
  }
  await assert.rejects(
    prepHere([`${blobEndpoint}/logs`, `${blobEndpoint}//logs/a%20b`], { out }, { login }),
    /is read with/,
  );
});

test("names beyond the surrogates of UTF-16 are found again", async (context) => {
  const { logs, out } = await foldersIn(context);
  for (const name of ["😀.json", "！.json"]) await writeLog(logs, name, logOf([tupleAt(noon), tupleAt(noon + 3600)]));
  await prepHere([logs], { out, since: "2018-11-13T13:00Z" });
  assert.equal((await prepHere([logs], { out, since: "2018-11-13T13:00Z" })).blobsUnchanged, 2);
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), [noon, noon, noon + 3600, noon + 3600]);
});

test("a blob keeps its NIC and its rejects through a source that begins further down", async (context) => {
  const { logs, out } = await foldersIn(context);
  const name = blobName(12);
  const tuples = [tupleAt(noon), tupleAt(noon + 1)];
  await writeLog(logs, name, logOf(tuples).slice(0, -40));
  await prepHere([logs], { out });
  assert.equal((await readFlat(out)).rejects.length, 1);
  await writeLog(logs, name, logOf(tuples));
  await prepHere([path.join(logs, name)], { out });
  const { rows, rejects } = await readFlat(out);
  assert.deepEqual([rows.length, rejects], [2, []]);
});

test("--full leaves files of others below flows and rejects alone", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon)]));
  await prepHere([logs], { out });
  const others = ["flows/README.md", "flows/date=2018-11-13/notes.txt", "rejects/old/mine.csv"];
  for (const other of others) await writeLog(out, other, "mine");
  await prepHere([logs], { out, full: true });
  for (const other of others) assert.ok(existsSync(path.join(out, other)), other);
});
