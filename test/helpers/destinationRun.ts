import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PrepError } from "../../prep/errors.ts";
import type { Commit, Destination, FilePart } from "../../prep/destination/destination.ts";

/** Whether an error is one that prep throws on purpose, in such words. */
export const isTold = (pattern: RegExp) => (error: unknown) =>
  error instanceof PrepError && pattern.test(error.message);

/** What a run of a test changes. */
export interface Changes {
  readonly files: Readonly<Record<string, readonly FilePart[]>>;
  readonly removed?: readonly string[];
  readonly line: string;
}

export const ledgerPath = "_runs/2026-11.jsonl";

/** Stages all files of a run. The checkpoint of a test is the commit itself, as JSON. */
export async function stageCommit(destination: Destination, runId: string, changes: Changes): Promise<Commit> {
  const staged = [];
  for (const [file, parts] of Object.entries(changes.files)) staged.push(await destination.stage(file, parts));
  const commit = { runId, staged, removed: changes.removed ?? [], ledger: { path: ledgerPath, line: changes.line } };
  await writeFile(path.join(destination.scratch, "checkpoint"), JSON.stringify(commit));
  return commit;
}

/** Stages and publishes, and leaves the rest to the caller. */
export async function publishCommit(destination: Destination, runId: string, changes: Changes): Promise<Commit> {
  const commit = await stageCommit(destination, runId, changes);
  await destination.publish(path.join(destination.scratch, "checkpoint"));
  return commit;
}

/** A whole run but for opening and closing. */
export async function runCommit(destination: Destination, runId: string, changes: Changes): Promise<Commit> {
  const commit = await publishCommit(destination, runId, changes);
  await destination.apply(commit);
  return commit;
}

/** The commit of the checkpoint that is published, or undefined. */
export async function fetchCommit(destination: Destination): Promise<Commit | undefined> {
  const file = path.join(destination.scratch, "fetched");
  if (!(await destination.fetchCheckpoint(file))) return undefined;
  return JSON.parse(await readFile(file, "utf8")) as Commit;
}

/** What a run does first: it brings a commit to its end that may not be. */
export async function recover(destination: Destination): Promise<Commit | undefined> {
  const commit = await fetchCommit(destination);
  if (commit !== undefined && (await destination.isPending(commit.runId))) await destination.apply(commit);
  return commit;
}

/** A part of new bytes. */
export function fresh(content: string | Uint8Array): FilePart {
  return { kind: "new", content: Buffer.from(content) };
}

/** What is there before the run that is disturbed, and what that run changes. */
export const firstRun: Changes = {
  files: { "flows/2026/a.csv": [fresh("one,"), fresh("two,")], "flows/2025/b.csv": [fresh("gone")] },
  line: '{"run":"first"}',
};
export const secondRun: Changes = {
  files: {
    "flows/2026/a.csv": [{ kind: "kept", start: 4, end: 8 }, fresh("three")],
    "rejects/2026/c.csv": [fresh("new")],
  },
  removed: ["flows/2025/b.csv"],
  line: '{"run":"second"}',
};

/** The files of readers after `firstRun`, and after `secondRun`. */
export const firstFiles = {
  "_runs/2026-11.jsonl": '{"run":"first"}\n',
  "flows/2025/b.csv": "gone",
  "flows/2026/a.csv": "one,two,",
};
export const secondFiles = {
  "_runs/2026-11.jsonl": '{"run":"first"}\n{"run":"second"}\n',
  "flows/2026/a.csv": "two,three",
  "rejects/2026/c.csv": "new",
};
