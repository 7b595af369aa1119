import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { blobName, logOf, treeOf, writeLog } from "../helpers/logs.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { tupleAt } from "../helpers/records.ts";
import { verifyHere } from "../prep/verify/tables.ts";

const midnight = Date.UTC(2018, 10, 13) / 1000;
/** A log is a list of tuples, each by the minute that it is of, counted from the hour that its path names. */
const log = fc.record({
  hour: fc.integer({ min: 1, max: 12 }),
  minutes: fc.array(fc.integer({ min: -60, max: 59 }), { minLength: 1, maxLength: 5 }),
});
const step = fc.record({
  logs: fc.array(log, { maxLength: 3 }),
  isGrowth: fc.boolean(),
  hours: fc.integer({ min: 1, max: 3 }),
  keep: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
});

/** The first hour of the table that a run with `--keep` leaves. */
const firstOf = (nowHour: number, keep: number): number => nowHour - keep;

async function hourFiles(out: string): Promise<ReadonlyMap<string, string>> {
  const files = (await treeOf(out).catch(() => [])).filter((file) => /^(flows|traffic)\//.test(file));
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(out, file), "latin1")] as const)),
  );
}

const hourOf = (file: string): number => Number(/hour=(\d\d)/.exec(file)?.[1]);

test("whatever comes, grows and is replaced: --keep removes hours that are too old, only those, and the books stay true", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
      const folder = await mkdtemp(path.join(tmpdir(), "keep-"));
      const [logs, out] = [path.join(folder, "logs"), path.join(folder, "out")];
      const contents = new Map<number, string[]>([[6, [tupleAt(midnight + 6 * 3600)]]]);
      let [now, first] = [10, -Infinity];
      try {
        for (const { logs: changes, isGrowth, hours, keep } of steps) {
          now += hours;
          for (const { hour, minutes } of changes) {
            const tuples = minutes.map((minute) => tupleAt(midnight + hour * 3600 + minute * 60));
            contents.set(hour, isGrowth ? [...(contents.get(hour) ?? []), ...tuples] : tuples);
          }
          for (const [hour, tuples] of contents) {
            await writeLog(logs, blobName(hour), logOf(...tuples.map((tuple) => [tuple])));
          }
          const started = new Date((midnight + now * 3600) * 1000);
          await prepHere([logs], { out }, { started });
          const before = await hourFiles(out);
          if (keep === undefined) continue;
          const { expiredFiles } = await prepHere([logs], { out, keep: `${keep}h` }, { started });
          first = Math.max(first, firstOf(now, keep));
          const kept = [...before].filter(([file]) => hourOf(file) >= first);
          assert.deepEqual(await hourFiles(out), new Map(kept));
          assert.equal(expiredFiles, before.size - kept.length);
          assert.deepEqual((await verifyHere(out)).differences, []);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    }),
    { numRuns: 40, seed: 20_261_201 },
  );
});
