import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { nsgRecord, tupleAt } from "./records.ts";
import { temporaryFolder } from "./runCli.ts";

/*
 * Logs large enough for several readers.
 */

const noon = Date.UTC(2026, 10, 22, 12) / 1000;
/** How many logs there are. */
export const files = 3;
const records = 600;
/** Rows of a log. */
export const rowsOfLog = records * 300;

/** A log of an hour, with rows of the hour before, and now and then an odd tuple or a damaged record. */
export function logOf(file: number): string {
  const list: string[] = [];
  for (let index = 0; index < records; index++) {
    const seconds = noon + (file % 2) * 3600 - 60 + (index % 3600);
    const tuples = Array.from({ length: 300 }, (_, at) => tupleAt(seconds, { destPort: (index * 7 + at) % 65536 }));
    if (index % 100 === 50) tuples.push("1,2,3");
    list.push(JSON.stringify(nsgRecord(tuples, { more: `${file} ${index}` })));
    if (index % 150 === 75) list.push('{"time":"broken');
  }
  return `{"records":[${list.join(",")}]}`;
}

/** A folder of a test, and the logs in it. */
export interface Places {
  readonly folder: string;
  readonly logs: string;
}

/** Writes the logs below a folder that is removed when the test ends. */
export async function writeLogs(context: Parameters<typeof temporaryFolder>[0]): Promise<Places> {
  const folder = await temporaryFolder(context);
  const logs = path.join(folder, "logs");
  await mkdir(logs);
  for (let file = 0; file < files; file++) await writeFile(path.join(logs, `${file}.json`), logOf(file));
  return { folder, logs };
}
