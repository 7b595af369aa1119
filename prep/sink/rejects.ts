import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import path from "node:path";

/** Something of a flow log that could not become rows, with its place. */
export interface Reject {
  /** Source and blob it came from. */
  readonly source: string;
  readonly blob: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly reason: string;
  /** Its text; cut where it is very long, as `byteLength` shows. */
  readonly raw: string;
}

/** One line of JSON per reject, in a file that is there only when there is a reject. */
export interface RejectsFile {
  readonly folder: string;
  readonly files: string[];
  descriptor: number | undefined;
}

const fileName = "rejects.jsonl";

export function createRejectsFile(folder: string): RejectsFile {
  return { folder, files: [], descriptor: undefined };
}

/** Writes one reject at once. */
export function writeReject(rejects: RejectsFile, reject: Reject): void {
  if (rejects.descriptor === undefined) {
    mkdirSync(rejects.folder, { recursive: true });
    rejects.descriptor = openSync(path.join(rejects.folder, fileName), "wx");
    rejects.files.push(fileName);
  }
  writeSync(rejects.descriptor, `${JSON.stringify(reject)}\n`);
}

/** Makes the file durable and lets go of it. */
export function closeRejects(rejects: RejectsFile): void {
  if (rejects.descriptor === undefined) return;
  fsyncSync(rejects.descriptor);
  closeSync(rejects.descriptor);
  rejects.descriptor = undefined;
}
