import { mkdirSync } from "node:fs";
import path from "node:path";
import { createOutputFile, type OutputFile } from "./outputFile.ts";

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
  file: OutputFile | undefined;
}

const fileName = "rejects.jsonl";

export function createRejectsFile(folder: string): RejectsFile {
  return { folder, files: [], file: undefined };
}

/** Writes one reject at once. */
export function writeReject(rejects: RejectsFile, reject: Reject): void {
  if (rejects.file === undefined) {
    mkdirSync(rejects.folder, { recursive: true });
    rejects.file = createOutputFile(path.join(rejects.folder, fileName));
    rejects.files.push(fileName);
  }
  rejects.file.write(`${JSON.stringify(reject)}\n`);
}

/** Makes the file durable, where there is one. */
export function finishRejects(rejects: RejectsFile): void {
  rejects.file?.finish();
}

/** Lets go of the file. */
export function abandonRejects(rejects: RejectsFile): void {
  rejects.file?.abandon();
}
