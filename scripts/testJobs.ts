import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

/** What a part of the suite counted. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** What a piece of the suite counted, and everything that it said. */
export interface Outcome extends Count {
  readonly output: string;
}

/** A piece of the suite that can run beside others; what goes wrong is a failure that it counts, and no error. */
export type Job = () => Promise<Outcome>;

const root = path.dirname(import.meta.dirname);
/** One more than there are cores: some wait for a timer, a browser or the network. */
const jobsAtOnce = availableParallelism() + 1;
/** For a program: what hangs even where no limit of a test ends it, or keeps its process alive, is ended and named. */
const programLimitMs = 1_200_000;
/** What Node has compiled once, as TypeScript itself, it need not compile again in the next process. */
const compileCache = path.join(root, "node_modules", ".cache", "node");

/** Runs jobs in their order, some at once; prints what each said in one piece when it ends. */
export async function runJobs(jobs: readonly Job[]): Promise<Count> {
  const waiting = [...jobs];
  const total = { passed: 0, failed: 0 };
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const startMs = performance.now();
      const { output, passed, failed } = await job();
      process.stdout.write(`${output}took ${Math.round((performance.now() - startMs) / 1000)} s\n`);
      total.passed += passed;
      total.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: jobsAtOnce }, work));
  return total;
}

/** A program of Node that counts as one; `args` begin with its path from the project's folder. */
export function checkJob(name: string, args: readonly string[]): Job {
  return async () => {
    const { output, isGood } = await runProgram(args);
    return judge(name, isGood, output);
  };
}

/** A program of Node that counts by itself: two patterns find how many passed, and how many failed, in what it says. */
export function countingJob(args: readonly string[], patterns: Record<keyof Count, RegExp>, env = {}): Job {
  return async () => {
    const { output, isGood } = await runProgram(args, env);
    const passed = sumMatches(output, patterns.passed);
    const failed = Math.max(sumMatches(output, patterns.failed), isGood ? 0 : 1);
    const name = args.at(-1) ?? "";
    return { passed, failed, output: `\n-- ${name}\n${output}${failed > 0 ? `FAILED  ${name}\n` : ""}` };
  };
}

/** The verdict on a check, below what it said. */
export function judge(name: string, isGood: boolean, output: string): Outcome {
  const verdict = `${output}${isGood ? "passed" : "FAILED"}  ${name}\n`;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, output: verdict };
}

/** Runs a program of Node in the project's folder, and never longer than the limit. */
async function runProgram(args: readonly string[], env = {}): Promise<{ output: string; isGood: boolean }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: programLimitMs,
    killSignal: "SIGKILL",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const closed = once(child, "close");
  const [status, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  // What it has started may outlive it, and hold its output open.
  await Promise.race([closed, setTimeout(1000)]);
  if (signal !== null)
    output += `ended by ${signal}${child.killed ? ` after ${programLimitMs / 60_000} minutes` : ""}\n`;
  return { output, isGood: status === 0 };
}

function sumMatches(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((sum, [, count]) => sum + Number(count), 0);
}
