import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { allowedNow, createRequestLimit, takeSlot } from "../../../prep/azure/requestLimit.ts";

test("no more requests are on their way than are allowed, and each waits its turn", async () => {
  const limit = createRequestLimit(3);
  let [now, most] = [0, 0];
  const order: number[] = [];
  const request = async (index: number): Promise<void> => {
    const slot = await takeSlot(limit, undefined);
    most = Math.max(most, ++now);
    await setImmediate();
    order.push(index);
    now--;
    slot.free();
  };
  await Promise.all(Array.from({ length: 20 }, (_, index) => request(index)));
  assert.equal(most, 3);
  assert.deepEqual(
    order.toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, index) => index),
  );
});

test("a busy service halves what is allowed, once for what was on its way, and answers bring it back", async () => {
  const limit = createRequestLimit(16);
  const slots = await Promise.all(Array.from({ length: 10 }, () => takeSlot(limit, undefined)));
  for (const slot of slots) {
    slot.refused();
    slot.free();
  }
  assert.equal(allowedNow(limit), 8);
  let answers = 0;
  while (allowedNow(limit) < 16) {
    const slot = await takeSlot(limit, undefined);
    slot.answered();
    slot.free();
    answers++;
  }
  assert.ok(answers >= 80 && answers <= 110, `${answers} answers for eight more`);
  for (let round = 0; round < 10; round++) {
    const slot = await takeSlot(limit, undefined);
    slot.refused();
    slot.free();
  }
  assert.equal(allowedNow(limit), 1);
});

test("what another thread has on its way counts here, and what it has done is seen", async (context) => {
  const limit = createRequestLimit(1);
  const url = new URL("../../../prep/azure/requestLimit.ts", import.meta.url).href;
  const code = `
    import { parentPort, workerData } from "node:worker_threads";
    import { takeSlot } from "${url}";
    const slot = await takeSlot(workerData, undefined);
    parentPort.on("message", () => { slot.free(); parentPort.close(); });
    parentPort.postMessage("taken");`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData: limit });
  context.after(() => worker.terminate());
  await new Promise((resolve) => worker.once("message", resolve));
  let isTaken = false;
  const waiting = takeSlot(limit, undefined).then((slot) => {
    isTaken = true;
    slot.free();
  });
  for (let turn = 0; turn < 100; turn++) await setImmediate();
  assert.equal(isTaken, false);
  worker.postMessage("free");
  await waiting;
});

test("whoever is stopped does not wait for its turn", async () => {
  const limit = createRequestLimit(1);
  await takeSlot(limit, undefined);
  const stop = new AbortController();
  const waiting = takeSlot(limit, stop.signal);
  stop.abort();
  await assert.rejects(waiting, { name: "AbortError" });
});
