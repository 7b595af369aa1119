import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { keepContainer } from "./flowLogs/container.ts";
import { openStorage } from "./prepAzurite.ts";
import type { Format, PrepCase } from "./prepCases.ts";
import { isRepeated, ourCommand, ourPlace, ourTables, rivalCommand, rivalPlace, type Task } from "./prepCommands.ts";
import { runProcess, type Command, type ProcessRun } from "./prepProcess.ts";
import { checkSame, checkTotals, readFacts } from "./prepTables.ts";

/** One round of one side: the process, and what it wrote. */
export interface SideRun extends ProcessRun {
  readonly outBytes: number;
}

/** A case in one format, ready to be run, and what came out of it, round by round. */
export interface Contest extends Task {
  readonly ours: SideRun[];
  readonly rivals: SideRun[];
}

/** Makes the logs where they are not there yet, and reads them once: they come from memory in every round. */
export async function openContest(prepCase: PrepCase, format: Format, folder: string): Promise<Contest> {
  const container = keepContainer(folder, prepCase.container);
  readThrough(listFiles(container.folder));
  const storage = prepCase.rival === "download" ? await openStorage(container.folder) : undefined;
  const outFolder = mkdtempSync(path.join(folder, "out-"));
  const contest = { prepCase, format, container, folder: outFolder, storage, ours: [], rivals: [] };
  if (isRepeated(contest)) await runProcess(ourCommand(contest));
  return contest;
}

export async function closeContest({ folder, storage }: Contest): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await storage?.stop();
}

/** Runs both sides once, prep first in every other round. In the first round it checks what they wrote. */
export async function runRound(contest: Contest, round: number): Promise<void> {
  const { prepCase, ours, rivals } = contest;
  const sides = [
    async () => ours.push(await runSide(contest, ourCommand(contest), ourPlace(contest))),
    async () => {
      if (prepCase.rival !== undefined) rivals.push(await runSide(contest, rivalCommand(contest), rivalPlace(contest)));
    },
  ];
  for (const runOne of round % 2 === 0 ? sides : sides.toReversed()) await runOne();
  checkSaid(contest);
  if (round === 0 && !isRepeated(contest)) await checkTables(contest);
  if (!isRepeated(contest))
    for (const place of [ourPlace(contest), rivalPlace(contest)]) rmSync(place, { recursive: true, force: true });
}

/** What was written before is on the disk, or gone: nobody pays for another one's writing. */
async function runSide(contest: Contest, command: Command, place: string): Promise<SideRun> {
  if (!isRepeated(contest)) rmSync(place, { recursive: true, force: true });
  spawnSync("sync");
  const run = await runProcess(command);
  return { ...run, outBytes: sizeOf(place === ourPlace(contest) ? ourTables(contest) : place) };
}

/** Every round did all of the work, as far as the two tell. */
function checkSaid({ prepCase, container, ours, rivals }: Contest): void {
  const { files, bytes, totals } = container;
  const last = ours.at(-1)?.said.trimEnd().split("\n").at(-1) ?? "";
  const { blobs, blobsUnchanged, rows, rejected } = JSON.parse(last) as Record<string, number>;
  const wanted = prepCase.rival === "listing" ? [0, files, 0, 0] : [files, 0, totals.rows, 0];
  const found = [blobs, blobsUnchanged, rows, rejected];
  if (found.join() !== wanted.join())
    throw new Error(`${prepCase.name}: prep did ${found.join()}, not ${wanted.join()}`);
  const rivalSaid = rivals.at(-1)?.said.trim() ?? "";
  const rivalWanted = { duckdb: "", download: String(bytes), listing: String(files), none: "" }[
    prepCase.rival ?? "none"
  ];
  if (rivalSaid !== rivalWanted) throw new Error(`${prepCase.name}: the rival did ${rivalSaid}, not ${rivalWanted}`);
}

/** Both tables are what the logs were made of, and are the same, row by row. */
async function checkTables(contest: Contest): Promise<void> {
  const { prepCase, format, container } = contest;
  const ours = await readFacts(path.join(ourTables(contest), "**", `*.${format}`), format);
  checkTotals(`${prepCase.name}: prep`, ours, container.totals);
  if (prepCase.rival === "duckdb") checkSame(prepCase.name, ours, await readFacts(rivalPlace(contest), format));
}

/** Bytes of a file, or of all files below a folder; 0 where there is nothing. */
function sizeOf(place: string): number {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  return found.isFile() ? found.size : listFiles(place).reduce((sum, file) => sum + statSync(file).size, 0);
}

/** A walk of one's own: `readdirSync` with `recursive` takes three times as long. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(place) : [place];
  });
}

function readThrough(files: readonly string[]): void {
  const buffer = Buffer.allocUnsafe(1 << 20);
  for (const file of files) {
    const input = openSync(file, "r");
    while (readSync(input, buffer) > 0);
    closeSync(input);
  }
}
