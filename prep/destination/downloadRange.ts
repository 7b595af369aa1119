import { statusOf } from "../azure/explain.ts";
import type { BlockBlob } from "./blocks.ts";

const mostBreaks = 5;

/**
 * Bytes of one version of a blob, in one request; where its connection breaks, further ones go on from there. The SDK
 * itself tries again only what fails before the body: a body that breaks ends its stream with an AbortError.
 */
export async function downloadRange(
  blob: BlockBlob,
  ifMatch: string,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<Buffer<ArrayBuffer>> {
  const buffer = Buffer.from(new ArrayBuffer(Math.max(0, end - start)));
  for (let filled = 0, breaks = 0; filled < buffer.length;) {
    const { readableStreamBody } = await blob.download(start + filled, buffer.length - filled, {
      conditions: { ifMatch },
    });
    try {
      for await (const chunk of (readableStreamBody ?? []) as AsyncIterable<Buffer>) {
        filled += chunk.copy(buffer, filled);
      }
      if (filled < buffer.length) throw brokenAt(blob, start + filled);
    } catch (cause) {
      if (statusOf(cause) !== undefined) throw cause;
      if (++breaks > mostBreaks) throw brokenAt(blob, start + filled, cause);
    }
  }
  return buffer;
}

function brokenAt({ name }: BlockBlob, position: number, cause?: unknown): Error {
  return new Error(`the connection broke again and again, at last at byte ${position} of ${name}`, { cause });
}
