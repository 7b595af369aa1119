import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";

/** Where the logs are, and the environment in which prep can read them. */
export interface LogSource {
  readonly source: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The part of prep's JSON line that is used here. */
export interface PrepCounts {
  readonly blobs: number;
  readonly rows: number;
  readonly rejected: number;
}

/** Prep has told on standard error what is wrong; `status` is its exit status. */
export class PrepFailure extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`flow-chord prep ended with status ${String(status)}`);
    this.status = status;
  }
}

const cli = path.join(path.dirname(import.meta.dirname), "prep", "cli.ts");
const doneWithRejects = 3;

/** Runs `flow-chord prep` as a user does, its progress shown through. Rejects are no failure: what is good is kept. */
export async function runPrep({ source, env }: LogSource, out: string): Promise<PrepCounts> {
  const args = [cli, "prep", source, "--out", out, "--format", "both", "--full", "--json"];
  const child = spawn(process.execPath, args, { env, stdio: ["inherit", "pipe", "inherit"] });
  const [printed, [status]] = await Promise.all([text(child.stdout), once(child, "close") as Promise<[number | null]>]);
  if (status !== 0 && status !== doneWithRejects) throw new PrepFailure(status ?? 1);
  return JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "") as PrepCounts;
}
