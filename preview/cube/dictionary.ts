/** Texts and their codes, in the order in which they were first seen. */
export interface Dictionary {
  readonly texts: readonly string[];
  codeOf(text: string): number;
}

/** A map, not an object: a host may be called `__proto__`. */
export function createDictionary(): Dictionary {
  const codes = new Map<string, number>();
  const texts: string[] = [];
  const codeOf = (text: string): number => {
    const known = codes.get(text);
    if (known !== undefined) return known;
    codes.set(text, texts.length);
    return texts.push(text) - 1;
  };
  return { texts, codeOf };
}
