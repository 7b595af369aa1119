import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import type { Disturbance } from "../../helpers/destinationChild.ts";
import { firstFiles, firstRun, fresh, recover, runCommit, secondFiles } from "../../helpers/destinationRun.ts";
import { startKillingProxy, type Moment } from "../../helpers/killingProxy.ts";
import { dataFiles, during, withPlace, type Kind, type Place } from "../../helpers/places.ts";

const childFile = path.join(import.meta.dirname, "../../helpers/destinationChild.ts");
const atOnce = 4;
let azurite: Azurite;
/** Where runs that die leave their files. */
let scratch: string;

before(async () => {
  azurite = await startAzurite();
  scratch = await mkdtemp(path.join(tmpdir(), "crash-"));
});
after(async () => {
  await azurite.stop();
  await rm(scratch, { recursive: true });
});

/** How a disturbed run has ended. */
interface Ended {
  readonly signal: string | null;
  readonly status: number | null;
  readonly said: string;
}

/** Who is killed writes no coverage: for the hundreds of these runs it is off, so that Node may use what it has compiled. */
function startRun(disturbance: Disturbance): ChildProcess {
  const unmeasured = { NODE_V8_COVERAGE: undefined, NODE_DISABLE_COMPILE_CACHE: undefined };
  return spawn(process.execPath, [childFile, JSON.stringify(disturbance)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...unmeasured, TMPDIR: scratch },
  });
}

async function waitFor(child: ChildProcess): Promise<Ended> {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += String(chunk)));
  const [status, signal] = (await once(child, "close")) as [number | null, string | null];
  return { status, signal, said };
}

/** Every version of a file that a reader may find while the second run is applied. */
async function checkReaders(place: Place): Promise<void> {
  const { "_runs/2026-11.jsonl": ledger = "", ...files } = await dataFiles(place);
  for (const [file, content] of Object.entries(files)) {
    const versions = [firstFiles, secondFiles].map((each) => (each as Record<string, string>)[file]);
    assert.ok(versions.includes(content), `${file} is ${content}`);
  }
  assert.ok(ledger.startsWith(firstFiles["_runs/2026-11.jsonl"]));
}

/** Puts the first run there, disturbs the second, and checks what readers and the run after it find. */
async function disturb(kind: Kind, run: (place: Place) => Promise<Ended>): Promise<Ended> {
  let ended: Ended | undefined;
  await withPlace(kind, azurite, async (place) => {
    await during(place, "first", (destination) => runCommit(destination, "first", firstRun));
    ended = await run(place);
    await checkReaders(place);
    await place.breakLock();
    const commit = await during(place, "third", async (destination) => {
      const found = await recover(destination);
      await destination.stage("flows/2026/never.csv", [fresh("never")]);
      return found;
    });
    assert.deepEqual(await dataFiles(place), commit?.runId === "second" ? secondFiles : firstFiles);
    const left = Object.keys(await place.files()).filter((file) => /^_st(?:aging|ate)/.test(file));
    assert.deepEqual(
      left.filter((file) => !file.endsWith(".new")),
      ["_state/checkpoint.sqlite.zst"],
    );
    await during(place, "fourth", (destination) => runCommit(destination, "fourth", { files: {}, line: "4" }));
  });
  assert.ok(ended);
  return ended;
}

/** Runs a task for each number from 1 on, some of them at once. */
async function forEachUpTo(count: number, task: (at: number) => Promise<void>): Promise<void> {
  let next = 1;
  const work = async (): Promise<void> => {
    while (next <= count) await task(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function countCalls(): Promise<number> {
  const { said } = await disturb("folder", (place) => waitFor(startRun(place)));
  assert.ok(Number(said) > 40, said);
  return Number(said);
}

test("a folder survives the death of its run at any call to the disk", async () => {
  const calls = await countCalls();
  await forEachUpTo(calls, async (at) => {
    const { signal, said } = await disturb("folder", (place) => waitFor(startRun({ ...place, fault: "kill", at })));
    assert.equal(signal, "SIGKILL", said);
  });
});

test("a folder survives a full disk at any call, and tells it", async () => {
  await forEachUpTo(await countCalls(), async (at) => {
    const { status, said } = await disturb("folder", (place) => waitFor(startRun({ ...place, fault: "full", at })));
    assert.ok(status === 0 || status === 3, said);
    if (status === 3) assert.match(said, /^cannot write to .+: the disk is full/);
  });
});

/** The second run in a container, with a proxy that kills it at a request. Returns the number of requests, too. */
async function killAtRequest(place: Place, request: number, moment: Moment): Promise<Ended & { requests: number }> {
  const { origin, pathname } = new URL(place.target);
  let child: ChildProcess | undefined;
  const proxy = await startKillingProxy(origin, { request, moment }, () => child?.kill("SIGKILL"));
  try {
    child = startRun({ login: place.login, target: proxy.origin + pathname });
    return { ...(await waitFor(child)), requests: proxy.requests() };
  } finally {
    await proxy.stop();
  }
}

for (const moment of ["before", "after"] as const) {
  test(`a container survives the death of its run ${moment} any request`, async () => {
    let requests = 0;
    const whole = await disturb("container with a prefix", async (place) => {
      const ended = await killAtRequest(place, 0, moment);
      ({ requests } = ended);
      return ended;
    });
    assert.equal(whole.status, 0, whole.said);
    assert.ok(requests > 20);
    await forEachUpTo(requests, async (at) => {
      const { signal, said } = await disturb("container with a prefix", (place) => killAtRequest(place, at, moment));
      assert.equal(signal, "SIGKILL", said);
    });
  });
}

test("a folder is free as soon as the run that held it is dead", () =>
  withPlace("folder", azurite, async (place) => {
    const script = `
      const { openDestination } = await import(${JSON.stringify(import.meta.resolve("../../../prep/destination/openDestination.ts"))});
      await openDestination(process.argv[1], { runId: "dead" });
      process.stdout.write("open");
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script, place.target], { stdio: "pipe" });
    const opened = await once(child.stdout, "data");
    assert.equal(String(opened[0]), "open");
    await assert.rejects(
      during(place, "next", () => Promise.resolve()),
      new RegExp(`another run is writing to .*process ${child.pid ?? 0} on`),
    );
    child.kill("SIGKILL");
    await once(child, "close");
    await during(place, "next", (destination) => runCommit(destination, "next", firstRun));
    assert.deepEqual(await dataFiles(place), firstFiles);
  }));
