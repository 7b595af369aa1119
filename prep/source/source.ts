/** A blob or a file as a listing shows it. `name` has `/` between folders and is unique within its source. */
export interface BlobRef {
  readonly name: string;
  /** Undefined where the size is known only after reading, as for standard input. */
  readonly sizeBytes: number | undefined;
  readonly etag: string | undefined;
}

/** A place that flow logs are read from. Nothing is ever written to it. */
export interface Source {
  /** For people: the path, or the URL without its secrets. */
  readonly label: string;
  /** Every blob, in the order of the place. Throws a PrepError that says what to do where the place cannot be read. */
  list(signal: AbortSignal): AsyncIterable<BlobRef>;
  /** The bytes of one version of a blob, or undefined when the blob has disappeared since it was listed. */
  read(blob: BlobRef, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined>;
}
