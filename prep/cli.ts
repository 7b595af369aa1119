import { CommanderError } from "commander";
import { createCommandContext } from "./commandContext.ts";
import { exitStatus } from "./errors.ts";
import { createProgram } from "./program.ts";
import { explainFailure, statusOfFailure } from "./service/runOnce.ts";

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const)
  process.once(name, () => {
    stop.abort();
  });

// A reader that goes away, as in `flow-chord prep … | head`, is no failure of the run.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

process.exitCode = await main(process.argv);

async function main(argv: readonly string[]): Promise<number> {
  let status: number = exitStatus.done;
  const context = createCommandContext(stop.signal, (given) => {
    status = given;
  });
  try {
    await createProgram(context).parseAsync(argv);
    return status;
  } catch (error) {
    // commander has told its own errors already; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.badOptions;
    process.stderr.write(`flow-chord: ${context.redact(explainFailure(error))}\n`);
    return statusOfFailure(error);
  }
}
