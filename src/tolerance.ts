/** Does something and gives the message of the error that it ended in, if it did. */
export function findFailure(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A host may leave out the data views, against its own types. */
export function listed<T>(items: readonly T[] | undefined): readonly T[] {
  return items ?? [];
}
