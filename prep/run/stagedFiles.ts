import { deleteFile, getFile, putFile, type KnownFile } from "../checkpoint/tableFiles.ts";
import type { FilePart, StagedFile } from "../destination/destination.ts";
import { messageOf, PrepError } from "../errors.ts";
import type { ExistingFile } from "../sink/tableFormat.ts";
import type { Part } from "./part.ts";

/** What a part changes in the destination, staged. */
export interface StagedTables {
  readonly staged: StagedFile[];
  /** What the checkpoint knows of the staged files. */
  readonly files: KnownFile[];
  readonly removed: string[];
}

/** A file as the last commit has left it. Throws a PrepError where it is another one now. */
export async function openExisting({ destination }: Part, known: KnownFile): Promise<ExistingFile> {
  const access = await destination.read(known.path);
  if (access?.byteLength === known.bytes) return { access, segments: known.segments, tally: known.tally };
  const what = access ? "was changed by somebody else" : "is missing";
  const message = `${known.path} in ${destination.label} ${what}; run with --full to write the tables anew`;
  throw new PrepError("destination", message, { where: known.path });
}

/** Why a file of the tables could not be read. */
export function explainDamage(cause: unknown, path: string): unknown {
  if (cause instanceof PrepError) return cause;
  const reason = messageOf(cause);
  return new PrepError("destination", `${path} is damaged (${reason}); run with --full`, { where: path, cause });
}

/** Stages a file, or removes it where it has no rows any more. */
export async function stageFile(
  { checkpoint, destination }: Part,
  tables: StagedTables,
  { file, parts }: { readonly file: KnownFile; readonly parts: readonly FilePart[] },
): Promise<void> {
  if (file.tally.rows > 0) {
    tables.staged.push(await destination.stage(file.path, parts));
    tables.files.push(file);
    putFile(checkpoint, file);
  } else if (getFile(checkpoint, file.path)) {
    tables.removed.push(file.path);
    deleteFile(checkpoint, file.path);
  }
}

/** Bytes of a new version. */
export function sizeOf(parts: readonly FilePart[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === "new" ? part.content.length : part.end - part.start), 0);
}
