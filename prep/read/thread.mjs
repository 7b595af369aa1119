// Where a reader's thread begins: a thread does not have the compile cache of its process by itself.
import module from "node:module";

module.enableCompileCache?.();
await import("./thread.ts");
