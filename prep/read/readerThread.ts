import { rmSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { AzureLogin } from "../azure/client.ts";
import { compileKernel } from "../kernel/kernel.ts";
import { PrepError, type PrepErrorCode } from "../errors.ts";
import type { Reader, ReaderOutput, ReaderSettings, ReadJob, ReadOutcome } from "./reader.ts";

/** What a thread needs to get at the sources by itself. */
export interface ThreadData {
  readonly settings: ReaderSettings;
  readonly login: AzureLogin;
  readonly destination: string;
  /** Compiled here, for all threads. */
  readonly kernel: WebAssembly.Module | undefined;
}

/** To the thread: a blob to read, or to come to an end. */
export type Request = { readonly id: number; readonly job: ReadJob } | { readonly id: number; readonly job: undefined };

/** From the thread. */
export type Answer =
  | { readonly kind: "bytes"; readonly count: number }
  | { readonly kind: "done"; readonly id: number; readonly result: ReadOutcome | ReaderOutput }
  | { readonly kind: "failed"; readonly id: number; readonly error: ThrownError };

/** An error as plain data: its class would be lost on the way. */
export interface ThrownError {
  readonly isPrepError: boolean;
  readonly code: string;
  readonly message: string;
  readonly where: string | undefined;
  readonly stack: string | undefined;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A reader in a thread of its own. It stops at once when the signal says so. */
export function createReaderThread(given: Omit<ThreadData, "kernel">, signal: AbortSignal): Reader {
  const data: ThreadData = { ...given, kernel: compileKernel() };
  const worker = new Worker(new URL("./thread.mjs", import.meta.url), { workerData: data });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let onBytes: ((count: number) => void) | undefined;
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    void worker.terminate();
  };
  const onAbort = (): void => {
    fail(signal.reason);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  worker.on("error", fail);
  worker.on("message", (answer: Answer) => {
    if (answer.kind === "bytes") onBytes?.(answer.count);
    else settle(waiting, answer);
  });
  const ask = <T>(job: ReadJob | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      if (failure) throw failure.error;
      const id = count++;
      waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      worker.postMessage({ id, job } satisfies Request);
    });
  return {
    depth: 2,
    read: (job, listener) => {
      onBytes = listener;
      return ask<ReadOutcome>(job);
    },
    finish: () => ask<ReaderOutput>(undefined),
    close: async () => {
      signal.removeEventListener("abort", onAbort);
      await worker.terminate();
      try {
        rmSync(data.settings.file, { force: true });
      } catch {
        // It goes with the folder that it is in.
      }
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: Exclude<Answer, { kind: "bytes" }>): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.kind === "done") asked?.resolve(answer.result);
  else asked?.reject(errorOf(answer.error));
}

function errorOf({ isPrepError, code, message, where, stack }: ThrownError): Error {
  const details = where === undefined ? {} : { where };
  const error = isPrepError
    ? new PrepError(code as PrepErrorCode, message, details)
    : Object.assign(new Error(message), code !== "" && { code });
  if (stack !== undefined) error.stack = stack;
  return error;
}
