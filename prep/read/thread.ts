import { Readable } from "node:stream";
import { parentPort, workerData } from "node:worker_threads";
import { codeOf, messageOf, PrepError } from "../errors.ts";
import { shareKernel } from "../kernel/kernel.ts";
import { openSource } from "../source/openSource.ts";
import type { Source } from "../source/source.ts";
import type { Reader, ReaderOutput, ReadOutcome } from "./reader.ts";
import { createReaderHere } from "./readerHere.ts";
import type { Answer, Request, ThreadData, ThrownError } from "./readerThread.ts";

/*
 * The inside of a reader's thread.
 */

const { settings, login, destination, kernel } = workerData as ThreadData;
shareKernel(kernel);
const sources = new Map<string, Promise<Source>>();
const openOnce = (place: string): Promise<Source> => {
  const source = sources.get(place) ?? openSource(place, { login, destination, standardInput: Readable.from([]) });
  sources.set(place, source);
  return source;
};
let known: Reader | undefined;

/** Made for the first job, so that a full disk is told as an answer. */
function openReader(): Reader {
  return (known ??= createReaderHere(settings, { openSource: openOnce, signal: new AbortController().signal }));
}

parentPort?.on("message", (request: Request) => {
  void answer(request);
});

async function answer({ id, job }: Request): Promise<void> {
  try {
    const result: ReadOutcome | ReaderOutput = job
      ? await openReader().read(job, tellBytes)
      : await openReader().finish();
    post({ kind: "done", id, result });
  } catch (error) {
    post({ kind: "failed", id, error: thrown(error) });
  }
}

function tellBytes(count: number): void {
  post({ kind: "bytes", count });
}

function post(message: Answer): void {
  parentPort?.postMessage(message);
}

function thrown(error: unknown): ThrownError {
  const stack = error instanceof Error ? error.stack : undefined;
  const where = error instanceof PrepError ? error.where : undefined;
  return { isPrepError: error instanceof PrepError, code: codeOf(error), message: messageOf(error), where, stack };
}
