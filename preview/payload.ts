/** What the page needs of the data, as JSON: figures for the header, and the groups that the visual draws. */
export interface PreviewData {
  readonly figures: PreviewFigures;
  readonly hosts: readonly string[];
  readonly rules: readonly string[];
  readonly actions: readonly string[];
  /** The largest groups by flows and the largest by bytes; no order. */
  readonly groups: PreviewGroups;
}

/** Counts over all rows, also over those of groups that are not in the page. Sums may be inexact above 2^53. */
export interface PreviewFigures {
  readonly rows: number;
  readonly allowed: number;
  readonly denied: number;
  /** Rows of which the log says how many bytes they carried. */
  readonly measuredRows: number;
  readonly bytes: number;
  readonly hosts: number;
  /** Pairs of source and destination. */
  readonly pairs: number;
  /** Groups of source, destination, rule and action, and how many of them the page holds of each weight. */
  readonly groups: number;
  readonly groupLimit: number;
  /** Undefined without rows, and without denied ones. */
  readonly busiest?: Talk;
  readonly mostDenied?: Talk;
  /** Milliseconds since 1970; undefined without rows. */
  readonly minTimeMs?: number;
  readonly maxTimeMs?: number;
}

/** A pair of hosts and how many flows it had. */
export interface Talk {
  readonly source: string;
  readonly destination: string;
  readonly flows: number;
}

/** One entry of each array is one group; names are indices into `hosts`, `rules` and `actions`. */
export interface PreviewGroups {
  readonly source: readonly number[];
  readonly destination: readonly number[];
  readonly rule: readonly number[];
  readonly action: readonly number[];
  readonly flows: readonly number[];
  /** Of both directions; null where they were never measured, which is not zero. */
  readonly bytes: readonly (number | null)[];
}

/** The packaged visual as the page runs it. */
export interface PackagedVisual {
  readonly guid: string;
  readonly displayName: string;
  readonly version: string;
  readonly js: string;
  readonly css: string;
  readonly capabilities: VisualCapabilities;
  /** By locale, then by key. */
  readonly stringResources: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The parts of capabilities.json that the page adapts to. */
export interface VisualCapabilities {
  readonly dataRoles?: readonly { readonly name: string }[];
  readonly objects?: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>;
}

/** Everything that is embedded into the page. */
export interface PreviewPayload {
  readonly data: PreviewData;
  readonly visual: PackagedVisual;
}
