import assert from "node:assert/strict";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { closeCheckpoint, openCheckpoint, type Checkpoint } from "../../../prep/checkpoint/checkpoint.ts";
import {
  deleteFile,
  getFile,
  listFiles,
  listHours,
  putFile,
  type KnownFile,
} from "../../../prep/checkpoint/tableFiles.ts";
import { createTally } from "../../../prep/columns/tally.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const hourMs = 3_600_000;
const flows: KnownFile = {
  path: "flows/date=2018-11-13/hour=12/flows.parquet",
  kind: "parquet",
  hourMs: Date.UTC(2018, 10, 13, 12),
  bytes: 2 ** 40,
  segments: [
    { lineage: 1, rows: 3 },
    { lineage: 2 ** 31 - 1, rows: 2 ** 31 },
    { lineage: 1, rows: 1 },
  ],
  tally: {
    rows: 2 ** 31 + 4,
    sums: { PacketsSrcToDest: 2n ** 70n, BytesSrcToDest: 0n, PacketsDestToSrc: 1n, BytesDestToSrc: 2n },
    nulls: { PacketsSrcToDest: 1, BytesSrcToDest: 2, PacketsDestToSrc: 3, BytesDestToSrc: 0 },
  },
};
const rejects: KnownFile = {
  path: "rejects/it's.jsonl",
  kind: "rejects",
  hourMs: undefined,
  bytes: 0,
  segments: [],
  tally: createTally(),
};

async function checkpointIn(context: TestContext): Promise<Checkpoint> {
  const checkpoint = openCheckpoint(path.join(await temporaryFolder(context), "checkpoint.sqlite"));
  context.after(() => {
    closeCheckpoint(checkpoint);
  });
  return checkpoint;
}

test("a file comes back as it was, until it is deleted", async (context) => {
  const checkpoint = await checkpointIn(context);
  const first: KnownFile = { ...flows, path: "flows/date=1970-01-01/hour=00/flows.csv", kind: "csv", hourMs: 0 };
  for (const file of [flows, rejects, first]) putFile(checkpoint, file);
  for (const file of [flows, rejects, first]) assert.deepEqual(getFile(checkpoint, file.path), file);
  assert.deepEqual([...listFiles(checkpoint)], [first, flows, rejects]);
  deleteFile(checkpoint, flows.path);
  assert.equal(getFile(checkpoint, flows.path), undefined);
  assert.deepEqual([...listFiles(checkpoint)], [first, rejects]);
});

test("a file that is put again has its last values", async (context) => {
  const checkpoint = await checkpointIn(context);
  putFile(checkpoint, flows);
  putFile(checkpoint, { ...flows, segments: [], bytes: 1 });
  assert.deepEqual([...listFiles(checkpoint)], [{ ...flows, segments: [], bytes: 1 }]);
});

test("hours are those whose rows can lie in a span, each once, rejects in none", async (context) => {
  const checkpoint = await checkpointIn(context);
  putFile(checkpoint, rejects);
  for (const hour of [0, 1, 2, 3]) {
    for (const kind of ["csv", "parquet"] as const) {
      putFile(checkpoint, { ...flows, kind, path: `flows/${hour}.${kind}`, hourMs: hour * hourMs });
    }
  }
  const hoursIn = (minMs: number, maxMs: number): number[] =>
    listHours(checkpoint, { minMs, maxMs }).map((ms) => ms / hourMs);
  assert.deepEqual(hoursIn(hourMs, 2 * hourMs), [1, 2]);
  assert.deepEqual(hoursIn(hourMs, 2 * hourMs - 1), [1]);
  assert.deepEqual(hoursIn(hourMs - 1, hourMs - 1), [0]);
  assert.deepEqual(hoursIn(hourMs + 5, hourMs + 5), [1]);
  assert.deepEqual(hoursIn(0, 10 * hourMs), [0, 1, 2, 3]);
  assert.deepEqual(hoursIn(4 * hourMs, 10 * hourMs), []);
});
