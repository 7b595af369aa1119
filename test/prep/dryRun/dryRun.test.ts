import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test, type TestContext } from "node:test";
import { Readable } from "node:stream";
import type { AzureLogin } from "../../../prep/azure/client.ts";
import { runDry } from "../../../prep/dryRun/dryRun.ts";
import { formatDryRunText, type DryRun } from "../../../prep/dryRun/format.ts";
import { paceOf } from "../../../prep/dryRun/pace.ts";
import { readPrepOptions, type RawPrepOptions } from "../../../prep/options.ts";
import { silentProgress } from "../../../prep/progress.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { downloadContainer } from "../../helpers/downloadContainer.ts";
import { blobName, logOf, treeOf, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { jsonOf, runCli, temporaryFolder } from "../../helpers/runCli.ts";

const midnight = Date.UTC(2018, 10, 13) / 1000;
const started = new Date((midnight + 13 * 3600) * 1000);
const noLogin: AzureLogin = { connectionString: undefined, sas: undefined };

async function logsOf(context: TestContext): Promise<{ logs: string; out: string }> {
  const folder = await temporaryFolder(context);
  const place = { logs: path.join(folder, "logs"), out: path.join(folder, "out") };
  for (let hour = 1; hour <= 12; hour++) await writeLog(place.logs, blobName(hour), logAt(hour));
  return place;
}

const logAt = (hour: number): string =>
  logOf([tupleAt(midnight + hour * 3600 + 1), tupleAt(midnight + hour * 3600 + 2)]);

function dry(logs: string, raw: Partial<RawPrepOptions> & { readonly out: string }, login = noLogin): Promise<DryRun> {
  const options = readPrepOptions([logs], { format: "both", compression: "snappy", ...raw }, Date.now());
  return runDry(options, {
    source: { login, standardInput: Readable.from([]) },
    destinationLogin: login,
    progress: silentProgress,
    signal: new AbortController().signal,
    clock: () => performance.now(),
    started,
  });
}

async function contents(folder: string): Promise<unknown> {
  const files = await treeOf(folder).catch(() => undefined);
  return files && Promise.all(files.map(async (file) => [file, await readFile(path.join(folder, file), "latin1")]));
}

describe("--dry-run", { concurrency: 2 }, () => {
  test("before the first run it tells what the run then reads, and makes nothing", async (context) => {
    const { logs, out } = await logsOf(context);
    const { blobs, newBlobs, bytes, hours, firstHour, lastHour, estimate } = await dry(logs, { out });
    assert.equal(await contents(out), undefined);
    assert.deepEqual(
      { newBlobs, hours, firstHour, lastHour, basis: estimate.basis },
      {
        newBlobs: 12,
        hours: 12,
        firstHour: "2018-11-13T01:00:00.000Z",
        lastHour: "2018-11-13T12:00:00.000Z",
        basis: "guess",
      },
    );
    const summary = await prepHere([logs], { out }, { started });
    assert.deepEqual({ blobs, bytes }, { blobs: summary.blobs, bytes: summary.bytesRead });
  });

  test("of later runs it tells what is new, grown and changed, and changes nothing", async (context) => {
    const { logs, out } = await logsOf(context);
    await prepHere([logs], { out }, { started });
    await writeLog(logs, blobName(13), logAt(13));
    await writeLog(logs, blobName(12), logAt(12).replace(/\]\}$/, `,${logAt(12).slice(12)}`));
    await writeLog(logs, blobName(11), "{}");
    const before = await contents(out);
    const { blobs, newBlobs, grownBlobs, changedBlobs, blobsUnchanged } = await dry(logs, { out });
    assert.deepEqual(
      { blobs, newBlobs, grownBlobs, changedBlobs, blobsUnchanged },
      { blobs: 3, newBlobs: 1, grownBlobs: 1, changedBlobs: 1, blobsUnchanged: 10 },
    );
    assert.deepEqual(await contents(out), before);
  });

  test("of --keep it tells what the run then removes", async (context) => {
    const { logs, out } = await logsOf(context);
    await prepHere([logs], { out }, { started });
    const before = await contents(out);
    const told = await dry(logs, { out, keep: "6h" });
    assert.deepEqual(await contents(out), before);
    assert.match(
      formatDryRunText(told),
      /remove {3}24 files \(\d+\.\d kB\) with 12 rows: the hours before 2018-11-13 07:00 UTC$/m,
    );
    const copy = `${out}-copy`;
    await cp(out, copy, { recursive: true });
    const { expiredFiles, expiredRows } = await prepHere([logs], { out: copy, keep: "6h" }, { started });
    assert.deepEqual([told.expiredFiles, told.expiredRows], [expiredFiles, expiredRows]);
  });

  test("it says what the run would say that could not begin", async (context) => {
    const { logs, out } = await logsOf(context);
    await prepHere([logs], { out, format: "csv" }, { started });
    await assert.rejects(dry(logs, { out, format: "parquet" }), /holds csv tables; give --format csv/);
    await writeFile(path.join(out, "_state", "checkpoint.sqlite.zst"), "damaged");
    await assert.rejects(dry(logs, { out, format: "csv" }), /the checkpoint in .+ cannot be used: .+; run with --full/);
    await assert.rejects(dry(path.join(logs, "none"), { out: `${out}2` }), /no such file or folder/);
    await assert.rejects(dry(logs, { out: logs }), { code: "options" });
    assert.equal((await dry(logs, { out, full: true })).newBlobs, 12);
  });

  test("the command prints it for people and for machines, also beside --every of a file", async (context) => {
    const { logs, out } = await logsOf(context);
    const text = await runCli(["prep", logs, "--out", out, "--dry-run", "--every", "10m"]);
    assert.equal(text.status, 0, text.stderr);
    assert.match(
      text.stdout,
      /^dry run: nothing in .+ is changed\n {2}read {5}12 blobs \(\d\.\d kB\): 12 new\n {2}hours {4}12 hours, 2018-11-13 01:00 to 2018-11-13 12:00 UTC\n {2}time {5}about 0\.5 s, at 75\.0 MB a second, a guess/,
    );
    const json = await runCli(["prep", logs, "--out", out, "--dry-run", "--json"]);
    assert.deepEqual([jsonOf(json)["dryRun"], jsonOf(json)["blobs"]], [true, 12]);
  });
});

