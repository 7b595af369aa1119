/** What of WebAssembly is used here: the types of Node have none of it, and those of browsers bring much else. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Global {
    readonly value: number | bigint;
  }
  type Exports = Readonly<Record<string, unknown>>;
  type Module = object;
  interface Instance {
    readonly exports: Exports;
  }
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  const Instance: new (module: Module, imports: Readonly<Record<string, Exports>>) => Instance;
}
