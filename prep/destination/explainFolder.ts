import { codeOf, PrepError } from "../errors.ts";

/** What the system says when there is no room, in words. */
export const noRoom: Readonly<Partial<Record<string, string>>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "a file has become too large for the disk or the limits of this account",
};

const words: typeof noRoom = {
  ...noRoom,
  EROFS: "the disk is read-only",
  ENOENT: "a folder or a file is not there",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  EACCES: "access is denied, or another program has the file open",
  EPERM: "access is denied, or another program has the file open",
  EBUSY: "another program has the file open",
  EMFILE: "too many files are open",
  EIO: "the disk has failed",
};

/** One sentence that says why a folder cannot be written to, and at which file where that is known. */
export function explainFolder(cause: unknown, root: string): unknown {
  if (!(cause instanceof Error) || cause instanceof PrepError) return cause;
  const known = words[codeOf(cause)];
  const file = "path" in cause && typeof cause.path === "string" && cause.path !== root ? ` (${cause.path})` : "";
  const reason = known === undefined ? cause.message : known + file;
  return new PrepError("destination", `cannot write to ${root}: ${reason}`, { where: root, cause });
}
