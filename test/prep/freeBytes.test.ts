import assert from "node:assert/strict";
import { test } from "node:test";
import { freeBytes } from "../../prep/freeBytes.ts";

test("what has an ArrayBuffer of its own is gone, and what lies in a pool of others stays", () => {
  const whole = Buffer.from(new ArrayBuffer(10));
  const long = Buffer.from(new ArrayBuffer(Buffer.poolSize + 1)).subarray(0, 10);
  const pooled = Buffer.from("pooled");
  for (const bytes of [whole, long, pooled]) freeBytes(bytes);
  assert.deepEqual([whole.length, long.length, pooled.toString()], [0, 0, "pooled"]);
});
