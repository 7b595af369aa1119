/** A seeded table: `hosts` are all in one address space, or half of them send only and half of them receive only. */
export interface TableShape {
  /** Names the seed, too. */
  readonly name: string;
  readonly rows: number;
  readonly hosts: number;
  readonly isOneSpace: boolean;
  /** Every fourth one denies. */
  readonly rules: number;
}

/** What the engine makes of the code differs from page to page: the rounds of so many fresh pages are put together. */
export interface UpdateCase extends TableShape {
  readonly pages: number;
}

/** The tables that are updated again and again; clicks are measured on the last one, whose rivals take long. */
export const updateCases: readonly UpdateCase[] = [
  { name: "1000x80", rows: 1000, hosts: 80, isOneSpace: false, rules: 8, pages: 9 },
  { name: "30000x80", rows: 30_000, hosts: 80, isOneSpace: false, rules: 8, pages: 9 },
  { name: "30000x500", rows: 30_000, hosts: 500, isOneSpace: true, rules: 8, pages: 3 },
];

/** The table that comes in segments, and the update that its longest one is compared with. */
export const segmentCase: TableShape = { name: "segments", rows: 1_048_576, hosts: 500, isOneSpace: true, rules: 40 };
export const clickCase = "30000x500";

/** The most rows that one segment adds: the window of capabilities.json. */
export const segmentRows = 30_000;

/** The room for the visual and for each rival, px. */
export const viewport = { width: 900, height: 700 } as const;

/** Of each round: ms until the drawing is finished, and until style and layout of the page are computed, too. */
export interface UpdateTimes {
  readonly updateMs: readonly number[];
  readonly withLayoutMs: readonly number[];
}

/** What the visual and its rivals drew from the same rows, in the same rounds. */
export interface RoundTimes {
  readonly visual: UpdateTimes;
  /** d3 as its gallery draws the diagram: anew. */
  readonly plain: UpdateTimes;
  /** d3 with the elements of the last update. */
  readonly reused: UpdateTimes;
}

/**
 * Clicks on one mark: how many rows they select, and ms until the second animation frame after each; the first click
 * after an update, and the next one. `hostMs`: from the first click until the host has the selection.
 */
export interface ClickTimes {
  readonly mark: "nothing" | "arc with most rows" | "arc in the middle" | "part with most rows";
  readonly rows: number;
  readonly firstMs: readonly number[];
  readonly againMs: readonly number[];
  readonly hostMs: readonly number[];
}

/** Of each segment: ms until its drawing was finished, and MB on the heap after it, with what can be collected. */
export interface SegmentTimes {
  readonly updateMs: readonly number[];
  readonly heapMb: readonly number[];
}

/** What the page offers; each function leaves the page as it was, except that `open` functions make what is measured. */
export interface BenchPage {
  /** Makes two tables of the shape, and the visual and its rivals with an update or more each; throws if one drew wrong. */
  openUpdates(shape: TableShape, warmups: number): Promise<void>;
  measureRounds(rounds: number): Promise<RoundTimes>;
  /** The visual alone. */
  measureVisual(rounds: number): Promise<UpdateTimes>;
  countNodes(): number;
  /** Of the visual alone: it takes the rivals off the page. */
  measureClicks(rounds: number): Promise<ClickTimes[]>;
  /** Makes the rows and nothing else. */
  openSegments(shape: TableShape): Promise<void>;
  /** A new visual gets all segments; it stays until the next call, or until `closeVisual`. */
  measureSegments(): Promise<SegmentTimes>;
  closeVisual(): void;
}
