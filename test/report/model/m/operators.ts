import { asMoment, asText, kindOf, type MMoment, type Value } from "./values.ts";

/** The operators that the queries use, by their sign; another one is an error. */
export function operate(sign: string, left: Value, right: Value): Value {
  if (sign === "=") return isSame(left, right);
  if (sign === "<>") return !isSame(left, right);
  if (["<", ">", "<=", ">="].includes(sign)) return compare(sign, left, right);
  if (left === null || right === null) return null;
  if (sign === "&") return join(left, right);
  if (sign === "+" || sign === "-") return add(left, right, sign === "+" ? 1 : -1);
  throw new Error(`the operator ${sign} is not known here`);
}

function isSame(left: Value, right: Value): boolean {
  if (kindOf(left) !== kindOf(right)) return false;
  return left !== null && typeof left === "object" ? asMoment(left).ms === asMoment(right).ms : left === right;
}

function compare(sign: string, left: Value, right: Value): boolean | null {
  if (left === null || right === null) return null;
  if (kindOf(left) !== kindOf(right)) throw new Error(`${kindOf(left)} ${sign} ${kindOf(right)} is an error in M`);
  const [a, b] = typeof left === "object" ? [asMoment(left).ms, asMoment(right).ms] : [left, right];
  if (sign === "<") return a < b;
  if (sign === ">") return a > b;
  return sign === "<=" ? a <= b : a >= b;
}

function join(left: Value, right: Value): Value {
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  if (kindOf(left) === "date" && kindOf(right) === "time") {
    return { kind: "datetime", ms: asMoment(left).ms + asMoment(right).ms };
  }
  return asText(left) + asText(right);
}

function add(left: Value, right: Value, sign: 1 | -1): Value {
  if (typeof left === "number" && typeof right === "number") return left + sign * right;
  const [a, b] = [asMoment(left), asMoment(right)];
  const ms = a.ms + sign * b.ms;
  if (b.kind === "duration") return { kind: a.kind, ms };
  if (a.kind === b.kind && sign === -1) return { kind: "duration", ms };
  throw new Error(`${a.kind} and ${b.kind} cannot be added in M`);
}

export function moment(kind: MMoment["kind"], ms: number): MMoment {
  return { kind, ms };
}
