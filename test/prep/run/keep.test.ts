import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test, type TestContext } from "node:test";
import type { Summary } from "../../../prep/summary.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { downloadContainer } from "../../helpers/downloadContainer.ts";
import { blobName, ledgerIn, logOf, timesIn, treeOf, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { verifyHere } from "../verify/tables.ts";

const midnight = Date.UTC(2018, 10, 13) / 1000;
const hour = 3600;
/** The moment of a run, in hours after the midnight that the logs begin with. */
const at = (hours: number): Date => new Date((midnight + hours * hour) * 1000);
const hoursOf = (times: readonly number[]): number[] => [
  ...new Set(times.map((second) => Math.floor((second - midnight) / hour))),
];
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

interface Place {
  readonly logs: string;
  readonly out: string;
}

/** A log an hour: two tuples of its own hour, and one of the hour before, as the service writes them. */
async function logsOf(context: TestContext, hours: readonly number[]): Promise<Place> {
  const folder = await temporaryFolder(context);
  const place = { logs: path.join(folder, "logs"), out: path.join(folder, "out") };
  for (const each of hours) await writeLog(place.logs, blobName(each), logAt(each));
  return place;
}

function logAt(each: number): string {
  const second = midnight + each * hour;
  return logOf([tupleAt(second - 10), tupleAt(second + 1)], [tupleAt(second + 61)]);
}

function run(
  { logs, out }: Place,
  hours: number,
  raw: Omit<Parameters<typeof prepHere>[1], "out"> = {},
): Promise<Summary> {
  return prepHere([logs], { out, ...raw }, { started: at(hours) });
}

async function contents(out: string): Promise<ReadonlyMap<string, string>> {
  const files = (await treeOf(out)).filter((file) => !file.startsWith("_"));
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(out, file), "latin1")] as const)),
  );
}

async function assertTrue({ logs, out }: Place): Promise<void> {
  assert.deepEqual((await verifyHere(out, [logs])).differences, []);
}

