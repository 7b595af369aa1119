/** Orders texts by code unit: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const nameOrder = new Intl.Collator("en", { numeric: true });

/** Orders names as a reader would, numbers in them by value; names that are alike to a reader by code unit. */
export function compareNames(a: string, b: string): number {
  return nameOrder.compare(a, b) || compareText(a, b);
}
