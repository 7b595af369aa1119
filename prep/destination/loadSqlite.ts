import type * as sqlite from "node:sqlite";

/**
 * Node's SQLite, without the one warning that Node 22 writes to standard error when the module loads: that it is
 * experimental. Loading is synchronous, so no warning of anybody else can come in between; one that does is passed on.
 */
export function loadSqlite(): typeof sqlite {
  const before = Object.getOwnPropertyDescriptor(process, "emitWarning") ?? {};
  const emitWarning = process.emitWarning.bind(process);
  const passOn = (...given: unknown[]): void => {
    if (!/^SQLite is an experimental feature/.test(String(given[0]))) Reflect.apply(emitWarning, undefined, given);
  };
  process.emitWarning = passOn;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    Object.defineProperty(process, "emitWarning", before);
  }
}
