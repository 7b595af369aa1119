/** Builds something anew only where what it is made of is not as it was the last time, by its key. */
export function keepLatest<Input, Output>(
  build: (input: Input) => Output,
  keyOf: (input: Input) => string = JSON.stringify,
): (input: Input) => Output {
  let latest: { readonly key: string; readonly output: Output } | undefined;
  return (input) => {
    const key = keyOf(input);
    if (latest?.key !== key) latest = { key, output: build(input) };
    return latest.output;
  };
}
