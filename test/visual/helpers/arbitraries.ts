import fc from "fast-check";
import type { ModelOptions } from "../../../src/model/types";
import type { FlowRow } from "./dataViewOf";

/** Values of a measure: whole numbers up to the largest counter, fractions that add exactly, and what cannot be drawn. */
const value = fc.oneof(
  { weight: 6, arbitrary: fc.nat() },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(Number) },
  { weight: 1, arbitrary: fc.constantFrom(null, NaN, -1, Infinity, "12", 0) },
);

const hostName = fc.oneof(
  fc.nat(40).map((host) => `10.0.${host % 3}.${host}`),
  fc.nat(6).map((host) => `2001:db8:${host % 2}::${host}`),
  fc.constantFrom("__proto__", "constructor", "", null),
);

/** A host of three levels, some of them blank. */
const hostPath = fc
  .tuple(fc.constantFrom("hub", "spoke", null), fc.constantFrom("web", "db", ""), fc.nat(5))
  .map(([network, prefix, host]) => [network, prefix, host === 0 ? null : `10.0.0.${host}`]);

function rowsOf(host: fc.Arbitrary<unknown>): fc.Arbitrary<FlowRow[]> {
  const row = fc.record({
    source: host,
    destination: host,
    rule: fc.constantFrom("web", "rdp", "block", null),
    action: fc.constantFrom("Allow", "Deny", "D", "audit"),
    smallMultiple: fc.constantFrom("TCP", "UDP", null),
    value,
    flows: fc.oneof(fc.nat(9), fc.constantFrom(null, -1, NaN)),
  });
  return fc.array(row, { minLength: 1, maxLength: 120 });
}

/** Rows of flows in any number, among few enough hosts that they meet; hosts have one level or three. */
export const flowRows = fc.oneof(rowsOf(hostName), rowsOf(hostPath));

const groupKeys = [
  "hub\u0000",
  "spoke\u0000",
  "hub\u0000web\u0000",
  "10.0.0.0/24\u0000",
  "10.0.1.0/24\u0000",
  "none\u0000",
];

export const modelOptions = fc.record({
  cutoff: fc.oneof(
    fc.record({ by: fc.constant("count"), count: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ by: fc.constant("coverage"), share: fc.double({ min: 0.5, max: 1, noNaN: true }) }),
  ),
  showOthers: fc.boolean(),
  grouping: fc.constantFrom("levels", "prefix", "none"),
  prefixLengths: fc.record({ ipv4: fc.constantFrom(undefined, 24, 16, 31), ipv6: fc.constantFrom(undefined, 48) }),
  order: fc.constantFrom("value", "address", "name", "crossings"),
  split: fc.constantFrom("field", "action", "rule"),
  expanded: fc.subarray(groupKeys),
  hidden: fc.record({
    actions: fc.subarray(["Allow", "Deny", "none"], { maxLength: 2 }),
    rules: fc.subarray(["web", "rdp", ""], { maxLength: 2 }),
  }),
}) satisfies fc.Arbitrary<ModelOptions>;
