import { BlobChangedError, type BlobRef, type Source } from "../source/source.ts";

const lookedAtBytes = 1 << 10;

/** Whether the listed version of a blob begins as `{"records":[` does. */
export async function isEnvelope(
  { source, blob }: { readonly source: Source; readonly blob: BlobRef },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    for await (const chunk of (await source.openAt(blob, { start: 0, askedBytes: lookedAtBytes }, signal)) ?? []) {
      const text = new TextDecoder().decode(chunk.subarray(0, lookedAtBytes));
      return /^\s*\{\s*"records"\s*:\s*\[/.test(text);
    }
  } catch (error) {
    if (!(error instanceof BlobChangedError)) throw error;
  }
  return false;
}
