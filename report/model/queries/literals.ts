/** A text literal of M: quotes are doubled, `#(` and control characters are escaped. */
export function quoteText(text: string): string {
  const escaped = text
    .replaceAll('"', '""')
    .replaceAll("#(", "#(#)(")
    .replace(/\p{Cc}/gu, (character) => `#(${character.charCodeAt(0).toString(16).padStart(4, "0")})`);
  return `"${escaped}"`;
}

/** A parameter that Power BI's dialogs offer to change. */
export function formatParameter(value: string, type: "Text" | "DateTime", choices?: readonly string[]): string {
  const list = choices === undefined ? "" : `List = {${choices.map(quoteText).join(", ")}}, DefaultValue = ${value}, `;
  return `${value} meta [IsParameterQuery = true, ${list}Type = "${type}", IsParameterQueryRequired = true]`;
}

/** A table literal of M, with the types of its columns; text and numbers, `undefined` is null. */
export function formatTable(
  columns: readonly (readonly [name: string, type: string])[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string {
  const types = columns.map(([name, type]) => `${name} = ${type}`).join(", ");
  const lines = rows.map((row) => `        {${row.map(formatCell).join(", ")}}`);
  const body = lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n    }`;
  return `#table(\n    type table [${types}],\n    ${body}\n)`;
}

function formatCell(value: string | number | undefined): string {
  if (value === undefined) return "null";
  return typeof value === "number" ? String(value) : quoteText(value);
}
