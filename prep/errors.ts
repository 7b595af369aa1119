/**
 * What went wrong, for a program: a bad option, a source or destination that cannot be used, a reject under `--strict`,
 * counts that do not add up, a commit that the next run must finish, a run that was stopped, a model that is not refreshed.
 */
export type PrepErrorCode =
  "options" | "source" | "destination" | "strict" | "ledger" | "unfinished" | "stopped" | "refresh";

/** Exit statuses of `flow-chord`; rejects are no failure, but a script must be able to see them. */
export const exitStatus = { done: 0, failed: 1, badOptions: 2, doneWithRejects: 3 } as const;

/** The one error that prep throws on purpose. `where` is a blob, a path or a URL without its secrets. */
export class PrepError extends Error {
  override readonly name = "PrepError";
  readonly code: PrepErrorCode;
  readonly where: string | undefined;

  constructor(code: PrepErrorCode, message: string, details: { where?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.where = details.where;
  }
}

/** Code of a system error, as `ENOENT`, or of a refusal of Blob Storage, as `BlobNotFound`; else an empty string. */
export function codeOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "";
}

/** What was thrown, in its own words. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
