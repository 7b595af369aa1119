import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { messageOf, PrepError } from "../errors.ts";
import type { ScheduleFile } from "./job.ts";

/**
 * Writes all files, or none where one is there already and may not be written over. Throws a PrepError of code `options`
 * for that, of code `destination` where the folder cannot be written to.
 */
export function writeFiles(folder: string, files: readonly ScheduleFile[], force: boolean): void {
  const there = files.map(({ name }) => path.join(folder, name)).filter((file) => !force && existsSync(file));
  if (there.length > 0) {
    throw new PrepError("options", `${there.join(", ")} is there already; give --force to write over it`);
  }
  try {
    mkdirSync(folder, { recursive: true });
    for (const file of files) writeFileSync(path.join(folder, file.name), bytesOf(file));
  } catch (cause) {
    throw new PrepError("destination", `cannot write into ${folder}: ${messageOf(cause)}`, { where: folder, cause });
  }
}

/** As `head` shows several files. */
export function formatFiles(files: readonly ScheduleFile[]): string {
  return files.map(({ name, text }) => `==> ${name} <==\n${text}`).join("\n");
}

function bytesOf({ text, encoding }: ScheduleFile): Buffer {
  return encoding === undefined ? Buffer.from(text) : Buffer.from(`\uFEFF${text}`, encoding);
}
