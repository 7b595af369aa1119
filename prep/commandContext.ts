import type { AzureLogin } from "./azure/client.ts";
import { createProgress, type Progress } from "./progress.ts";
import { createRedact } from "./redact.ts";
import type { RunContext } from "./run/runContext.ts";

/** What commands need from the process that they run in. */
export interface CommandContext {
  readonly environment: NodeJS.ProcessEnv;
  /** Takes secrets out of what is told. */
  readonly redact: (text: string) => string;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  readonly setStatus: (status: number) => void;
  /** Given when the process is asked to leave. */
  readonly stop: AbortSignal;
  readonly clock: () => number;
  /** What a run needs; with progress on standard error unless other progress is given. */
  readonly runContext: (progress?: Progress) => RunContext;
}

/** Bytes that the process takes of the machine's memory. */
export function memoryOf(): number {
  return process.memoryUsage.rss();
}

/** The context of this process. */
export function createCommandContext(
  stop: AbortSignal,
  setStatus: (status: number) => void,
  environment: NodeJS.ProcessEnv = process.env,
): CommandContext {
  const clock = (): number => performance.now();
  const login = loginOf(environment, "AZURE_STORAGE") ?? { connectionString: undefined, sas: undefined };
  return {
    environment,
    redact: createRedact(environment),
    print: (text) => process.stdout.write(text),
    setStatus,
    stop,
    clock,
    runContext: (progress = createProgress(process.stderr, { clock, memory: memoryOf })) => ({
      source: { login, standardInput: process.stdin },
      destinationLogin: loginOf(environment, "AZURE_STORAGE_DESTINATION") ?? login,
      progress,
      signal: stop,
      clock,
      started: new Date(),
    }),
  };
}

/** `AUTH_MODE=login`, as az has it, is the Azure login, whatever else is there. */
function loginOf(environment: NodeJS.ProcessEnv, name: string): AzureLogin | undefined {
  if (environment[`${name}_AUTH_MODE`] === "login") return { connectionString: undefined, sas: undefined };
  const connectionString = environment[`${name}_CONNECTION_STRING`] || undefined;
  const sas = environment[`${name}_SAS_TOKEN`] || undefined;
  return connectionString === undefined && sas === undefined ? undefined : { connectionString, sas };
}
