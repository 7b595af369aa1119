/**
 * The same bytes in chunks of so many of them, but for the last one: a network or a pipe gives small ones, and what each
 * chunk ends in the middle of is looked at again. A chunk is good until the next one is asked for. What has come before
 * an error is given before it.
 */
export async function* gatherChunks(bytes: AsyncIterable<Uint8Array>, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const gathered: Gathered = { bytes: new Uint8Array(), length: 0 };
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const chunk of bytes) yield* takeChunk(gathered, chunk, chunkBytes);
  } catch (error) {
    failure = { error };
  }
  if (gathered.length > 0) yield gathered.bytes.subarray(0, gathered.length);
  if (failure) throw failure.error;
}

interface Gathered {
  bytes: Uint8Array;
  length: number;
}

/** Yields what is full; a large chunk goes through as it is where nothing waits. */
function* takeChunk(gathered: Gathered, chunk: Uint8Array, chunkBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length;) {
    if (gathered.length === 0 && chunk.length - at >= chunkBytes) {
      yield chunk.subarray(at);
      return;
    }
    at += take(gathered, chunk.subarray(at), chunkBytes);
    if (gathered.length < chunkBytes) continue;
    yield gathered.bytes;
    gathered.length = 0;
  }
}

/** Adds what there is room for, and returns how much that is. */
function take(gathered: Gathered, chunk: Uint8Array, chunkBytes: number): number {
  const length = Math.min(chunk.length, chunkBytes - gathered.length);
  const needed = gathered.length + length;
  if (needed > gathered.bytes.length) {
    const grown = new Uint8Array(Math.min(chunkBytes, Math.max(needed, 2 * gathered.bytes.length)));
    grown.set(gathered.bytes.subarray(0, gathered.length));
    gathered.bytes = grown;
  }
  gathered.bytes.set(chunk.subarray(0, length), gathered.length);
  gathered.length = needed;
  return length;
}
