/** What an expression of DAX names. Text in quotes names nothing, but may define columns (`ADDCOLUMNS ( …, "@Bytes", … )`). */
export interface DaxNames {
  /** `Table[Column]`, or a column or measure without its table. */
  readonly fields: readonly { readonly table: string | undefined; readonly field: string }[];
  /** Tables by themselves and variables. */
  readonly words: readonly string[];
  readonly functions: readonly string[];
  readonly variables: readonly string[];
  readonly texts: readonly string[];
}

const tokens = /"(?:[^"]|"")*"|'(?:[^']|'')+'|\[(?:[^\]]|\]\])+\]|[\p{L}_][\p{L}\p{N}_.]*|\d[\d.E]*|\s+|[^\s]/gu;
const keywords = new Set(["VAR", "RETURN", "IN", "NOT", "ASC", "DESC"]);

/** Reads an expression of DAX token by token. */
export function readDax(expression: string): DaxNames {
  const list = (expression.match(tokens) ?? []).filter((token) => token.trim() !== "");
  const fields: { table: string | undefined; field: string }[] = [];
  const [words, functions, variables, texts]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const [index, token] of list.entries()) {
    const [before = "", next = ""] = [list[index - 1], list[index + 1]];
    if (token.startsWith('"')) texts.push(token.slice(1, -1).replaceAll('""', '"'));
    else if (token.startsWith("["))
      fields.push({ table: isTable(before) ? unquote(before) : undefined, field: token.slice(1, -1) });
    else if (!isTable(token) || next.startsWith("[")) continue;
    else if (before === "VAR") variables.push(token);
    else if (next === "(") functions.push(token);
    else words.push(unquote(token));
  }
  return { fields, words, functions, variables, texts };
}

/** A name that may stand before a column. */
function isTable(token: string): boolean {
  return /^['\p{L}_]/u.test(token) && !keywords.has(token);
}

function unquote(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}
