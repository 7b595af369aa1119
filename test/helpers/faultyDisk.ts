import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** What happens at one call to the disk: the process dies there, or the disk is full. */
export type Fault = "kill" | "full";

type Call = (...given: unknown[]) => Promise<unknown>;

/** All that change something, or can. */
const functions = ["copyFile", "mkdir", "open", "rename", "rm", "rmdir", "unlink"] as const;
const methods = ["sync", "truncate", "write"] as const;

/**
 * Lets one call of this process that changes the disk, counted from 1, meet a fault before it has done anything; a
 * write has done half of its work. Returns how many calls there were.
 */
export async function breakDisk(fault: Fault, at: number): Promise<() => number> {
  let calls = 0;
  const meet = (name: string): Error => {
    if (fault === "kill") process.kill(process.pid, "SIGKILL");
    return Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: "ENOSPC" });
  };
  const wrap = (holder: Record<string, Call>, name: string): void => {
    const call = holder[name];
    if (call === undefined) throw new Error(`there is no ${name}`);
    holder[name] = async function (this: unknown, ...given) {
      if (++calls !== at) return call.apply(this, given);
      if (name === "write") await call.apply(this, halfOf(given));
      throw meet(name);
    };
  };
  const handle = await fs.open(import.meta.filename, "r");
  const prototype = Object.getPrototypeOf(handle) as Record<string, Call>;
  await handle.close();
  for (const name of methods) wrap(prototype, name);
  for (const name of functions) wrap(fs as unknown as Record<string, Call>, name);
  syncBuiltinESMExports();
  return () => calls;
}

/** Of the arguments of `write`: content, offset, length, position. */
function halfOf([content, offset, length, position]: unknown[]): unknown[] {
  return [content, offset, Math.floor(Number(length) / 2), position];
}
