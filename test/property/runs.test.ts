import assert from "node:assert/strict";
import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { closeCheckpoint, openCheckpoint, unpackCheckpoint } from "../../prep/checkpoint/checkpoint.ts";
import { readFlat } from "../helpers/flatRows.ts";
import { checkAllTraffic } from "../helpers/traffic.ts";
import { blobName, ledgerIn, writeLog } from "../helpers/logs.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { nsgRecord, tupleAt, vnetRecord } from "../helpers/records.ts";

const noon = 1542110400;
const hours = [-3600, 0, 0, 0, 3600];
const names = ["a.json", "b.json", blobName(12), blobName(13), "c.log"];

/** A record by a number: its tuples differ, and lie in a few hours; some of them are bad. */
function recordOf(number: number): string {
  const tuples = hours.slice(0, 1 + (number % 4)).map((hour, at) => tupleAt(noon + hour + number * 7 + at));
  if (number % 5 === 4) return JSON.stringify(vnetRecord(["1663146003599,::1,::2,1,2,6,O,B,NX,0,0,0,0", "bad"]));
  return JSON.stringify(nsgRecord(number % 3 === 0 ? [...tuples, `bad ${number}`] : tuples));
}

const record = fc.nat({ max: 30 }).map(recordOf);
const change = fc.oneof(
  fc.record({ kind: fc.constant("grow" as const), records: fc.array(record, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant("grow" as const), records: fc.array(record, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant("rewrite" as const), records: fc.array(record, { maxLength: 3 }) }),
  fc.record({ kind: fc.constantFrom("touch" as const, "spoil" as const, "cut" as const) }),
);
const step = fc.record({
  changes: fc.array(fc.tuple(fc.constantFrom(...names), change), { minLength: 1, maxLength: 4 }),
  blobs: fc.constantFrom(1, 2, 1000),
  isFull: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** A file as records, or as a text that is none. */
interface Content {
  readonly records: readonly string[];
  readonly text: string;
}

function changed(before: Content | undefined, given: Change): Content {
  const records = before?.records ?? [];
  switch (given.kind) {
    case "grow":
      return contentOf([...records, ...given.records]);
    case "rewrite":
      return contentOf(given.records);
    case "spoil":
      return { records: [], text: "hello" };
    case "cut":
      return { records, text: contentOf(records).text.slice(0, -40) };
    case "touch":
      return before ?? contentOf([]);
  }
}

function contentOf(records: readonly string[]): Content {
  return { records, text: `{"records":[${records.join(",")}]}` };
}

test("after any changes the tables of many runs are those of one run", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const folder = await mkdtemp(path.join(tmpdir(), "flow-chord-runs-"));
      try {
        await live(folder, steps);
      } finally {
        await rm(folder, { recursive: true });
      }
    }),
    { numRuns: 10 },
  );
});

async function live(folder: string, steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]) {
  const [logs, out, fresh] = ["logs", "out", "fresh"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  // One file that never changes: a folder without any flow log would be an error.
  await writeLog(logs, "0.json", contentOf([recordOf(1)]).text);
  const contents = new Map<string, Content>();
  for (const { changes, blobs, isFull } of steps) {
    for (const [name, given] of changes) {
      const content = changed(contents.get(name), given);
      contents.set(name, content);
      await writeLog(logs, name, content.text);
      if (given.kind === "touch") await utimes(path.join(logs, name), noon, noon);
    }
    await prepHere([logs], { out, full: isFull }, { partLimit: { bytes: Infinity, blobs } });
  }
  await prepHere([logs], { out: fresh });
  assert.deepEqual(await readFlat(out), await readFlat(fresh));
  await checkAllTraffic(out);
  assert.deepEqual(await readKnown(out), await readKnown(fresh));
  assert.deepEqual((await ledgerIn(out)).at(-1)?.table.rows, (await readFlat(fresh)).rows.length);
}

/** What the checkpoint knows of each blob, without what depends on the way there: its id and the bytes read. */
async function readKnown(out: string): Promise<Map<string, unknown>> {
  const file = `${out}.sqlite`;
  await unpackCheckpoint(path.join(out, "_state", "checkpoint.sqlite.zst"), file);
  const checkpoint = openCheckpoint(file);
  try {
    const all = [...checkpoint.blobs.all()].map(([identity, { id, counts, ...known }]) => {
      assert.ok(id > 0);
      return [identity, { ...known, counts: { ...counts, bytesRead: 0 } }] as const;
    });
    return new Map(all);
  } finally {
    closeCheckpoint(checkpoint);
  }
}
