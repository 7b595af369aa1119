const decoder = new TextDecoder("utf-8", { fatal: true });

/** A parsed value, or the error that says why the text is not JSON. */
export type ParsedJson = { readonly value: unknown } | Error;

/** Parses UTF-8 bytes; bytes that are no UTF-8 are an error too, since they would be read as other characters. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  try {
    return parseJsonText(decoder.decode(bytes));
  } catch {
    return new Error("bytes that are not UTF-8");
  }
}

/** Never throws. */
export function parseJsonText(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
