/** A sum of values: a number, or a bigint where an integer is beyond 2^53 and a number could not hold each unit. */
export type Amount = number | bigint;

/** Adds exactly as long as both are integers; fractions are added as floating-point numbers are. */
export function addAmounts(a: Amount, b: Amount): Amount {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (sum <= Number.MAX_SAFE_INTEGER) return sum;
  }
  if (!isWhole(a) || !isWhole(b)) return Number(a) + Number(b);
  return BigInt(a) + BigInt(b);
}

/** The share of `part` in `whole` from 0 to 1; 0 where the whole is 0. */
export function shareOf(part: Amount, whole: Amount): number {
  const divisor = Number(whole);
  return divisor > 0 ? Math.min(Number(part) / divisor, 1) : 0;
}

function isWhole(amount: Amount): boolean {
  return typeof amount === "bigint" || Number.isInteger(amount);
}
