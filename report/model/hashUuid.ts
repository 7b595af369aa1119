import { createHash } from "node:crypto";

/** A UUID (version 8, from a hash) that is the same wherever the same words are given. */
export function hashUuid(...words: readonly string[]): string {
  const digest = createHash("sha256")
    .update(["flow-chord report", ...words].join("\u0000"))
    .digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
