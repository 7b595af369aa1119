import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { BlobServiceClient } from "@azure/storage-blob";
import type { Azurite } from "../../scripts/estate/azurite.ts";
import type { Dice } from "../../scripts/estate/dice.ts";

const cli = path.join(import.meta.dirname, "..", "..", "prep", "cli.ts");
const hook = path.join(import.meta.dirname, "killAtCall.ts");

/** A place that holds growing logs. */
export interface LogPlace {
  /** What prep is given. */
  readonly source: string;
  /** Makes a log what `blocks` are, as its writer would: those that are there stay, a closer follows. */
  write(name: string, blocks: readonly string[], isRewritten: boolean): Promise<void>;
}

/** A folder whose files are now replaced, now written over where they are. */
export async function openLogFolder(folder: string): Promise<LogPlace> {
  await mkdir(folder, { recursive: true });
  let writes = 0;
  return {
    source: folder,
    write: async (name, blocks) => {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      const text = textOf(blocks);
      if (writes++ % 2 === 0) await writeFile(file, text);
      else {
        await writeFile(`${folder}.new`, text);
        await rename(`${folder}.new`, file);
      }
    },
  };
}

/** A container of block blobs: an opener, a block for each record, a closer that moves. */
export async function openLogContainer({ connectionString, blobEndpoint }: Azurite, name: string): Promise<LogPlace> {
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(name);
  await container.create();
  const staged = new Map<string, Set<string>>();
  let rewrites = 0;
  return {
    source: `${blobEndpoint}/${name}`,
    write: async (blob, blocks, isRewritten) => {
      if (isRewritten) staged.delete(blob);
      if (isRewritten) rewrites++;
      const known = staged.get(blob) ?? new Set<string>();
      staged.set(blob, known);
      const client = container.getBlockBlobClient(blob);
      const pieces = [opener, ...blocks, closer];
      const ids = pieces.map((_, index) => {
        const kind = index === pieces.length - 1 ? "closer" : `block${rewrites}`;
        return Buffer.from(`${kind}-${index}`.padEnd(24)).toString("base64");
      });
      for (const [index, id] of ids.entries()) {
        const piece = pieces[index] ?? "";
        if (!known.has(id)) await client.stageBlock(id, piece, Buffer.byteLength(piece));
        known.add(id);
      }
      await client.commitBlockList(ids);
    },
  };
}

const opener = '{"records":[';
const closer = "]}";

/** The whole text of a log. */
export function textOf(blocks: readonly string[]): string {
  return opener + blocks.join("") + closer;
}

/** How a process is killed, or whether its calls are only counted. */
export interface KillPlan {
  readonly at: number;
  readonly how: "before" | "after" | "torn";
}

/** Half of the points lie anywhere, half in the last calls, where a run commits. */
export function rollKill(dice: Dice, calls: number): KillPlan {
  const commitCalls = Math.min(calls, 90);
  const at = dice.uniform() < 0.5 ? dice.integer(1, calls) : dice.integer(calls - commitCalls, calls);
  return { at: Math.max(at, 1), how: dice.pick(["before", "after", "torn"] as const) };
}

/** Runs `flow-chord prep` in a process of its own that is killed at a call. Returns whether it was. */
export async function runAndKill(args: readonly string[], plan: KillPlan, env: NodeJS.ProcessEnv): Promise<boolean> {
  const kill = { KILL_AT: String(plan.at), KILL_HOW: plan.how };
  const [, signal, said] = await runHooked(args, { ...env, ...kill });
  if (signal === null && !/rows? from|nothing new|changing/.test(said))
    throw new Error(`prep failed by itself, to be killed ${plan.how} call ${plan.at}: ${said}`);
  return signal === "SIGKILL";
}

/** How many calls a whole run makes. */
export async function countCalls(args: readonly string[], env: NodeJS.ProcessEnv, file: string): Promise<number> {
  await rm(file, { force: true });
  const [status, , said] = await runHooked(args, { ...env, KILL_COUNT: file });
  if (status !== 0) throw new Error(`prep ended with ${status}: ${said}`);
  return Number(await readFile(file, "utf8"));
}

async function runHooked(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<[number | null, string | null, string]> {
  const child = spawn(process.execPath, ["--import", hook, cli, ...args], { env: { ...process.env, ...env } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  const [status, signal] = (await once(child, "close")) as [number | null, string | null];
  return [status, signal, said];
}
