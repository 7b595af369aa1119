import { DefaultSettings, TaskUtils } from "@microsoft/powerquery-parser";
import { operate } from "./operators.ts";
import { asFunction, asList, asNumber, asTable, delay, field, kindOf, record, type Value } from "./values.ts";

/** A node of the syntax tree, without the parser's many types for it. */
interface Node {
  readonly kind: string;
  readonly [property: string]: unknown;
}
type Scope = (name: string) => Value;

/** Parses expressions that refer to each other, and gives each one's value when it is asked for. */
export async function evaluateAll(
  expressions: Readonly<Record<string, string>>,
  library: Readonly<Record<string, Value>>,
): Promise<(name: string) => Value> {
  const values = new Map<string, () => Value>();
  const scope: Scope = (name) => {
    const value = values.get(name);
    if (value !== undefined) return value();
    if (!(name in library)) throw new Error(`the name "${name}" was not recognized`);
    return library[name] ?? null;
  };
  for (const [name, text] of Object.entries(expressions)) {
    const task = await TaskUtils.tryLexParse(DefaultSettings, text);
    if (!TaskUtils.isParseStageOk(task)) throw new Error(`${name} does not parse`);
    values.set(
      name,
      delay(() => evaluate(task.ast as unknown as Node, scope)),
    );
  }
  return scope;
}

function evaluate(node: Node, scope: Scope): Value {
  const evaluator = evaluators[node.kind];
  if (evaluator === undefined) throw new Error(`${node.kind} is not known here`);
  return evaluator(node, scope);
}

