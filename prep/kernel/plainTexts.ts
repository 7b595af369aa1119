/** Texts as Parquet has them in a dictionary: each behind its length in four bytes. */
export function plainTexts(texts: readonly string[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + text.length * 3 + 4, 0));
  let to = 0;
  for (const text of texts) {
    const length = bytes.write(text, to + 4);
    bytes.writeUInt32LE(length, to);
    to += 4 + length;
  }
  return bytes.subarray(0, to);
}
