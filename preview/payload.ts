/** What rows are told apart by, in the order in which rows are sorted. */
export const dimensionNames = [
  "Hour",
  "SrcIp",
  "DestIp",
  "DestPort",
  "Protocol",
  "Direction",
  "Action",
  "Rule",
  "ResourceId",
] as const;

export type DimensionName = (typeof dimensionNames)[number];

/** What is summed; null where nothing was measured, which is not zero. */
export const measureNames = [
  "Flows",
  "Sessions",
  "UnmeasuredFlows",
  "PacketsSrcToDest",
  "BytesSrcToDest",
  "PacketsDestToSrc",
  "BytesDestToSrc",
] as const;

/** Flows summed by all dimensions; the page groups them further, by the roles chosen. */
export interface PackedCube {
  readonly rowCount: number;
  /** A row has the number of its text in each. */
  readonly dimensions: readonly { readonly name: DimensionName; readonly texts: readonly string[] }[];
  readonly measures: readonly (typeof measureNames)[number][];
  /** See `packCube`. */
  readonly data: string;
}

/** Counts over all rows, also over those that are not in the page. Sums may be inexact above 2^53. */
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
  /** Rows of the cube. */
  readonly groups: number;
  /** How coarse the cube is: 0 by hour and port, 1 without ports, 2 by day, 3 without time. */
  readonly level: number;
  /** Whether hosts and pairs are at least so many. */
  readonly isFull: boolean;
  readonly leftOut: { readonly groups: number; readonly flows: number };
  /** Undefined without rows, and without denied ones. */
  readonly busiest?: Talk;
  readonly mostDenied?: Talk;
}

/** A pair of hosts and how many flows it had. */
export interface Talk {
  readonly source: string;
  readonly destination: string;
  readonly flows: number;
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
  readonly dataRoles?: readonly DataRole[];
  readonly objects?: Readonly<Record<string, { readonly properties?: Readonly<Record<string, PropertyType>> }>>;
}

export interface DataRole {
  readonly name: string;
  readonly displayName?: string;
  readonly displayNameKey?: string;
  readonly descriptionKey?: string;
}

/** A property of an object; the values that it can take, where these are a list. */
export interface PropertyType {
  readonly type?: { readonly enumeration?: readonly EnumerationItem[] };
}

export interface EnumerationItem {
  readonly value: string;
  readonly displayName: string;
  readonly displayNameKey?: string;
}

/** Everything that is embedded into the page. */
export interface PreviewPayload {
  /** What the data is called in the names of files. */
  readonly name: string;
  readonly figures: PreviewFigures;
  readonly cube: PackedCube;
  readonly visual: PackagedVisual;
}
