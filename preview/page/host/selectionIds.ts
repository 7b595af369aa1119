import type powerbi from "powerbi-visuals-api";

type HostId = powerbi.visuals.ISelectionId;

/** One or more columns with a value each; a row is meant when it has all of them. */
export interface PreviewId extends HostId {
  /** By query name. */
  readonly parts: ReadonlyMap<string, powerbi.PrimitiveValue | undefined>;
}

/** Builds ids from category columns, as the host does; other kinds are not needed here and throw. */
export function createIdBuilder(): powerbi.visuals.ISelectionIdBuilder {
  const parts = new Map<string, powerbi.PrimitiveValue | undefined>();
  const refuse = (): never => {
    throw new Error("the preview knows only selection ids of categories and measures");
  };
  const builder: powerbi.visuals.ISelectionIdBuilder = {
    withCategory(column, index) {
      parts.set(column.source.queryName ?? column.source.displayName, column.values[index]);
      return builder;
    },
    withMeasure: () => builder,
    withSeries: refuse,
    withMatrixNode: refuse,
    withTable: refuse,
    createSelectionId: () => buildId(new Map(parts)),
  };
  return builder;
}

function buildId(parts: PreviewId["parts"]): PreviewId {
  const key = JSON.stringify([...parts]);
  const id: PreviewId = {
    parts,
    getKey: () => key,
    equals: (other) => (other as PreviewId).getKey() === key,
    includes: (other) => [...parts].every(([name, value]) => (other as PreviewId).parts.get(name) === value),
    hasIdentity: () => parts.size > 0,
    getSelector: () => ({}),
    getSelectorsByColumn: () => ({}),
  };
  return id;
}

/** The rows that one of the ids means; `columns` are the category columns by query name. */
export function findRows(
  ids: readonly PreviewId[],
  columns: ReadonlyMap<string, readonly powerbi.PrimitiveValue[]>,
  rowCount: number,
): number[] {
  const byColumns = [...Map.groupBy(ids, ({ parts }) => JSON.stringify([...parts.keys()])).values()];
  const wanted = byColumns.map((group) => ({
    names: [...(group[0]?.parts.keys() ?? [])],
    keys: new Set(group.map(({ parts }) => JSON.stringify([...parts.values()]))),
  }));
  const isWanted = (row: number): boolean =>
    wanted.some(({ names, keys }) => keys.has(JSON.stringify(names.map((name) => columns.get(name)?.[row]))));
  return Array.from({ length: rowCount }, (_, row) => row).filter(isWanted);
}
