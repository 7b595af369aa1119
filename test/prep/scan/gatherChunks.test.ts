import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gatherChunks } from "../../../prep/scan/gatherChunks.ts";

/** One buffer for all chunks, as sources have it. */
// eslint-disable-next-line @typescript-eslint/require-await -- an async iterable, as sources give it
async function* give(chunks: readonly Uint8Array[], error?: Error): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.max(0, ...chunks.map(({ length }) => length)));
  for (const chunk of chunks) {
    buffer.set(chunk);
    yield buffer.subarray(0, chunk.length);
    buffer.fill(255);
  }
  if (error) throw error;
}

test("small chunks become large ones, and what came before an error is given before it", async () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(chunks, fc.integer({ min: 1, max: 60 }), fc.boolean(), async (given, chunkBytes, fails) => {
      const gathered: Uint8Array[] = [];
      const error = fails ? new Error("broken") : undefined;
      const read = async (): Promise<void> => {
        for await (const chunk of gatherChunks(give(given, error), chunkBytes)) gathered.push(chunk.slice());
      };
      if (error) await assert.rejects(read(), error);
      else await read();
      assert.deepEqual(Buffer.concat(gathered), Buffer.concat(given));
      for (const { length } of gathered.slice(0, -1)) assert.ok(length >= chunkBytes);
    }),
  );
});

test("who stops reading stops the source", async () => {
  let isClosed = false;
  const bytes = (async function* () {
    try {
      for (;;) yield await Promise.resolve(new Uint8Array(10));
    } finally {
      isClosed = true;
    }
  })();
  for await (const chunk of gatherChunks(bytes, 30)) if (chunk.length > 0) break;
  assert.ok(isClosed);
});
