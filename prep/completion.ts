import { readdirSync } from "node:fs";
import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";

/** Options whose value, and arguments that, are a path: by the word that stands for them in help. */
const pathWord = /<(?:file|folder|place|dir|data|destination|source)>/;
const pathArgument = /^(?:source|destination|data|file)$/;

/**
 * Adds `complete` to the program: a script for each of four shells, and the answers that it asks for: commands, options,
 * choices, and paths where a path belongs, which the library leaves out.
 */
export function addCompletion(program: Command, word: string): void {
  const root = tab(program);
  program.commands
    .find((command) => command.name() === "complete")
    ?.description("write completion with the tab key, for a shell");
  for (const command of program.commands) {
    const known = root.commands.get(command.name());
    for (const { flags, long } of command.options) {
      const option = known?.options.get(long?.slice(2) ?? "");
      if (option && pathWord.test(flags)) option.handler = offerPaths;
    }
    for (const argument of known?.arguments.values() ?? []) {
      if (pathArgument.test(argument.name)) argument.handler = offerPaths;
    }
  }

  function offerPaths(offer: (value: string, description: string) => void): void {
    for (const path of pathsFrom(word)) offer(path, "");
  }
}

/** What lies in the folder that the word begins with; folders end with a slash. */
function pathsFrom(word: string): string[] {
  const folder = word.slice(0, word.lastIndexOf("/") + 1);
  try {
    const entries = readdirSync(folder === "" ? "." : folder, { withFileTypes: true });
    return entries.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`);
  } catch {
    return [];
  }
}
