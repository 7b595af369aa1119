import { PrepError } from "../errors.ts";
import { folders, writtenFolders, type Commit } from "./destination.ts";

/** How flow-chord 0.1.0 has listed its files; it kept no checkpoint, so its tables are written anew. */
export const formerManifest = `${folders.state}/tables.json`;

/** No separator of any system, no drive, no stream of NTFS, no control character. */
const forbidden = /[\\:\u0000-\u001f\u007f]/;

/**
 * Gives the path back where it is one that we write, now or in 0.1.0: `flows/…`, `rejects/…` or `_runs/…`, with `/`,
 * without empty segments, `.` and `..`. Throws a PrepError for any other, so that a damaged checkpoint cannot reach
 * beyond the tables.
 */
export function checkPath(path: string): string {
  const segments = path.split("/");
  if (path === formerManifest) return path;
  const isOurs = segments.length > 1 && writtenFolders.includes(segments[0] ?? "") && segments.every(isName);
  if (!isOurs)
    throw new PrepError("destination", `refusing to write to ${JSON.stringify(path)}: not a path of a table`);
  return path;
}

/** Gives the id of a run back where it can be the name of a folder; throws a PrepError otherwise. */
export function checkRunId(runId: string): string {
  if (/^\w[\w.-]*$/.test(runId)) return runId;
  throw new PrepError("destination", `${JSON.stringify(runId)} is not the id of a run`);
}

/** Throws a PrepError before anything is touched where a commit names something that is not ours. */
export function checkCommit({ runId, staged, removed, ledger }: Commit): void {
  checkRunId(runId);
  for (const path of [...staged.map((file) => file.path), ...removed, ledger.path]) checkPath(path);
  if (ledger.line.includes("\n")) throw new PrepError("destination", "a line of the ledger has a line feed in it");
}

function isName(segment: string): boolean {
  return segment !== "" && segment !== "." && segment !== ".." && !forbidden.test(segment);
}
