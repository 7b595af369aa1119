import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { commitDestination, discardStaging, openDestination } from "../../../prep/sink/destination.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

async function stage(staging: string, file: string): Promise<void> {
  const place = path.join(staging, ...file.split("/"));
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, file);
}

test("nothing is in its place before the commit and everything after it", async (context) => {
  const root = await temporaryFolder(context);
  const destination = await openDestination(root);
  await stage(destination.staging, "flows/date=1/a.csv");
  assert.equal(existsSync(path.join(root, "flows")), false);
  await commitDestination(destination, ["flows/date=1/a.csv"]);
  assert.equal(existsSync(path.join(root, "flows", "date=1", "a.csv")), true);
  assert.deepEqual((await readdir(root)).sort(), ["_state", "flows"]);
});

test("a discarded run leaves the tables as they were", async (context) => {
  const root = await temporaryFolder(context);
  const first = await openDestination(root);
  await stage(first.staging, "flows/a.csv");
  await commitDestination(first, ["flows/a.csv"]);
  const second = await openDestination(root);
  await stage(second.staging, "flows/b.csv");
  await discardStaging(second);
  assert.deepEqual(await readdir(path.join(root, "flows")), ["a.csv"]);
});

test("what a run that died has staged is removed by the next one", async (context) => {
  const root = await temporaryFolder(context);
  const left = path.join(root, "_staging-999999999");
  await stage(left, "flows/a.csv");
  await openDestination(root);
  assert.equal(existsSync(left), false);
});

test("files of others in the destination are left alone", async (context) => {
  const root = await temporaryFolder(context);
  await writeFile(path.join(root, "notes.txt"), "mine");
  const destination = await openDestination(root);
  await stage(destination.staging, "flows/a.csv");
  await commitDestination(destination, ["flows/a.csv"]);
  await commitDestination(await openDestination(root), []);
  assert.deepEqual((await readdir(root)).sort(), ["_state", "notes.txt"]);
});

test("a damaged list of files is told and not guessed at", async (context) => {
  const root = await temporaryFolder(context);
  await mkdir(path.join(root, "_state"));
  await writeFile(path.join(root, "_state", "tables.json"), "{");
  await assert.rejects(openDestination(root), /tables\.json is damaged; remove .* and run again/);
});

test("a destination that is a file is told", async (context) => {
  const file = path.join(await temporaryFolder(context), "file");
  await writeFile(file, "");
  await assert.rejects(openDestination(file), /cannot write to .*file/);
});
