import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

/** A program of Node, its arguments, and what its environment has beside ours. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What a process took, all of its threads together. */
interface ProcessUsage {
  /** The most memory that it had at a time. */
  readonly peakMb: number;
  readonly cpuSeconds: number;
}

/** From the start of a process to its end. */
export interface ProcessRun extends ProcessUsage {
  readonly seconds: number;
  /** What it said on standard output. */
  readonly said: string;
}

const preload = pathToFileURL(path.join(import.meta.dirname, "processUsage.mjs")).href;

/** Runs a program to its end; throws what it said where that is not a good one. */
export async function runProcess({ program, args, env }: Command): Promise<ProcessRun> {
  const startMs = performance.now();
  const child = spawn(process.execPath, ["--import", preload, program, ...args], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const [, output, errors, descriptor3] = child.stdio as unknown as [null, Readable, Readable, Readable];
  const [said, complaints, usage, [status]] = await Promise.all([
    text(output),
    text(errors),
    text(descriptor3),
    once(child, "close") as Promise<[number | null]>,
  ]);
  const seconds = (performance.now() - startMs) / 1000;
  if (status !== 0) throw new Error(`${path.basename(program)} ended with ${status ?? "a signal"}: ${complaints}`);
  return { seconds, said, ...(JSON.parse(usage) as ProcessUsage) };
}
