/**
 * Primitives of TMDL: a node is a line, what belongs to it stands one tab deeper. Text of several lines (formulas, queries)
 * stands two tabs deeper than the line it belongs to, as the object model itself writes it.
 * https://learn.microsoft.com/analysis-services/tmdl/tmdl-overview
 */
export interface TmdlNode {
  readonly line: string;
  readonly description?: string;
  /** Text after the line's `=`. */
  readonly expression?: string;
  /** A property, not an object: no empty line before it. `isShallow`: its text stands only one tab deeper. */
  readonly isProperty?: boolean;
  readonly isShallow?: boolean;
  readonly children?: readonly TmdlNode[];
}

/** The text of a file: its nodes with empty lines between them, and one behind, as the object model writes it. */
export function formatTmdl(nodes: readonly TmdlNode[]): string {
  return nodes.map((node) => `${formatNode(node, 0)}\n\n`).join("");
}

/** Nodes of which none is set apart from the one before. */
export function joinLines(nodes: readonly TmdlNode[]): TmdlNode[] {
  return nodes.map((node) => ({
    ...node,
    isProperty: true,
    ...(node.children === undefined ? {} : { children: joinLines(node.children) }),
  }));
}

/** A name as TMDL wants it: in quotes where it is more than letters, digits and `_`. */
export function quoteName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** A property on one line; values that spaces or quotes could spoil stand in quotes. */
export function property(name: string, value: string | number): TmdlNode {
  const text = String(value);
  const isPlain = text === text.trim() && text !== "" && !text.startsWith('"') && !/[\r\n]/.test(text);
  return { line: `${name}: ${isPlain ? text : `"${text.replaceAll('"', '""')}"`}` };
}

/** A property that is true by being there. */
export function flag(name: string, isSet: boolean | undefined): readonly TmdlNode[] {
  return isSet === true ? [{ line: name }] : [];
}

/** A property that is written only where it has a value. */
export function optional(name: string, value: string | number | undefined): readonly TmdlNode[] {
  return value === undefined ? [] : [property(name, value)];
}

function formatNode(node: TmdlNode, depth: number): string {
  const indent = "\t".repeat(depth);
  const description = (node.description?.split("\n") ?? []).map((line) => `${indent}/// ${line}`);
  const children = node.children ?? [];
  return [
    ...description,
    `${indent}${node.line}${node.expression === undefined ? "" : formatExpression(node.expression, depth + (node.isShallow === true ? 1 : 2))}`,
    ...children.map((child) => `${isObject(child) ? "\n" : ""}${formatNode(child, depth + 1)}`),
  ].join("\n");
}

/** What has children or a formula is an object: it is set apart by an empty line. */
function isObject(node: TmdlNode): boolean {
  return node.isProperty !== true && ((node.children?.length ?? 0) > 0 || node.expression !== undefined);
}

/** One line stays behind the `=`; a description or an empty line inside would end the text, so there must be none. */
function formatExpression(expression: string, depth: number): string {
  const lines = expression.trim().split("\n");
  if (lines.length === 1) return ` = ${lines.join("")}`;
  if (lines.some((line) => line.trim() === "")) throw new Error(`empty line in an expression: ${lines[0] ?? ""}`);
  return ` =\n${lines.map((line) => "\t".repeat(depth) + line.trimEnd()).join("\n")}`;
}
