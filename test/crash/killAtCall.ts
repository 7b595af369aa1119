import { appendFileSync } from "node:fs";
import fs from "node:fs";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { loadSqlite } from "../../prep/destination/loadSqlite.ts";

/*
 * Loaded with `node --import` into a process that is to be killed: at the call KILL_AT of those that change a file, a
 * database or a server, the process kills itself with SIGKILL, which nothing can catch. KILL_HOW says whether before
 * the call, behind it, or with half of the bytes written. Without KILL_AT the calls are counted into the file KILL_COUNT.
 */

type Call = (...given: unknown[]) => unknown;

const killAt = Number(process.env["KILL_AT"] ?? Infinity);
const how = process.env["KILL_HOW"] ?? "before";
const countFile = process.env["KILL_COUNT"];
let calls = 0;

function kill(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

function counted(original: Call): Call {
  return function (this: unknown, ...given: unknown[]): unknown {
    if (++calls !== killAt) return Reflect.apply(original, this, given);
    if (how === "before") kill();
    const done = Reflect.apply(original, this, how === "torn" ? halve(given) : given);
    if (done instanceof Promise) return done.finally(kill);
    if (how === "torn" || original.name.endsWith("Sync") || original.name === "exec") kill();
    setImmediate(kill);
    return done;
  };
}

/** Half of the bytes: of those that a length says, which stands behind the buffer and an offset, else of the buffer. */
function halve(given: readonly unknown[]): unknown[] {
  const buffer = given.findIndex((value) => value instanceof Uint8Array);
  const hasLength = buffer >= 0 && typeof given[buffer + 2] === "number";
  return given.map((value, index) => {
    if (hasLength) return index === buffer + 2 ? (value as number) >> 1 : value;
    return value instanceof Uint8Array ? value.subarray(0, value.length >> 1) : value;
  });
}

function patch(target: object, names: readonly string[]): void {
  for (const name of names) {
    const original = Reflect.get(target, name) as Call;
    Reflect.set(target, name, Object.defineProperty(counted(original), "name", { value: name }));
  }
}

patch(fs, [
  "openSync",
  "writeSync",
  "fsyncSync",
  "closeSync",
  "mkdirSync",
  "renameSync",
  "rmSync",
  "open",
  "write",
  "writev",
]);
patch(fs.promises, [
  "open",
  "rename",
  "rm",
  "rmdir",
  "mkdir",
  "mkdtemp",
  "copyFile",
  "unlink",
  "writeFile",
  "appendFile",
]);
const handle = await fs.promises.open(import.meta.filename);
const handlePrototype = Object.getPrototypeOf(handle) as object;
await handle.close();
patch(handlePrototype, ["write", "writeFile", "appendFile", "sync", "datasync", "truncate", "close"]);
patch(http, ["request"]);
patch(loadSqlite().DatabaseSync.prototype, ["exec"]);
syncBuiltinESMExports();

if (countFile !== undefined) {
  const file = countFile;
  process.on("exit", () => {
    const total = calls;
    appendFileSync(file, `${total}\n`);
  });
}
