/** Text in both languages that the report speaks. */
export interface Words {
  readonly en: string;
  readonly ko: string;
}

export type DataType = "string" | "int64" | "double" | "dateTime" | "boolean";

/** What every object of the model has: a name for formulas, and words for people. */
interface Named {
  readonly name: string;
  /** What readers see; undefined only where the object is hidden. */
  readonly caption?: Words;
  /** The exact meaning. */
  readonly description: Words;
  readonly isHidden?: boolean;
  readonly folder?: Words;
}

export interface ModelColumn extends Named {
  readonly type: DataType;
  readonly format?: string;
  readonly sortBy?: string;
  readonly isKey?: boolean;
  /** Only counters may be summed; nothing else has a sum that means anything. */
  readonly isSummable?: boolean;
}

export interface ModelMeasure extends Named {
  readonly caption: Words;
  readonly folder: Words;
  readonly dax: string;
  /** A format string, or a DAX expression that gives one. */
  readonly format?: string;
  readonly formatDax?: string;
}

export interface ModelHierarchy extends Named {
  readonly caption: Words;
  readonly levels: readonly { readonly column: string; readonly caption: Words }[];
}

/** How long rows are kept by a refresh in the service, and how many days of them are read again each time. */
export interface RefreshPolicy {
  readonly keepPeriods: number;
  readonly keepGranularity: "day" | "month";
  readonly refreshDays: number;
}

/** Rows come from a query in M, or are calculated in DAX from what other tables hold. */
export type TableSource =
  | { readonly kind: "m"; readonly expression: string; readonly refresh?: RefreshPolicy }
  | { readonly kind: "dax"; readonly expression: string };

export interface ModelTable extends Named {
  readonly columns: readonly ModelColumn[];
  readonly measures: readonly ModelMeasure[];
  readonly hierarchies: readonly ModelHierarchy[];
  readonly source: TableSource;
  /** Marked as date table: its key column holds every day once. */
  readonly isDateTable?: boolean;
}

/** Many rows of `from` to one of `to`; filters run from `to` to `from` only. */
export interface Relationship {
  readonly from: readonly [table: string, column: string];
  readonly to: readonly [table: string, column: string];
  readonly isActive: boolean;
}

/** A query that loads no table: a parameter, a constant or a function. */
export interface SharedExpression {
  readonly name: string;
  readonly description: string;
  readonly expression: string;
}

export interface Model {
  readonly tables: readonly ModelTable[];
  readonly relationships: readonly Relationship[];
  readonly expressions: readonly SharedExpression[];
}