describe("the pace", () => {
  const line = (run: string, bytesRead: number, elapsedMs: number): string =>
    JSON.stringify({ run, elapsedMs, totals: { bytesRead } });

  test("is that of the largest runs, with all parts of each", () => {
    const lines = [line("a", 50e6, 500), line("a", 50e6, 1000), line("b", 10, 200), line("c", 300e6, 3000)];
    assert.deepEqual(paceOf(lines, ["logs"]), { bytesPerSecond: 100e6, basis: "runs" });
  });

  test("is a guess where no run has read much", () => {
    assert.deepEqual(paceOf([line("b", 10, 200)], ["logs"]), { bytesPerSecond: 75e6, basis: "guess" });
    assert.equal(paceOf([], ["https://a.blob.core.windows.net/c"]).basis, "guess");
  });
});

let azurite: Azurite;
before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

test("a container is only looked at: none is made, and what is there stays", async (context) => {
  const { logs } = await logsOf(context);
  const login = { connectionString: azurite.connectionString, sas: undefined };
  const out = `${azurite.blobEndpoint}/dry/below`;
  assert.equal((await dry(logs, { out }, login)).newBlobs, 12);
  assert.deepEqual(await treeOf(await downloadContainer(context, azurite, "dry")), []);
  await prepHere([logs], { out }, { started, login });
  const before = await contents(await downloadContainer(context, azurite, "dry"));
  const { blobs, blobsUnchanged, foldersOutside, expiredFiles } = await dry(logs, { out, keep: "6h" }, login);
  assert.deepEqual(
    { blobs, blobsUnchanged, foldersOutside, expiredFiles },
    { blobs: 0, blobsUnchanged: 6, foldersOutside: 6, expiredFiles: 24 },
  );
  assert.deepEqual(await contents(await downloadContainer(context, azurite, "dry")), before);
});
