import { addAbortSignal, type Readable } from "node:stream";
import type { Source } from "./source.ts";

/** Standard input as a source of one blob, named `-`. */
export function openStandardInput(stream: Readable): Source {
  const label = "standard input";
  return {
    label,
    async *list() {
      yield await Promise.resolve({ origin: label, name: "-", sizeBytes: undefined, etag: undefined, isLive: false });
    },
    open: (_blob, _known, signal) => {
      const bytes = addAbortSignal(signal, stream) as AsyncIterable<Uint8Array>;
      return Promise.resolve({ etag: undefined, from: 0, bytes, mark: () => undefined });
    },
    canOpenAt: () => false,
    openAt: () => Promise.reject(new TypeError("standard input begins once")),
  };
}
