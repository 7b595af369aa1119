/** A destination that is only looked at: nothing is made, locked or changed, and a run may be at work in it. */
export interface DestinationView {
  /** Copies the published checkpoint to a local file; false where there is none. */
  fetchCheckpoint(file: string): Promise<boolean>;
  /** The last whole lines of the ledger's last file, of so many bytes at most; none where there is none. */
  lastLedgerLines(mostBytes: number): Promise<string[]>;
}

/** Without what may be the end of a line only. */
export function wholeLines(text: string, isFromStart: boolean): string[] {
  const lines = text.split("\n").slice(0, -1);
  return isFromStart ? lines : lines.slice(1);
}
