import type powerbi from "powerbi-visuals-api";

type Selector = powerbi.data.Selector;

/** `VisualEnumerationInstanceKinds` of the API, which exists for the compiler only: a constant, or a rule of the author's. */
export const constantOrRule: powerbi.VisualEnumerationInstanceKinds.ConstantOrRule = 3;

/** Properties of the visual as a whole. The host's types leave out that it takes null. */
export const staticSelector = null as unknown as Selector;

/** `DataViewWildcardMatchingOption.InstancesAndTotals` of powerbi-visuals-utils-dataviewutils. */
const instancesAndTotals = 0;

/** Properties that a rule of the author's gives to each row. */
export const everyRowSelector: Selector = { data: [{ dataViewWildcard: { matchingOption: instancesAndTotals } }] };

/**
 * Properties of one value of a field, by a scope that the visual names itself. The identity of a category's value will
 * not do: where a data view has several categories it is that of the whole row, and the choice would be lost with the row.
 */
export function valueSelector(key: string): Selector {
  return { id: JSON.stringify(key) };
}

/** The key of a scope that `valueSelector` named; undefined for an id of another kind. */
export function parseValueId(id: string): string | undefined {
  try {
    const key: unknown = JSON.parse(id);
    return typeof key === "string" ? key : undefined;
  } catch {
    return undefined;
  }
}
