/** What a run remembers of its preparations; undefined where they were not begun, or have failed. */
interface Preparing {
  prepared: Promise<void> | undefined;
}

/** Does the work at the first call and waits for it at all others; where it has failed, the next call tries again. */
export async function prepareOnce(run: Preparing, work: () => Promise<void>): Promise<void> {
  run.prepared ??= work();
  try {
    await run.prepared;
  } catch (cause) {
    run.prepared = undefined;
    throw cause;
  }
}