describe("--keep", { concurrency: 2 }, () => {
  test("removes the hours that are older, in all tables and formats, and nothing else", async (context) => {
    const place = await logsOf(context, range(1, 13));
    await run(place, 13);
    const whole = await contents(place.out);
    const { expiredFiles, expiredRows, blobs, files } = await run(place, 13, { keep: "6h" });
    assert.deepEqual({ blobs, files }, { blobs: 0, files: [] });
    // Hours 0 to 6: one row in the first, three in each of the others; two tables, two formats.
    assert.deepEqual({ expiredFiles, expiredRows }, { expiredFiles: 28, expiredRows: 19 });
    const kept = [...whole].filter(([file]) => Number(/hour=(\d\d)/.exec(file)?.[1]) >= 7);
    assert.deepEqual(await contents(place.out), new Map(kept));
    assert.deepEqual(hoursOf(await timesIn(place.out)), range(7, 13));
    await assertTrue(place);
    const [, line] = await ledgerIn(place.out);
    assert.equal(line?.removed.length, 28);
    assert.equal(line.expired?.rows, 19);
  });

  test("an hour that is not over so long ago stays; one that ends at that moment goes", async (context) => {
    const place = await logsOf(context, range(1, 13));
    await run(place, 12.99, { keep: "6h" });
    assert.deepEqual(hoursOf(await timesIn(place.out)), range(6, 13));
    await run(place, 13, { keep: "6h" });
    assert.deepEqual(hoursOf(await timesIn(place.out)), range(7, 13));
    await assertTrue(place);
  });

  test("what is too old is not read at all, and counted", async (context) => {
    const place = await logsOf(context, range(1, 13));
    const { blobs, foldersOutside, skippedTuples, rows, expiredFiles } = await run(place, 13, { keep: "6h" });
    assert.deepEqual(
      { blobs, foldersOutside, skippedTuples, rows, expiredFiles },
      { blobs: 6, foldersOutside: 6, skippedTuples: 1, rows: 17, expiredFiles: 0 },
    );
    await assertTrue(place);
  });

  test("what was never read is read once it is wanted, as with --since", async (context) => {
    const place = await logsOf(context, range(1, 13));
    await run(place, 13, { keep: "6h" });
    await run(place, 13, { keep: "10h" });
    assert.deepEqual(hoursOf(await timesIn(place.out)), range(3, 13));
    await assertTrue(place);
  });

  test("hours that are gone stay gone without it, and with a longer one, until --full", async (context) => {
    const place = await logsOf(context, range(1, 13));
    await run(place, 13);
    await run(place, 13, { keep: "6h" });
    const before = await contents(place.out);
    for (const raw of [{}, { keep: "10h" }]) {
      const { blobs, expiredFiles } = await run(place, 13, raw);
      assert.deepEqual({ blobs, expiredFiles }, { blobs: 0, expiredFiles: 0 });
    }
    assert.deepEqual(await contents(place.out), before);
    await run(place, 13, { full: true });
    assert.deepEqual(hoursOf(await timesIn(place.out)), range(0, 13));
    await run(place, 13, { full: true, keep: "2h" });
    assert.deepEqual(hoursOf(await timesIn(place.out)), range(11, 13));
    await assertTrue(place);
  });

  test("a blob that is replaced or grows after some of its rows have gone adds up", async (context) => {
    const place = await logsOf(context, range(1, 13));
    await run(place, 13);
    await run(place, 13, { keep: "6h" });
    // Its first tuple lies in hour 6, which is gone.
    const second = midnight + 7 * hour;
    await writeLog(place.logs, blobName(7), logOf([tupleAt(second - 20), tupleAt(second + 2), tupleAt(second + 3)]));
    const grown = logAt(8).replace(
      /\]\}$/,
      `,${logOf([tupleAt(midnight + 10), tupleAt(midnight + 8 * hour + 9)]).slice(12)}`,
    );
    await writeLog(place.logs, blobName(8), grown);
    const { blobs, rows, skippedTuples } = await run(place, 13);
    assert.deepEqual({ blobs, rows, skippedTuples }, { blobs: 2, rows: 5, skippedTuples: 0 });
    await assertTrue(place);
    assert.deepEqual(hoursOf(await timesIn(place.out)), range(7, 13));
    await run(place, 15, { keep: "6h" });
    await assertTrue(place);
    assert.deepEqual(hoursOf(await timesIn(place.out)), range(9, 13));
  });

  test("it comes after what is new, and goes with it: rejects, other files and hours to come stay", async (context) => {
    const place = await logsOf(context, [1, 2, 20]);
    await writeLog(place.logs, blobName(3), logOf([tupleAt(midnight + 3 * hour), "bad"]));
    await run(place, 4);
    await writeFile(path.join(place.out, "notes.txt"), "mine");
    const { rows, expiredRows } = await run(place, 9, { keep: "2h" });
    assert.deepEqual({ rows, expiredRows }, { rows: 0, expiredRows: 7 });
    assert.deepEqual(hoursOf(await timesIn(place.out)), [19, 20]);
    const left = await treeOf(place.out);
    assert.ok(left.includes("notes.txt") && left.some((file) => file.startsWith("rejects/")));
    await assertTrue(place);
  });

  test("with --strict nothing goes where a reject fails the run", async (context) => {
    const place = await logsOf(context, [1, 2, 9]);
    await run(place, 4);
    await writeLog(place.logs, blobName(10), logOf(["bad"]));
    const whole = await contents(place.out);
    await assert.rejects(run(place, 11, { keep: "3h", strict: true }), /nothing was written/);
    assert.deepEqual(await contents(place.out), whole);
  });

  for (const keep of ["30m", "90", "3 d", "-1d"]) {
    test(`${keep} is refused`, async (context) => {
      const place = await logsOf(context, [1]);
      await assert.rejects(async () => run(place, 2, { keep }), { code: "options", message: /^--keep / });
    });
  }
});

let azurite: Azurite;
before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

test("--keep in a container removes the same", async (context) => {
  const place = await logsOf(context, range(1, 13));
  const out = `${azurite.blobEndpoint}/keep/below`;
  const login = { connectionString: azurite.connectionString, sas: undefined };
  await prepHere([place.logs], { out }, { started: at(13), login });
  await prepHere([place.logs], { out, keep: "6h" }, { started: at(13), login });
  const copy = path.join(await downloadContainer(context, azurite, "keep"), "below");
  assert.deepEqual(hoursOf(await timesIn(copy)), range(7, 13));
  assert.deepEqual((await verifyHere(out, [place.logs], { login })).differences, []);
});
