import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { readAll } from "../../../prep/read/readAll.ts";
import type { Reader, ReadJob, ReadOutcome } from "../../../prep/read/reader.ts";
import { readJob } from "../../helpers/readJob.ts";

const large = 50 << 20;

/** A reader whose jobs end when the test says so. */
interface HeldReader extends Reader {
  /** Jobs that it has, in the order in which they came. */
  readonly held: string[];
  end(name: string): void;
  fail(name: string, error: unknown): void;
}

function heldReader(depth: number): HeldReader {
  const held = new Map<string, { resolve: (outcome: ReadOutcome) => void; reject: (error: unknown) => void }>();
  const names: string[] = [];
  const take = (name: string) => {
    names.splice(names.indexOf(name), 1);
    return held.get(name);
  };
  return {
    depth,
    held: names,
    read: ({ blob }) => {
      names.push(blob.name);
      return new Promise((resolve, reject) => held.set(blob.name, { resolve, reject }));
    },
    finish: () => Promise.resolve({ hours: [], rejects: [] }),
    close: () => Promise.resolve(),
    end: (name) => {
      take(name)?.resolve({ kind: "gone" });
    },
    fail: (name, error) => {
      take(name)?.reject(error);
    },
  };
}

function start(readers: readonly Reader[], jobs: readonly ReadJob[]) {
  const told: number[] = [];
  const listener = { onBytes: () => undefined, onOutcome: (_: ReadOutcome, index: number) => told.push(index) };
  return { told, done: readAll(readers, { jobs, count: jobs.length }, listener) };
}

test("large jobs go to the readers in turn, a thread is given one ahead, and outcomes are told in order", async () => {
  const [here, thread] = [heldReader(1), heldReader(2)];
  const { told, done } = start(
    [here, thread],
    Array.from({ length: 9 }, (_, index) => readJob(String(index), large)),
  );
  assert.deepEqual([here.held, thread.held], [["0"], ["1", "2"]]);
  thread.end("1");
  await setImmediate();
  assert.deepEqual([here.held, thread.held, told], [["0"], ["2", "3"], []]);
  here.end("0");
  await setImmediate();
  assert.deepEqual([here.held, told], [["4"], [0, 1]]);
  for (let index = 2; index < 9; index++) {
    here.end(String(index));
    thread.end(String(index));
    await setImmediate();
  }
  await done;
  assert.deepEqual(told, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test("near the end no reader has work ahead", () => {
  const [here, thread] = [heldReader(1), heldReader(2)];
  void start(
    [here, thread],
    Array.from({ length: 4 }, (_, index) => readJob(String(index), large)),
  );
  assert.deepEqual([here.held, thread.held], [["0"], ["1"]]);
});

test("small jobs are given in bunches, those of unknown size one by one", () => {
  const [small, unknown] = [heldReader(1), heldReader(1)];
  void start(
    [small],
    Array.from({ length: 99 }, (_, index) => readJob(String(index), 2000)),
  );
  void start(
    [unknown],
    Array.from({ length: 99 }, (_, index) => readJob(String(index), undefined)),
  );
  assert.deepEqual([small.held.length, unknown.held.length], [16, 1]);
});

/** A reader that need not wait for some of its jobs. */
function quickReader(isAtOnce: (name: string) => boolean): HeldReader {
  const readAtOnce = ({ blob }: ReadJob): ReadOutcome | undefined =>
    isAtOnce(blob.name) ? { kind: "gone" } : undefined;
  return { ...heldReader(1), readAtOnce };
}

test("jobs that need not wait are done at once, and told in the order of all", async () => {
  const jobs = Array.from({ length: 99 }, (_, index) => readJob(String(index), 2000));
  const all = start([quickReader(() => true)], jobs);
  assert.equal(all.told.length, 99);
  await all.done;
  const reader = quickReader((name) => name !== "3" && name !== "98");
  const { told, done } = start([reader], jobs);
  assert.deepEqual(
    [reader.held, told],
    [
      ["3", "98"],
      [0, 1, 2],
    ],
  );
  reader.end("98");
  await setImmediate();
  assert.equal(told.length, 3);
  reader.end("3");
  await done;
  assert.deepEqual(told, Array.from(jobs.keys()));
});

test("an error of a job that need not wait ends the reading", async () => {
  const reader = quickReader(() => {
    throw new RangeError("strict");
  });
  const { told, done } = start([reader], [readJob("0", 2000), readJob("1", 2000)]);
  await assert.rejects(done, { message: "strict" });
  assert.deepEqual([reader.held, told], [[], []]);
});

test("after an error no job is given, and no outcome told", async () => {
  const [here, thread] = [heldReader(1), heldReader(2)];
  const { told, done } = start(
    [here, thread],
    Array.from({ length: 9 }, (_, index) => readJob(String(index), large)),
  );
  thread.fail("1", new RangeError("broken"));
  await assert.rejects(done, { name: "RangeError", message: "broken" });
  here.end("0");
  await setImmediate();
  assert.deepEqual([here.held, told], [[], []]);
});

test("an error in the list of jobs, and one of who listens, end it", async () => {
  const jobs = (function* () {
    yield readJob("0", large);
    throw new RangeError("no more");
  })();
  const listener = { onBytes: () => undefined, onOutcome: () => undefined };
  await assert.rejects(readAll([heldReader(2)], { jobs, count: 9 }, listener), { message: "no more" });
  const reader = heldReader(1);
  const failing = {
    ...listener,
    onOutcome: () => {
      throw new RangeError("counts");
    },
  };
  const done = readAll([reader], { jobs: [readJob("0", large)], count: 1 }, failing);
  reader.end("0");
  await assert.rejects(done, { message: "counts" });
});

test("nothing to do is done at once", async () => {
  await start([heldReader(1)], []).done;
});

test("whoever has nothing to do any more ends early, and all ends are waited for", async () => {
  const [here, thread] = [heldReader(1), heldReader(1)];
  const ended: string[] = [];
  let endHere: (() => void) | undefined;
  const output = { hours: [], rejects: [] };
  const readers = [
    {
      ...here,
      finish: () =>
        new Promise<typeof output>(
          (resolve) =>
            (endHere = () => {
              resolve(output);
            }),
        ),
    },
    { ...thread, finish: () => (ended.push("thread"), Promise.resolve(output)) },
  ];
  const { done } = start(readers, [readJob("0", large), readJob("1", large)]);
  thread.end("1");
  await setImmediate();
  assert.deepEqual(ended, ["thread"]);
  let isDone = false;
  const told = done.then(() => (isDone = true));
  here.end("0");
  await setImmediate();
  assert.equal(isDone, false);
  endHere?.();
  await told;
});

test("what a reader cannot end fails the reading, with its reason", async () => {
  const reader = heldReader(1);
  const full = { ...reader, finish: () => Promise.reject(new Error("the disk is full")) };
  const { done } = start([full], [readJob("0", large)]);
  reader.end("0");
  await assert.rejects(done, { message: "the disk is full" });
});
