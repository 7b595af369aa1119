import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { files, rowsOfLog, writeLogs } from "../../helpers/largeLogs.ts";
import { prepHere } from "../../helpers/prepHere.ts";

/*
 * Several readers end together. That they write what one of them writes: test/property/readers.test.ts.
 */

test("a reject that another thread finds fails a strict run, with its place", async (context) => {
  const { folder, logs } = await writeLogs(context);
  const out = path.join(folder, "out");
  await assert.rejects(prepHere([logs], { out, strict: true }, { mostReaders: 3 }), {
    name: "PrepError",
    code: "strict",
    message: /^3 fields where version 2 has 13 in .*\d\.json at byte \d+; nothing was written \(--strict\)$/,
  });
});

test("a run that is stopped stops all readers, and the next one reads everything", async (context) => {
  const { folder, logs } = await writeLogs(context);
  const out = path.join(folder, "out");
  const stop = new AbortController();
  let bytes = 0;
  const progress = {
    start: () => undefined,
    advance: (count: number) => {
      bytes += count;
      if (bytes > 12 << 20) stop.abort();
    },
    blobDone: () => undefined,
    note: () => undefined,
    stop: () => undefined,
  };
  await assert.rejects(prepHere([logs], { out }, { mostReaders: 3, signal: stop.signal, progress }), {
    code: "stopped",
  });
  const { rows } = await prepHere([logs], { out }, { mostReaders: 3 });
  assert.equal(rows, files * rowsOfLog);
});
