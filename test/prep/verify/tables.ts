import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import {
  closeCheckpoint,
  openCheckpoint,
  packCheckpoint,
  unpackCheckpoint,
  type Checkpoint,
} from "../../../prep/checkpoint/checkpoint.ts";
import { silentProgress } from "../../../prep/progress.ts";
import type { VerifyReport } from "../../../prep/verify/report.ts";
import { runVerify, type VerifyContext } from "../../../prep/verify/verify.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { nsgRecord, tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

/** A folder of logs, and tables that two runs have written from it. */
export interface Tables {
  readonly logs: string;
  readonly out: string;
}

export const noon = 1542110400;
export const hour12 = "flows/date=2018-11-13/hour=12";
export const hour13 = "flows/date=2018-11-13/hour=13";
export const checkpointFile = "_state/checkpoint.sqlite.zst";
export const day = "_runs/2026-11-22.jsonl";

/** One record to a line; the counters of version 1 are null. */
export const firstLines = [tupleAt(noon), `${noon + 1},10.0.0.4,192.0.2.10,1,2,T,O,A`]
  .map(
    (tuple) => `${JSON.stringify(nsgRecord([tuple]))}
`,
  )
  .join("");
export const lastLine = `${JSON.stringify(nsgRecord([tupleAt(noon + 2), tupleAt(noon + 3600)]))}\n`;
const bad = JSON.stringify({ records: [nsgRecord([tupleAt(noon + 3), "1,2,3"])] });

/** 4 rows in hour 12, of which `bad.json` has one and `lines.json` the others; 1 row in hour 13; 1 reject. */
export async function makeTables(
  context: { after(end: () => Promise<void>): void },
  raw: Omit<Parameters<typeof prepHere>[1], "out"> = {},
): Promise<Tables> {
  const folder = await temporaryFolder(context);
  const tables = { logs: path.join(folder, "logs"), out: path.join(folder, "out") };
  await mkdir(tables.logs);
  await writeFile(path.join(tables.logs, "bad.json"), bad);
  await writeFile(path.join(tables.logs, "lines.json"), firstLines);
  await writeFile(path.join(tables.logs, "notes.txt"), "no flow log");
  await runOnce(tables, raw);
  await writeFile(path.join(tables.logs, "lines.json"), `${firstLines}${lastLine}`);
  await runOnce(tables, raw);
  return tables;
}

/** A run of the day that `day` names. */
export async function runOnce({ logs, out }: Tables, raw: Omit<Parameters<typeof prepHere>[1], "out"> = {}) {
  return prepHere([logs], { out, ...raw }, { started: new Date("2026-11-22T12:00:00Z") });
}

/** Verifies in this process. */
export function verifyHere(
  destination: string,
  sources: readonly string[] = [],
  {
    login = { connectionString: undefined, sas: undefined },
    ...rest
  }: Partial<VerifyContext> & {
    readonly login?: VerifyContext["destinationLogin"];
  } = {},
): Promise<VerifyReport> {
  return runVerify(
    { destination, sources },
    {
      source: { login, standardInput: Readable.from([]) },
      destinationLogin: login,
      progress: silentProgress,
      signal: new AbortController().signal,
      clock: () => 0,
      ...rest,
    },
  );
}

/** What differs, a line each. */
export async function differencesOf(...args: Parameters<typeof verifyHere>): Promise<string[]> {
  const { differences } = await verifyHere(...args);
  return differences.map(({ where, what, expected, found }) => `${where}: ${what}: ${expected} / ${found}`);
}

/** Writes another text into a file. */
export async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, "utf8")));
}

/** Flips all bits of one byte; a negative offset counts from the end. */
export async function flipByte(file: string, offset: number): Promise<void> {
  const bytes = await readFile(file);
  const at = offset < 0 ? bytes.length + offset : offset;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  await writeFile(file, bytes);
}

/** Changes what is in the published checkpoint. */
export async function editCheckpoint({ out }: Tables, change: (checkpoint: Checkpoint) => void): Promise<void> {
  const [published, file] = [path.join(out, checkpointFile), path.join(path.dirname(out), "edited.sqlite")];
  await unpackCheckpoint(published, file);
  const checkpoint = openCheckpoint(file);
  change(checkpoint);
  closeCheckpoint(checkpoint);
  await packCheckpoint(file, published);
}
