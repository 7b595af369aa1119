import { openDestination } from "../../prep/destination/openDestination.ts";
import { PrepError } from "../../prep/errors.ts";
import type { Place } from "./places.ts";
import { recover, runCommit, secondRun } from "./destinationRun.ts";
import { breakDisk, type Fault } from "./faultyDisk.ts";

/** What a process that is disturbed is told, as JSON in its first argument. */
export interface Disturbance extends Pick<Place, "target" | "login"> {
  readonly fault?: Fault;
  /** The call to the disk that meets the fault; 0 for none. */
  readonly at?: number;
}

const { target, login, fault = "kill", at = 0 } = JSON.parse(process.argv[2] ?? "") as Disturbance;
const calls = await breakDisk(fault, at);
try {
  const destination = await openDestination(target, { login, runId: "second" });
  try {
    await recover(destination);
    await runCommit(destination, "second", secondRun);
  } finally {
    await destination.close();
  }
  process.stdout.write(String(calls()));
} catch (error) {
  if (!(error instanceof PrepError)) throw error;
  process.stdout.write(error.message);
  process.exitCode = 3;
}
