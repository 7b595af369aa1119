import path from "node:path";
import type { Container } from "./flowLogs/container.ts";
import type { Storage } from "./prepAzurite.ts";
import type { Format, PrepCase } from "./prepCases.ts";
import type { Command } from "./prepProcess.ts";

/** What the two sides of a contest do, and where. */
export interface Task {
  readonly prepCase: PrepCase;
  readonly format: Format;
  readonly container: Container;
  /** Where prep and its rival write. */
  readonly folder: string;
  /** Where the logs are in place of a folder. */
  readonly storage: Storage | undefined;
}

const cli = path.join(path.dirname(import.meta.dirname), "prep", "flow-chord.mjs");

/** Whether prep has read the logs before, and finds nothing new. */
export function isRepeated({ prepCase }: Task): boolean {
  return prepCase.rival === "listing";
}

export function ourPlace({ folder }: Task): string {
  return path.join(folder, "prep");
}

/** The tables of prep, without the books. */
export function ourTables(task: Task): string {
  return path.join(ourPlace(task), "flows");
}

export function rivalPlace({ folder, format }: Task): string {
  return path.join(folder, `rival.${format}`);
}

export function ourCommand(task: Task): Command {
  const { container, format, storage } = task;
  const source = storage?.url ?? container.folder;
  const options = ["--format", format, "--compression", "zstd", "--json"];
  // The rival writes one table.
  if (task.prepCase.hasTraffic !== true) options.push("--no-traffic");
  return { program: cli, args: ["prep", source, "--out", ourPlace(task), ...options], env: storage?.env ?? {} };
}

export function rivalCommand(task: Task): Command {
  const { prepCase, container, format, storage } = task;
  const program = (name: string): string => path.join(import.meta.dirname, name);
  if (storage !== undefined) return { program: program("prepDownload.ts"), args: [storage.url], env: storage.env };
  if (prepCase.rival === "listing") return { program: program("prepListing.ts"), args: [container.folder] };
  const { version, fileBytes } = prepCase.container;
  const sizes = [Math.ceil(fileBytes * 1.1), container.files].map(String);
  const args = [container.folder, rivalPlace(task), format, version === 4 ? "vnet" : "nsg", ...sizes];
  return { program: program("prepDuckdb.ts"), args };
}
