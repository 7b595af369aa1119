import fc from "fast-check";
import type { FlowRow } from "./dataViewOf";

/** Values of a measure: whole numbers up to the largest counter, fractions that add exactly, and what cannot be drawn. */
const value = fc.oneof(
  { weight: 6, arbitrary: fc.nat() },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(Number) },
  { weight: 1, arbitrary: fc.constantFrom(null, NaN, -1, Infinity, "12", 0) },
);

const hostName = fc.oneof(
  fc.nat(40).map((host) => `10.0.0.${host}`),
  fc.constantFrom("__proto__", "constructor", "", null),
);

/** Rows of flows in any number, among few enough hosts that they meet. */
export const flowRows = fc.array(
  fc.record({
    source: hostName,
    destination: hostName,
    rule: fc.constantFrom("web", "rdp", "block", null),
    action: fc.constantFrom("Allow", "Deny", "D", "audit"),
    value,
  }) satisfies fc.Arbitrary<FlowRow>,
  { minLength: 1, maxLength: 120 },
);

export const modelOptions = fc.record({ endpointCount: fc.integer({ min: 1, max: 30 }), showOthers: fc.boolean() });
