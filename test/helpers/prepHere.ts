import type { AzureLogin } from "../../prep/azure/client.ts";
import { readPrepOptions, type RawPrepOptions } from "../../prep/options.ts";
import { silentProgress } from "../../prep/progress.ts";
import { runPrep } from "../../prep/run/run.ts";
import type { RunContext } from "../../prep/run/runContext.ts";
import type { Summary } from "../../prep/summary.ts";
import { Readable } from "node:stream";

const noLogin: AzureLogin = { connectionString: undefined, sas: undefined };

/** Runs prep in this process, which is faster than one of its own, and throws what it throws. */
export function prepHere(
  sources: readonly string[],
  raw: Partial<RawPrepOptions> & { readonly out: string },
  context: Partial<RunContext> & { readonly login?: AzureLogin } = {},
): Promise<Summary> {
  const { login = noLogin, ...rest } = context;
  const options = readPrepOptions(sources, { format: "both", compression: "snappy", ...raw }, Date.now());
  return runPrep(options, {
    source: { login, standardInput: Readable.from([]) },
    destinationLogin: login,
    progress: silentProgress,
    signal: new AbortController().signal,
    clock: () => performance.now(),
    started: new Date(),
    ...rest,
  });
}
