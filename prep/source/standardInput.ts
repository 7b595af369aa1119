import { addAbortSignal, type Readable } from "node:stream";
import type { Source } from "./source.ts";

/** Standard input as a source of one blob, named `-`. */
export function openStandardInput(stream: Readable): Source {
  return {
    label: "standard input",
    async *list() {
      yield await Promise.resolve({ name: "-", sizeBytes: undefined, etag: undefined });
    },
    read: (_, signal) => Promise.resolve(addAbortSignal(signal, stream) as AsyncIterable<Uint8Array>),
  };
}
