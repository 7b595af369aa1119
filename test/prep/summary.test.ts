import assert from "node:assert/strict";
import { test } from "node:test";
import { addReading, addSkipped, createSummary, formatJson, formatText } from "../../prep/summary.ts";
import { readText } from "../helpers/readings.ts";
import { logOf } from "../helpers/logs.ts";
import { tupleAt } from "../helpers/records.ts";

const noon = 1542110400;

test("readings add up, and tuples are rows, rejects and skips", async () => {
  const summary = createSummary("out");
  const denied = `${noon},10.0.0.4,192.0.2.10,1,2,T,I,D`;
  const range = { sinceMs: noon * 1000, untilMs: undefined };
  addReading(summary, await readText(logOf([tupleAt(noon), tupleAt(noon - 1), "bad"]), { range }));
  addReading(summary, await readText(logOf([denied], [tupleAt(noon)]), { range }));
  addSkipped(summary, 10);
  const { blobs, skippedBlobs, records, tuples, rows, allowed, rejectedTuples, skippedTuples } = summary;
  assert.deepEqual(
    { blobs, skippedBlobs, records, tuples, rows, allowed, denied: summary.denied, rejectedTuples, skippedTuples },
    {
      blobs: 2,
      skippedBlobs: 1,
      records: 3,
      tuples: 5,
      rows: 3,
      allowed: 2,
      denied: 1,
      rejectedTuples: 1,
      skippedTuples: 1,
    },
  );
  assert.equal((JSON.parse(formatJson(summary)) as { skipped: number }).skipped, 2);
});

test("a run that finds nothing new says so in one line", () => {
  const summary = { ...createSummary("out"), blobsUnchanged: 2, elapsedMs: 5 };
  assert.equal(formatText(summary), "nothing new in 2 blobs; the tables in out stay as they are");
});

test("people are told what was read, and of what there was nothing new", () => {
  const summary = {
    ...createSummary("out"),
    blobs: 1,
    rows: 1234,
    allowed: 1234,
    bytesRead: 1_500_000,
    elapsedMs: 61_000,
  };
  assert.equal(
    formatText({ ...summary, files: ["flows/a.parquet", "rejects/rejects.jsonl"] }),
    [
      "1,234 new rows from 1 blob (1.5 MB) in 1 min 1 s",
      "  allowed  1,234",
      "  denied   0",
      "  tables   1 file written in out",
    ].join("\n"),
  );
  const more = formatText({
    ...summary,
    blobsUnchanged: 2,
    blobsOutside: 1,
    foldersOutside: 4,
    skippedTuples: 3,
    rejected: 1,
  });
  assert.match(more, /^ {2}rejected 1 place: see out\/rejects$/m);
  assert.match(
    more,
    /^ {2}skipped {2}3 tuples outside --since, --until and --keep; 1 blob not opened, outside of what is asked for; 4 folders not listed, outside of what is asked for$/m,
  );
  assert.match(more, /^ {2}known {4}2 blobs with nothing new$/m);
});
