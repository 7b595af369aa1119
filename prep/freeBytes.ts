/**
 * Gives the memory of bytes back at once, as nobody will look at them any more, nor at what else is in their ArrayBuffer. V8
 * counts such memory, but finds out that it is garbage only by searching the whole heap: it does so every 10 MB or so. What is
 * short may lie in the pool that all of Node shares, and stays.
 */
export function freeBytes({ buffer, byteLength }: Uint8Array): void {
  const isOwn = byteLength === buffer.byteLength || buffer.byteLength > Buffer.poolSize;
  if (isOwn && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
