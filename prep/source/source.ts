/** A blob or a file as a listing shows it. */
export interface BlobRef {
  /** Where its name begins: the URL of the container, or the absolute path of a folder, without links in it. */
  readonly origin: string;
  /** With `/` between folders. `origin/name` is the blob's identity, in this run and in all others. */
  readonly name: string;
  /** Undefined where the size is known only after reading, as for standard input. */
  readonly sizeBytes: number | undefined;
  /** Another one for each version; undefined where the place has none: such a blob is always read. */
  readonly etag: string | undefined;
  /** Whether it may be growing: it has changed less than two hours ago. */
  readonly isLive: boolean;
}

/** The first bytes of a blob, which an earlier run has read. */
export interface KnownPrefix {
  readonly length: number;
  /** CRC-32 of them. */
  readonly crc32: number;
  /** What `OpenedBlob.mark` gave for them. */
  readonly mark: string | undefined;
}

/** One version of a blob, open for reading. All of its bytes are of that version. */
export interface OpenedBlob {
  readonly etag: string | undefined;
  /** First byte that is read: the length of the known prefix where that is proven to be unchanged, else 0. */
  readonly from: number;
  /**
   * The bytes from there on; a chunk is good until the next one is asked for. Throws a BlobChangedError where the version ends while it is read, and a
   * DamagedBlobError behind the last good byte where no more can be had of it.
   */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Proof for a later run that the first `length` bytes are still the same, where the place can give one. */
  readonly mark: (length: number) => string | undefined;
}

/** Which folders need not be listed. Paths are `origin/name`, those of folders with a slash at their end. */
export interface Narrowing {
  /** Whether folders can be told apart at all, or only blobs. */
  readonly hasFolders: boolean;
  /** Whether this blob, or all that can ever lie in this folder, is not wanted. */
  isOutside(path: string): boolean;
  /** Whether the folders in a folder may differ in that; else it is listed with all that is below it. */
  isMixed(folder: string): boolean;
  /** A folder is left out. */
  onFolder(folder: string): void;
}

/** A place that flow logs are read from. Nothing is ever written to it. */
export interface Source {
  /** For people: the path, or the URL without its secrets. */
  readonly label: string;
  /**
   * Every blob, in the order of the place; with a narrowing those at least that are not outside of it. Throws a PrepError
   * that says what to do where the place cannot be read.
   */
  list(signal: AbortSignal, narrowing?: Narrowing): AsyncIterable<BlobRef>;
  /**
   * Opens the version of a blob that is there now, or gives undefined where the blob has disappeared. May throw a
   * BlobChangedError: open it again.
   */
  open(blob: BlobRef, known: KnownPrefix | undefined, signal: AbortSignal): Promise<OpenedBlob | undefined>;
  /**
   * All bytes of the listed version where they can be had without waiting, as those of a small file on a disk that is near;
   * good until the next call. Undefined where they cannot: then `open` says why.
   */
  readonly readAtOnce?: (blob: BlobRef) => Uint8Array | undefined;
  /** Whether a blob can be opened in its middle, and what was read so can still be proven by a later run. */
  canOpenAt(blob: BlobRef): boolean;
  /**
   * The bytes of the listed version from one of them on, as `open` gives them; undefined where the blob has disappeared. Throws a
   * BlobChangedError where another version is there.
   */
  openAt(blob: BlobRef, from: StartInBlob, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined>;
}

/** Where reading begins in the middle of a blob. */
export interface StartInBlob {
  /** Offset of the first byte. */
  readonly start: number;
  /** What is sent over a network is asked for in such portions: whoever stops early has asked for no more. */
  readonly askedBytes: number;
}

/** The blob is not the version any more that was opened; what was read of it is worth nothing. */
export class BlobChangedError extends Error {
  override readonly name = "BlobChangedError";
}

/** The bytes of the blob end in the middle, as those of a cut gzip file; what came before is good. */
export class DamagedBlobError extends Error {
  override readonly name = "DamagedBlobError";
}
