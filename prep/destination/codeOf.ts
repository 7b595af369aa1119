/** Code of a system error, as `ENOENT`, or of a refusal of Blob Storage, as `BlobNotFound`; else an empty string. */
export function codeOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "";
}
