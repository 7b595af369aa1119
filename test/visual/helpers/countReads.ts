import type powerbi from "powerbi-visuals-api";

/** Counts how often the cells of data views are read, also over several data views with the same rows. */
export interface ReadCounter {
  /** The data view, with columns that count. */
  readonly watch: (dataView: powerbi.DataView) => powerbi.DataView;
  /** How often cells were read in all. */
  readonly total: () => number;
  /** How often each cell was read that was read at all, each count once, the smallest first. */
  readonly perCell: () => readonly number[];
}

type Column = powerbi.DataViewCategoryColumn | powerbi.DataViewValueColumn;

export function createReadCounter(): ReadCounter {
  const counts = new Map<string, number>();
  const watchCells = <T extends readonly unknown[]>(cells: T, name: string): T =>
    new Proxy(cells, {
      get(target, key): unknown {
        if (typeof key === "string" && /^\d+$/.test(key)) {
          const cell = `${name} ${key}`;
          counts.set(cell, (counts.get(cell) ?? 0) + 1);
        }
        return Reflect.get(target, key);
      },
    });
  const watchColumn = <T extends Column>(column: T, index: number): T => {
    const name = `${column.source.displayName} ${index}`;
    return { ...column, values: watchCells(column.values, name) };
  };
  return {
    watch(dataView) {
      const { categories = [], values = [] } = dataView.categorical ?? {};
      return {
        ...dataView,
        categorical: {
          categories: categories.map(watchColumn),
          values: [...values].map(watchColumn) as unknown as powerbi.DataViewValueColumns,
        },
      };
    },
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    perCell: () => [...new Set(counts.values())].sort((a, b) => a - b),
  };
}
