import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** The files of a prepared folder, all of one kind, sorted by name. */
export interface Tables {
  readonly kind: "parquet" | "csv";
  readonly files: readonly string[];
}

/**
 * Finds the tables in `data`: a folder that prep has written, any folder below it, or one file. Of what prep has written
 * hourly totals are taken, where every hour has them, else the flows. Parquet goes first; CSV is read where there is
 * none. Names that start with `_` or `.` and the folder `rejects` are left out.
 */
export async function listTables(data: string): Promise<Tables> {
  const found = await stat(data).catch(() => undefined);
  if (found === undefined) throw new Error(`no such file or folder: ${data}`);
  if (!found.isDirectory()) return chooseKind([data], data);
  const [flows, traffic] = [path.join(data, "flows"), path.join(data, "traffic")];
  if (!(await isFolder(flows))) return chooseKind(await listFolder(data), data);
  const flowTables = chooseKind(await listFolder(flows), data);
  if (!(await isFolder(traffic))) return flowTables;
  const { kind } = flowTables;
  const totals = (await listFolder(traffic)).filter((file) => isOfKind(file, kind));
  const hoursOf = (files: readonly string[], folder: string): string =>
    [...new Set(files.map((file) => path.relative(folder, path.dirname(file))))].sort().join();
  const isWhole = hoursOf(totals, traffic) === hoursOf(flowTables.files, flows);
  return isWhole ? { kind, files: totals } : flowTables;
}

async function isFolder(place: string): Promise<boolean> {
  return (await stat(place).catch(() => undefined))?.isDirectory() === true;
}

function chooseKind(files: readonly string[], data: string): Tables {
  for (const kind of ["parquet", "csv"] as const) {
    const ofKind = files.filter((file) => isOfKind(file, kind));
    if (ofKind.length > 0) return { kind, files: ofKind };
  }
  throw new Error(`no .parquet and no .csv in ${data}; run "flow-chord prep … --out ${data}" first`);
}

function isOfKind(file: string, kind: Tables["kind"]): boolean {
  return file.toLowerCase().endsWith(`.${kind}`);
}

async function listFolder(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const isTable = (name: string): boolean =>
    !name.split(path.sep).some((part) => part.startsWith("_") || part.startsWith(".") || part === "rejects");
  return names
    .filter(isTable)
    .sort()
    .map((name) => path.join(folder, name));
}
