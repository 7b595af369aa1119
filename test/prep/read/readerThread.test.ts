import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import type { ReadJob } from "../../../prep/read/reader.ts";
import { createReaderThread } from "../../../prep/read/readerThread.ts";
import { createHourOffsets } from "../../../prep/sink/hourOffsets.ts";
import { readJob } from "../../helpers/readJob.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const inLogs = readJob("a.json", 9);
const job: ReadJob = { ...inLogs, place: "nowhere", blob: { ...inLogs.blob, origin: "/nowhere" } };

function threadIn(folder: string, signal: AbortSignal) {
  const settings = {
    file: path.join(folder, "spool"),
    hourFiles: { folder: path.join(folder, "hours"), offsets: createHourOffsets() },
    format: "parquet",
    compression: "none",
    traffic: true,
    firstLineage: 1,
    lineageStep: 1,
  } as const;
  const login = { connectionString: undefined, sas: undefined };
  return createReaderThread({ settings, login, destination: folder }, signal);
}

test("a spool that the disk does not take is told by its own error, whatever is asked", async (context) => {
  const folder = await temporaryFolder(context);
  const thread = threadIn(path.join(folder, "missing"), new AbortController().signal);
  const refused = { name: "PrepError", code: "destination", message: /^cannot write to .*spool: ENOENT/ };
  await assert.rejects(
    thread.read(job, () => undefined),
    refused,
  );
  await assert.rejects(thread.finish(), refused);
  await thread.close();
});

test("a blob that is not there is gone, and a reader without rows has none to give", async (context) => {
  const thread = threadIn(await temporaryFolder(context), new AbortController().signal);
  assert.deepEqual(await thread.read(job, () => undefined), { kind: "gone" });
  assert.deepEqual(await thread.finish(), { hours: [], rejects: [] });
  await thread.close();
});

test("after it was stopped a thread answers with the reason at once", async (context) => {
  const stop = new AbortController();
  const thread = threadIn(await temporaryFolder(context), stop.signal);
  const reading = thread.read(job, () => undefined);
  stop.abort(new RangeError("enough"));
  await assert.rejects(reading, { message: "enough" });
  await assert.rejects(thread.finish(), { message: "enough" });
  await thread.close();
});
