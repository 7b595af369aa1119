import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** The files of a prepared folder, all of one kind, sorted by name. */
export interface Tables {
  readonly kind: "parquet" | "csv";
  readonly files: readonly string[];
}

/**
 * Finds the flows table in `data`: a folder that prep has written, any folder below it, or one file. Parquet goes
 * first; CSV is read where there is none. Names that start with `_` or `.` and the folder `rejects` are left out.
 */
export async function listTables(data: string): Promise<Tables> {
  const found = await stat(data).catch(() => undefined);
  if (found === undefined) throw new Error(`no such file or folder: ${data}`);
  const files = found.isDirectory() ? await listFolder(await findFlows(data)) : [data];
  for (const kind of ["parquet", "csv"] as const) {
    const ofKind = files.filter((file) => file.toLowerCase().endsWith(`.${kind}`));
    if (ofKind.length > 0) return { kind, files: ofKind };
  }
  throw new Error(`no .parquet and no .csv in ${data}; run "flow-chord prep … --out ${data}" first`);
}

/** The folder `flows` of what prep has written, or the folder itself where there is none. */
async function findFlows(data: string): Promise<string> {
  const flows = path.join(data, "flows");
  const found = await stat(flows).catch(() => undefined);
  return found?.isDirectory() ? flows : data;
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
