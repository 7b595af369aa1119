import path from "node:path";
import { folders } from "./destination.ts";

/** The published checkpoint, below the root of any destination. */
export const checkpointName = `${folders.state}/checkpoint.sqlite.zst`;

/** What `StagedFile.token` is in a folder. */
export interface FolderToken {
  /** Of the file in the staged folder of its run. */
  readonly name: string;
  readonly sizeBytes: number;
}

/** Where a path of a destination is on this machine. */
export function placeOf(root: string, file: string): string {
  return path.join(root, ...file.split("/"));
}

/** Where the staged files of a run are. */
export function stagedFolder(root: string, runId: string): string {
  return path.join(root, folders.staging, runId, "staged");
}
