import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";

/** Offsets in the memory of the kernel, and counts, by their names in prep/kernel/assembly. Counts change as it works. */
export type NumberName =
  | ("input" | "inputCapacity" | "pathMacText" | "stopped" | "reason")
  | ("rowCount" | "recordCount" | "deniedCount" | "segmentCount" | "groupCount" | "textCount" | "rowCapacity")
  | ("groupCapacity" | "recordCapacity" | "segmentCapacity" | "textCapacity")
  | ("segmentRows" | "segmentLineages" | "segmentHours" | "ranges" | "tallies")
  | ("times" | "sources" | "targets" | "sourcePorts" | "targetPorts" | "kinds" | "encryptions" | "counters")
  | ("counterNulls" | "groupRows" | "groupRecords")
  | ("groupRules" | "groupMacs" | "groupAcls" | "recordResources" | "recordTargets" | "recordVersions")
  | ("page" | "pageLength" | "nullCount" | "distinctCount" | "distinctSmall" | "distinctLarge")
  | ("selectedSmall" | "selectedLarge" | "selectedNulls")
  | ("csv" | "csvLength" | "csvRows")
  | ("texts" | "textsLength" | "textStarts" | "addressStarts" | "addressCount");

type BigName = "earliest" | "latest" | "least" | "greatest";

/** The functions of the kernel; what they do stands there. Truth values are 0 and 1. */
export interface KernelFunctions {
  readonly allocate: (rows: number, inputBytes: number) => void;
  readonly clear: () => void;
  readonly keepSegments: (count: number) => void;
  readonly beginReading: (lineage: number, macLength: number, sinceMs: bigint, untilMs: bigint) => void;
  readonly scan: (from: number, to: number) => void;
  readonly countGroups: () => number;
  readonly tally: (firstRow: number, endRow: number) => void;
  readonly select: (rangeCount: number) => void;
  readonly selectBatch: (rows: number) => void;
  readonly copyCodes: (column: number) => void;
  readonly copyBits: (column: number, shift: number, mask: number, base: number) => void;
  readonly copyNumbers: (column: number, factor: bigint, nullBit: number) => void;
  readonly spreadCodes: (column: number, isByRecord: number) => void;
  readonly spreadTimes: () => void;
  readonly writeSmall: (isNullable: number) => void;
  readonly writeLarge: (isNullable: number) => void;
  readonly writeTexts: (ofAddresses: number) => void;
  readonly beginCsv: () => void;
  readonly writeCsv: () => void;
}

/** One instance of the kernel: its rows, its texts, its memory, which does not move. */
export interface Kernel extends KernelFunctions {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly words: Uint32Array<ArrayBuffer>;
  readonly longs: BigUint64Array<ArrayBuffer>;
  readonly get: (name: NumberName) => number;
  readonly getBig: (name: BigName) => bigint;
}

const file = path.join(import.meta.dirname, "dist", "kernel.wasm");
let compiled: WebAssembly.Module | undefined;

/** Whether the kernel was built: `npm` scripts do that. Without it the reference path does all the work. */
export function hasKernel(): boolean {
  return existsSync(file);
}

/** The compiled kernel, which threads can share; undefined where it was not built. */
export function compileKernel(): WebAssembly.Module | undefined {
  return hasKernel() ? (compiled ??= new WebAssembly.Module(readFileSync(file))) : undefined;
}

/** Takes a kernel that another thread has compiled. */
export function shareKernel(module: WebAssembly.Module | undefined): void {
  compiled = module;
}

/** A kernel with room for so many rows and bytes of input. Its memory is about 110 bytes a row, and 30 MB. */
export function createKernel(rows: number, inputBytes: number): Kernel {
  const module = compileKernel();
  if (module === undefined) throw new Error(`${file} is missing: npm scripts build it`);
  let bytes = new Uint8Array();
  const bytesAt = (start: number, length: number): Uint8Array => bytes.subarray(start, start + length);
  const { exports } = new WebAssembly.Instance(module, {
    addresses: {
      isAddress: (start: number, length: number) => Number(isIP(Buffer.from(bytesAt(start, length)).toString()) > 0),
    },
    dictionary: {
      isUtf8: (start: number, length: number) => Number(isUtf8(bytesAt(start, length))),
    },
  });
  const functions = exports as unknown as KernelFunctions;
  functions.allocate(rows, inputBytes);
  const { buffer } = exports["memory"] as WebAssembly.Memory;
  bytes = new Uint8Array(buffer);
  const globalOf = (name: string): WebAssembly.Global => exports[name] as WebAssembly.Global;
  return {
    ...functions,
    bytes,
    words: new Uint32Array(buffer),
    longs: new BigUint64Array(buffer),
    get: (name) => Number(globalOf(name).value),
    getBig: (name) => BigInt(globalOf(name).value),
  };
}
