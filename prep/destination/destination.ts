/** A piece of a new version of a file. Offsets are bytes, `end` is exclusive. */
export type FilePart =
  /** Bytes of the version that is there now. */
  | { readonly kind: "kept"; readonly start: number; readonly end: number }
  /** Bytes of a local file; all of them where it may be moved. */
  | {
      readonly kind: "spooled";
      readonly file: string;
      readonly start: number;
      readonly end: number;
      readonly isMovable?: boolean;
    }
  | { readonly kind: "new"; readonly content: Uint8Array };

/** A new version of a file that is durable but not visible yet. Survives as JSON. */
export interface StagedFile {
  /** Below the destination, with `/`. */
  readonly path: string;
  /** What the destination needs to put it in its place. */
  readonly token: unknown;
}

/** What one run changes, as the checkpoint holds it. Survives as JSON. */
export interface Commit {
  readonly runId: string;
  readonly staged: readonly StagedFile[];
  /** Paths of files that go. */
  readonly removed: readonly string[];
  /** One line, without its line feed, for a file of lines. */
  readonly ledger: { readonly path: string; readonly line: string };
}

/** Bytes of a file at random; what Parquet readers take. */
export interface RandomAccess {
  readonly byteLength: number;
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/**
 * A place that tables are written to, held by one run alone until it is closed. A commit is three steps: `stage` each
 * file, `publish` the checkpoint that holds the commit (from here on it counts), `apply` it. A run that finds a
 * commit `isPending` applies it again: that changes nothing which is done already.
 */
export interface Destination {
  /** For people: the path, or the URL without its secrets. */
  readonly label: string;
  /** A local folder for files of this run. */
  readonly scratch: string;
  /** Copies the published checkpoint to a local file; false where there is none. */
  fetchCheckpoint(file: string): Promise<boolean>;
  /** The file that is there now, or undefined. */
  read(path: string): Promise<RandomAccess | undefined>;
  /** Paths of all files in the tables' folders and of the ledger, with `/`. */
  list(): Promise<string[]>;
  /** Writes a new version of a file where no reader sees it. */
  stage(path: string, parts: readonly FilePart[]): Promise<StagedFile>;
  /** Replaces the checkpoint by a local file, in one step: the commit point. */
  publish(checkpointFile: string): Promise<void>;
  /** Whether a published commit may not have been applied to its end. */
  isPending(runId: string): Promise<boolean>;
  /** Puts everything of a commit in its place. Can be repeated. */
  apply(commit: Commit): Promise<void>;
  /** Removes what is staged but not published, and lets the next run in. Never throws. */
  close(): Promise<void>;
}

/** A small file of a destination's state, of which no commit knows; replaced as a whole. */
export interface PlaceFile {
  /** Undefined where there is none. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Folders below a destination. Those that start with `_` are not data; readers skip them. */
export const folders = {
  flows: "flows",
  traffic: "traffic",
  rejects: "rejects",
  runs: "_runs",
  state: "_state",
  staging: "_staging",
} as const;

/** Those that files are written into by commits: the tables, the rejects and the ledger. */
export const writtenFolders: readonly string[] = [folders.flows, folders.traffic, folders.rejects, folders.runs];
