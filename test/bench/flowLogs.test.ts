import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { rm } from "node:fs/promises";
import { writeContainer, type ContainerShape } from "../../bench/flowLogs/container.ts";
import { readFlowRecord, type FlowRecord } from "../../prep/scan/flowRecord.ts";
import { parseFlowTuple, TupleReject, type FlowTuple } from "../../prep/scan/flowTuple.ts";

const tiny: ContainerShape = {
  ...{ name: "tiny", version: 2, files: 6, version1Files: 0 },
  ...{ fileBytes: 60_000, groups: 3, nicsPerGroup: 1 },
};

test("logs of version 2 and 1 hold the tuples that the generator tells", (context) => {
  const { folder, totals } = writeContainer(createFolder(context), { ...tiny, version1Files: 2 });
  const records = readRecords(folder);
  assert.deepEqual(tally(records), totals);
  assert.deepEqual(new Set(records.flatMap(({ groups }) => groups.map(({ version }) => version))), new Set([1, 2]));
});

test("logs of version 4 hold the tuples that the generator tells", (context) => {
  const { folder, totals } = writeContainer(createFolder(context), { ...tiny, version: 4 });
  const records = readRecords(folder);
  assert.deepEqual(tally(records), totals);
  assert.deepEqual(new Set(records.flatMap(({ groups }) => groups.map(({ version }) => version))), new Set([4]));
});

test("tuples begin, continue, end and are denied", (context) => {
  const { folder } = writeContainer(createFolder(context), { ...tiny, version: 4 });
  const states = new Set(listTuples(readRecords(folder)).map(({ flowState }) => flowState));
  assert.deepEqual(states, new Set(["Begin", "Continuing", "End", "Deny"]));
});

test("a log is of the size that was asked for, in records of at most 32 KB that share the time of their flush", (context) => {
  const shape = { ...tiny, files: 1, fileBytes: 4_000_000 };
  const { folder, bytes } = writeContainer(createFolder(context), shape);
  const [text = ""] = readLogs(folder);
  const { records } = JSON.parse(text) as { records: { time: string }[] };
  assert.equal(bytes, text.length);
  assert.ok(Math.abs(bytes - shape.fileBytes) < 2_000, `${bytes} bytes`);
  assert.ok(Math.max(...records.map((record) => JSON.stringify(record).length)) <= 32_500);
  assert.equal(new Set(records.map(({ time }) => time)).size, 60);
  assert.ok(records.length > 120, `${records.length} records`);
  assert.equal(JSON.stringify({ records }), text);
});

test("the same shape gives the same logs, another name gives others", (context) => {
  const logs = [tiny, tiny, { ...tiny, name: "other" }].map((shape) => {
    return readLogs(writeContainer(createFolder(context), shape).folder);
  });
  assert.deepEqual(logs[0], logs[1]);
  assert.notDeepEqual(logs[0], logs[2]);
});

function createFolder(context: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "flow-chord-logs-"));
  context.after(() => rm(folder, { recursive: true }));
  return folder;
}

function readLogs(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("PT1H.json"));
  return names.sort().map((name) => readFileSync(path.join(folder, name), "latin1"));
}

/** As prep's careful path reads them: nothing in them may be a problem. */
function readRecords(folder: string): FlowRecord[] {
  return readLogs(folder)
    .flatMap((text) => (JSON.parse(text) as { records: unknown[] }).records)
    .map((record) => {
      const reading = readFlowRecord(record, undefined);
      if (reading.kind !== "flow" || reading.problems.length > 0) throw new Error(JSON.stringify(reading));
      return reading;
    });
}

function listTuples(records: readonly FlowRecord[]): FlowTuple[] {
  return records
    .flatMap(({ groups }) => groups)
    .flatMap(({ tuples, version }) =>
      tuples.map((text) => {
        const tuple = typeof version === "number" ? parseFlowTuple(String(text), version) : new TupleReject(version);
        if (tuple instanceof TupleReject) throw tuple;
        return tuple;
      }),
    );
}

function tally(records: readonly FlowRecord[]): { rows: number; sums: number[] } {
  const tuples = listTuples(records);
  const columns = ["packetsSrcToDest", "bytesSrcToDest", "packetsDestToSrc", "bytesDestToSrc"] as const;
  const sums = columns.map((column) => tuples.reduce((sum, tuple) => sum + Number(tuple[column] ?? 0n), 0));
  return { rows: tuples.length, sums };
}