const child = (node: Node, name: string): Node => node[name] as Node;
const childOrNone = (node: Node, name: string): Node | undefined => node[name] as Node | undefined;
const wordOf = (node: Node, name: string): string => node[name] as string;
const elements = (node: Node, name: string): readonly Node[] => child(node, name)["elements"] as readonly Node[];
const items = (node: Node, name = "content"): Node[] => elements(node, name).map((element) => child(element, "node"));
const literal = (node: Node): string => wordOf(node, "literal").replace(/^#"(.*)"$/, "$1");
const signOf = (node: Node): string => wordOf(child(node, "operatorConstant"), "constantKind");

const evaluators: Readonly<Record<string, (node: Node, scope: Scope) => Value>> = {
  LetExpression: evaluateLet,
  IfExpression: (node, scope) => {
    const condition = evaluate(child(node, "condition"), scope);
    if (typeof condition !== "boolean") throw new Error(`a condition must be true or false, not ${kindOf(condition)}`);
    return evaluate(child(node, condition ? "trueExpression" : "falseExpression"), scope);
  },
  FunctionExpression: evaluateFunction,
  EachExpression: (node, scope) => (row) => evaluate(child(node, "paired"), bind(scope, [["_", () => row ?? null]])),
  ParenthesizedExpression: (node, scope) => evaluate(child(node, "content"), scope),
  MetadataExpression: (node, scope) => evaluate(child(node, "left"), scope),
  IdentifierExpression: (node, scope) => scope(literal(child(node, "identifier"))),
  LiteralExpression: evaluateLiteral,
  RecursivePrimaryExpression: evaluateChain,
  FieldSelector: (node, scope) => field(scope("_"), literal(child(node, "content"))),
  RecordExpression: (node, scope) =>
    record(
      items(node).map((pair) => [literal(child(pair, "key")), delay(() => evaluate(child(pair, "value"), scope))]),
    ),
  ListExpression: (node, scope) =>
    items(node).flatMap((item) =>
      item.kind === "RangeExpression" ? evaluateRange(item, scope) : [evaluate(item, scope)],
    ),
  ArithmeticExpression: evaluateBinary,
  EqualityExpression: evaluateBinary,
  RelationalExpression: evaluateBinary,
  LogicalExpression: (node, scope) => {
    const isAnd = signOf(node) === "and";
    return evaluate(child(node, "left"), scope) === isAnd ? evaluate(child(node, "right"), scope) : !isAnd;
  },
  UnaryExpression: (node, scope) => {
    const value = evaluate(child(node, "typeExpression"), scope);
    const [operator] = elements(node, "operators");
    if (operator?.["constantKind"] === "-") return -asNumber(value);
    if (typeof value !== "boolean") throw new Error(`not of ${kindOf(value)}`);
    return !value;
  },
  IsExpression: (node, scope) =>
    kindOf(evaluate(child(node, "left"), scope)) === wordOf(child(node, "right"), "primitiveTypeKind"),
  TypePrimaryType: (node) => ({ kind: "type", ...readType(child(node, "paired")) }),
};

function bind(scope: Scope, bound: Iterable<readonly [string, () => Value]>): Scope {
  const names = new Map(bound);
  return (name) => (names.get(name) ?? (() => scope(name)))();
}

/** Steps are evaluated when they are asked for, and may stand in any order. */
function evaluateLet(node: Node, outer: Scope): Value {
  const steps = new Map<string, () => Value>();
  const scope: Scope = (name) => (steps.get(name) ?? (() => outer(name)))();
  for (const pair of items(node, "variableList")) {
    steps.set(
      literal(child(pair, "key")),
      delay(() => evaluate(child(pair, "value"), scope)),
    );
  }
  return evaluate(child(node, "expression"), scope);
}

function evaluateFunction(node: Node, scope: Scope): Value {
  const parameters = items(child(node, "parameters")).map((parameter) => ({
    name: literal(child(parameter, "name")),
    type: childOrNone(parameter, "parameterType"),
  }));
  return (...args) => {
    if (args.length !== parameters.length) throw new Error(`${String(args.length)} arguments given`);
    for (const [index, { name, type }] of parameters.entries()) checkType(name, args[index] ?? null, type);
    const bound = parameters.map(({ name }, index) => [name, () => args[index] ?? null] as const);
    const result = evaluate(child(node, "expression"), bind(scope, bound));
    checkType("the result", result, childOrNone(node, "functionReturnType"));
    return result;
  };
}

function checkType(name: string, value: Value, asserted: Node | undefined): void {
  if (asserted === undefined) return;
  const type = readType(child(asserted, "paired"));
  if (type.name === "any" || (value === null && type.isNullable) || kindOf(value) === type.name) return;
  throw new Error(`${name} must be ${type.name}, not ${kindOf(value)}`);
}

function readType(node: Node): { name: string; isNullable: boolean; columns: string[] } {
  if (node.kind.startsWith("Nullable")) return { ...readType(child(node, "paired")), isNullable: true };
  if (node.kind === "IdentifierExpression") {
    return { name: literal(child(node, "identifier")), isNullable: false, columns: [] };
  }
  if (node.kind !== "TableType") return { name: wordOf(node, "primitiveTypeKind"), isNullable: false, columns: [] };
  const columns = items(child(node, "rowType")).map((column) => literal(child(column, "name")));
  return { name: "table", isNullable: false, columns };
}

function evaluateLiteral(node: Node): Value {
  const text = wordOf(node, "literal");
  const kind = wordOf(node, "literalKind");
  if (kind === "Null") return null;
  if (kind === "Logical") return text === "true";
  return kind === "Text" ? readText(text) : Number(text);
}

function readText(text: string): string {
  const escapes: Readonly<Record<string, string>> = { "#": "#", lf: "\n", cr: "\r", tab: "\t" };
  return text
    .slice(1, -1)
    .replaceAll('""', '"')
    .replace(/#\(([^)]*)\)/g, (_, name: string) => escapes[name] ?? String.fromCharCode(parseInt(name, 16)));
}

function evaluateBinary(node: Node, scope: Scope): Value {
  const sign = signOf(node);
  return operate(sign, evaluate(child(node, "left"), scope), evaluate(child(node, "right"), scope));
}

function evaluateRange(node: Node, scope: Scope): Value[] {
  const [first, last] = ["left", "right"].map((side) => evaluate(child(node, side), scope) as string);
  const [start = 0, end = 0] = [first?.charCodeAt(0), last?.charCodeAt(0)];
  return Array.from({ length: end - start + 1 }, (_, index) => String.fromCharCode(start + index));
}

/** `head(…)`, `head{…}`, `head[…]`, one behind the other. */
function evaluateChain(node: Node, scope: Scope): Value {
  const links = elements(node, "recursiveExpressions");
  return links.reduce<Value>((value, link) => follow(value, link, scope), evaluate(child(node, "head"), scope));
}

function follow(value: Value, link: Node, scope: Scope): Value {
  if (link.kind === "InvokeExpression") return asFunction(value)(...items(link).map((item) => evaluate(item, scope)));
  if (link.kind === "FieldSelector") {
    const name = literal(child(link, "content"));
    return kindOf(value) === "table"
      ? asTable(value)
          .rows()
          .map((row) => field(row, name))
      : field(value, name);
  }
  const key = evaluate(child(link, "content"), scope);
  const list: readonly Value[] = kindOf(value) === "table" ? asTable(value).rows() : asList(value);
  const found = typeof key === "number" ? list[key] : findRow(list, key);
  if (found === undefined) throw new Error("the key did not match any rows");
  return found;
}

/** `table{[Name = "x"]}`: the one row that has this. */
function findRow(rows: readonly Value[], key: Value): Value | undefined {
  const wanted = [...(key as { fields: ReadonlyMap<string, () => Value> }).fields];
  const found = rows.filter((row) => wanted.every(([name, value]) => field(row, name) === value()));
  return found.length === 1 ? found[0] : undefined;
}
