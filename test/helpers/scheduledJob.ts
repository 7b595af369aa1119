import path from "node:path";
import type { Schedule, ScheduledJob } from "../../prep/schedule/job.ts";

/** A path with what quoting gets wrong: spaces, quotes, signs of shells and of systemd, and letters beyond ASCII. */
export const oddName = `a b%c $d "q" 'é' ;&#(한)`;

const root = path.join(import.meta.dirname, "..", "..");

/** A job over containers, with this Node and this command, unless said. */
export function jobOf(given: Partial<ScheduledJob> = {}): ScheduledJob {
  const sources = given.sources ?? ["https://logs.blob.core.windows.net/insights-logs-flowlogflowevent"];
  const out = given.out ?? "https://tables.blob.core.windows.net/tables";
  return {
    config: { sources, out },
    sources,
    out,
    everyMs: 600_000,
    node: process.execPath,
    cli: path.join(root, "prep", "flow-chord.mjs"),
    folder: path.join(root, "out", "schedule"),
    user: undefined,
    ...given,
  };
}

/** The text of one of its files. */
export function textOf({ files }: Schedule, name: string): string {
  const file = files.find((one) => one.name === name);
  if (file === undefined) throw new Error(`no ${name} among ${files.map((one) => one.name).join(", ")}`);
  return file.text;
}
