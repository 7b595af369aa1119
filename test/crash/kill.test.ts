import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { after, before, describe, test, type TestContext } from "node:test";
import { BlobServiceClient } from "@azure/storage-blob";
import type { AzureLogin } from "../../prep/azure/client.ts";
import type { LedgerLine } from "../../prep/run/ledger.ts";
import { startAzurite, type Azurite } from "../../scripts/estate/azurite.ts";
import { rollDice, type Dice } from "../../scripts/estate/dice.ts";
import { downloadContainer } from "../helpers/downloadContainer.ts";
import { flattenAtOnce, readFlat, readRows } from "../helpers/flatRows.ts";
import { checkAllTraffic } from "../helpers/traffic.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { nsgRecord, tupleAt } from "../helpers/records.ts";
import { temporaryFolder } from "../helpers/runCli.ts";
import {
  countCalls,
  openLogContainer,
  openLogFolder,
  rollKill,
  runAndKill,
  textOf,
  type LogPlace,
} from "./killedRuns.ts";

/** Where the tables go, and how to look at them as a reader does. */
interface TablePlace {
  readonly target: string;
  /** Copies what is visible to a local folder, or gives the folder itself. */
  visible(): Promise<string>;
  /** What time does: a dead run's lease ends after a minute. */
  unlock(): Promise<void>;
}

/** A story of runs that are killed while logs grow. */
interface Story {
  readonly dice: Dice;
  readonly logs: LogPlace;
  readonly tables: TablePlace;
  readonly login: AzureLogin;
  readonly blocks: Map<string, string[]>;
  /** Every row that was ever in a log. */
  readonly known: Set<string>;
  tuples: number;
}

const startS = Date.UTC(2026, 10, 22, 6) / 1000;
let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

describe("runs that are killed at seeded calls while logs grow", { concurrency: 3 }, () => {
  test("from a folder into a folder", async (context) => {
    const logs = await openLogFolder(path.join(await temporaryFolder(context), "logs"));
    await tell(context, "folder", { logs, tables: await openTableFolder(context) }, 60);
  });

  test("from a container into a folder", async (context) => {
    const logs = await openLogContainer(azurite, "logs-one");
    await tell(context, "container to folder", { logs, tables: await openTableFolder(context) }, 45);
  });

  test("from a container into a container", async (context) => {
    const logs = await openLogContainer(azurite, "logs-two");
    await tell(context, "containers", { logs, tables: openTableContainer(context, "tables") }, 45);
  });
});

async function tell(
  context: TestContext,
  name: string,
  places: { readonly logs: LogPlace; readonly tables: TablePlace },
  kills: number,
): Promise<void> {
  const login = { connectionString: azurite.connectionString, sas: undefined };
  const story: Story = { dice: rollDice(name), ...places, login, blocks: new Map(), known: new Set(), tuples: 0 };
  const env = { AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString };
  const args = ["prep", story.logs.source, "--out", story.tables.target, "--format", "both"];
  for (const log of ["a.json", "b.json"]) await grow(story, log);
  const counts = path.join(await temporaryFolder(context), "calls");
  await countCalls(args, env, counts);
  await grow(story, "a.json");
  const calls = await countCalls(args, env, counts);
  for (let killed = 0; killed < kills;) {
    await grow(story, "a.json");
    if (story.dice.uniform() < 0.25) await rewrite(story, "b.json");
    const run = runAndKill(args, rollKill(story.dice, calls), env);
    await setTimeout(story.dice.integer(0, 600));
    if (story.dice.uniform() < 0.5) await grow(story, "a.json");
    if (await run) killed++;
    await story.tables.unlock();
    await checkVisible(story);
    if (story.dice.uniform() < 0.6) await checkNextRun(story);
  }
  await checkNextRun(story);
  await checkAllTraffic(await story.tables.visible());
  await checkLedger(story);
  context.diagnostic(`${kills} runs killed, of about ${calls} calls each; ${story.known.size} rows`);
}

/** One more record: late tuples too, of the two hours before. */
async function grow(story: Story, log: string, isRewritten = false): Promise<void> {
  const blocks = story.blocks.get(log) ?? [];
  story.blocks.set(log, blocks);
  const tuples = Array.from({ length: story.dice.integer(1, 4) }, () => {
    const seconds = startS + story.dice.integer(0, 2) * 3600 + (++story.tuples % 3600);
    return tupleAt(seconds, { destPort: story.tuples % 65536 });
  });
  blocks.push((blocks.length === 0 ? "" : ",") + JSON.stringify(nsgRecord(tuples)));
  for (const row of (await flattenAtOnce(log, Buffer.from(textOf(blocks)))).rows) story.known.add(row);
  await story.logs.write(log, blocks, isRewritten);
}

/** As if its writer had begun anew. */
async function rewrite(story: Story, log: string): Promise<void> {
  story.blocks.set(log, []);
  await grow(story, log, true);
}

/** Every file is whole, and no row stands twice. */
async function checkVisible(story: Story): Promise<void> {
  const folder = await story.tables.visible();
  for (const format of ["parquet", "csv"] as const) {
    const rows = await readRows(folder, format);
    assert.equal(new Set(rows).size, rows.length, `a row stands twice in ${format}`);
    for (const row of rows) assert.ok(story.known.has(row), `${format} has a row of no log: ${row}`);
  }
}

/** Whatever has happened: the next run ends with what one reading of the logs gives. */
async function checkNextRun(story: Story): Promise<void> {
  await prepHere([story.logs.source], { out: story.tables.target }, { login: story.login });
  const flats = await Promise.all(
    Array.from(story.blocks, ([log, blocks]) => flattenAtOnce(log, Buffer.from(textOf(blocks)))),
  );
  const { rows, rejects } = await readFlat(await story.tables.visible());
  assert.deepEqual(rows, flats.flatMap((flat) => flat.rows).sort());
  assert.deepEqual(rejects, []);
}

/** Each commit is told once, and the last line tells what the tables hold. */
async function checkLedger(story: Story): Promise<void> {
  const folder = path.join(await story.tables.visible(), "_runs");
  const day = new Date().toISOString().slice(0, 10);
  const lines = (await readFile(path.join(folder, `${day}.jsonl`), "utf8")).split("\n").slice(0, -1);
  const told = lines.map((line) => JSON.parse(line) as LedgerLine);
  const runs = told.map(({ run }) => run);
  assert.equal(new Set(runs).size, runs.length, "a run is told twice");
  const last = told.findLast(({ files }) => files.length > 0);
  assert.equal(last?.table.rows, (await readRows(await story.tables.visible(), "csv")).length);
}

async function openTableFolder(context: TestContext): Promise<TablePlace> {
  const target = path.join(await temporaryFolder(context), "tables");
  return { target, visible: () => Promise.resolve(target), unlock: () => Promise.resolve() };
}

function openTableContainer(context: TestContext, name: string): TablePlace {
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(name);
  return {
    target: `${azurite.blobEndpoint}/${name}`,
    visible: () => downloadContainer(context, azurite, name),
    unlock: async () => {
      const lock = container.getBlobClient("_state/lock");
      await lock
        .getBlobLeaseClient()
        .breakLease(0)
        .catch(() => undefined);
    },
  };
}
