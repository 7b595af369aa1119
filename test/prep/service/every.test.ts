import assert from "node:assert/strict";
import { test } from "node:test";
import { runEvery, type EveryContext, type RunOutcome } from "../../../prep/service/every.ts";

const done: RunOutcome = { status: 0, isStopped: false };
const failed: RunOutcome = { status: 1, isStopped: false };
const minute = 60_000;

interface Told {
  readonly waits: number[];
  readonly failures: number[];
  readonly starts: number[];
  readonly status: number;
}

/** Runs with a clock that only sleeping and running move; stops after the last outcome. */
async function runAll(
  outcomes: readonly RunOutcome[],
  given: Partial<EveryContext> & { readonly runMs?: readonly number[] } = {},
): Promise<Told> {
  const { runMs = [], ...rest } = given;
  const stop = new AbortController();
  const told = { waits: [] as number[], failures: [] as number[], starts: [] as number[] };
  let [nowMs, runs] = [1_000, 0];
  const status = await runEvery({
    everyMs: 10 * minute,
    signal: stop.signal,
    clock: () => nowMs,
    random: () => 0,
    run: () => {
      told.starts.push(nowMs - 1_000);
      nowMs += runMs[runs] ?? 1_000;
      const outcome = outcomes[runs++];
      if (runs >= outcomes.length) stop.abort();
      return Promise.resolve(outcome ?? done);
    },
    sleep: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
    onWait: (ms, failures) => {
      told.waits.push(ms);
      told.failures.push(failures);
    },
    ...rest,
  });
  return { ...told, status };
}

test("runs begin at multiples of the interval after the first, however long they take", async () => {
  const { starts, status } = await runAll([done, done, done], { runMs: [3 * minute, minute] });
  assert.deepEqual(starts, [0, 10 * minute, 20 * minute]);
  assert.equal(status, 0);
});

test("what would begin while a run goes on is left out", async () => {
  const { starts } = await runAll([done, done, done], { runMs: [25 * minute, minute] });
  assert.deepEqual(starts, [0, 30 * minute, 40 * minute]);
});

test("a timer that comes a moment early does not make the same time come twice", async () => {
  const early = 3;
  const { starts } = await runAll([done, done, done], {
    random: () => 0,
    runMs: [10 * minute - early, minute],
  });
  assert.deepEqual(starts.slice(1), [20 * minute, 30 * minute]);
});

test("a run that has failed is tried again after half a minute, then twice that, up to the interval", async () => {
  const { waits, failures } = await runAll(
    Array.from({ length: 8 }, () => failed),
    { runMs: Array(8).fill(0) },
  );
  assert.deepEqual(
    waits,
    [0.5, 1, 2, 4, 2.5, 10, 10].map((minutes) => minutes * minute),
  );
  assert.deepEqual(failures, [1, 2, 3, 4, 5, 6, 7]);
});

test("after a good run the count of failures begins anew; rejects are no failure", async () => {
  const { failures } = await runAll([failed, { status: 3, isStopped: false }, failed, done]);
  assert.deepEqual(failures, [1, 0, 1]);
});

test("jitter adds up to a tenth of the interval, a minute at most", async () => {
  const almost = (): number => 0.999_999;
  const short = await runAll([done, done], { everyMs: 5 * minute, runMs: [0, 0], random: almost });
  assert.ok(Math.abs((short.waits[0] ?? 0) - 5.5 * minute) < 1, String(short.waits));
  const long = await runAll([done, done], { everyMs: 60 * minute, runMs: [0, 0], random: almost });
  assert.ok(Math.abs((long.waits[0] ?? 0) - 61 * minute) < 1, String(long.waits));
});

test("options that cannot be used end it with their status", async () => {
  const { starts, status } = await runAll([done, { status: 2, isStopped: false }, done]);
  assert.equal(starts.length, 2);
  assert.equal(status, 2);
});

test("a signal ends it with status 0: during a run, during a wait, and before the first run", async () => {
  const during = await runAll([done, { status: 1, isStopped: true }, done]);
  assert.deepEqual([during.starts.length, during.status], [2, 0]);
  const stop = new AbortController();
  const waiting = await runAll([done, done, done], {
    signal: stop.signal,
    sleep: () => {
      stop.abort();
      return Promise.resolve();
    },
  });
  assert.deepEqual([waiting.starts.length, waiting.status], [1, 0]);
  const before = await runAll([done], { signal: AbortSignal.abort() });
  assert.deepEqual([before.starts.length, before.status], [0, 0]);
});

test("two runs never go at once", async () => {
  let [running, most] = [0, 0];
  let runs = 0;
  const stop = new AbortController();
  await runEvery({
    everyMs: minute,
    signal: stop.signal,
    clock: () => runs * 7 * minute,
    random: Math.random,
    run: async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (++runs === 20) stop.abort();
      return done;
    },
    sleep: () => Promise.resolve(),
    onWait: () => undefined,
  });
  assert.deepEqual([runs, most], [20, 1]);
});
