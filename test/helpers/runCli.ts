import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

const cli = path.join(import.meta.dirname, "..", "..", "prep", "cli.ts");

/** What a run of the command left behind. */
export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CliContext {
  readonly input?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly nodeArgs?: readonly string[];
  /** The folder that the process runs in. */
  readonly cwd?: string;
}

/** Runs `flow-chord` as a process of its own. */
export async function runCli(args: readonly string[], context: CliContext = {}): Promise<CliResult> {
  const { input = "", env = {}, nodeArgs = [], cwd } = context;
  const child = spawn(process.execPath, [...nodeArgs, cli, ...args], { env: { ...process.env, ...env }, cwd });
  const [stdout, stderr, exit] = [text(child.stdout), text(child.stderr), once(child, "exit")];
  child.stdin.on("error", () => undefined);
  Readable.from(typeof input === "string" ? [Buffer.from(input)] : input).pipe(child.stdin);
  const [status] = (await exit) as [number | null];
  return { status, stdout: await stdout, stderr: await stderr };
}

/** Starts `flow-chord`, waits until it says something on standard error, and sends it a signal. */
export async function interruptCli(
  args: readonly string[],
  said: RegExp,
  signal: NodeJS.Signals,
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, ...env } });
  const exit = once(child, "exit");
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    const before = said.test(stderr);
    stderr += String(chunk);
    if (!before && said.test(stderr)) child.kill(signal);
  });
  const stdout = text(child.stdout);
  const [status] = (await exit) as [number | null];
  return { status, stdout: await stdout, stderr };
}

/** The JSON object in the last line of standard output. */
export function jsonOf({ stdout }: CliResult): Record<string, unknown> {
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
}

/** A folder for one test, removed at its end. */
export async function temporaryFolder(context: { after(end: () => Promise<void>): void }): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "flow-chord-"));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
