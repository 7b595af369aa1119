import type { Reader, ReadJob, ReadOutcome } from "./reader.ts";

/** Who is told of it. */
export interface ReadListener {
  readonly onBytes: (count: number) => void;
  /** Called once for each job, in the order of the jobs. */
  readonly onOutcome: (outcome: ReadOutcome, index: number) => void;
}

/** Gives the jobs to the readers, each to the next one that is free. Throws the first error of any of them. */
export async function readAll(
  readers: readonly Reader[],
  jobs: Iterable<ReadJob>,
  listener: ReadListener,
): Promise<void> {
  const iterator = jobs[Symbol.iterator]();
  const early = new Map<number, ReadOutcome>();
  let [given, told, hasFailed] = [0, 0, false];
  const tell = (index: number, outcome: ReadOutcome): void => {
    early.set(index, outcome);
    for (let next = early.get(told); next !== undefined; next = early.get(told)) {
      early.delete(told);
      listener.onOutcome(next, told++);
    }
  };
  const work = async (reader: Reader): Promise<void> => {
    for (let next = iterator.next(); next.done !== true && !hasFailed; next = iterator.next()) {
      const index = given++;
      tell(index, await reader.read(next.value, listener.onBytes));
    }
  };
  const workers = readers.flatMap((reader) => Array.from({ length: reader.depth }, () => work(reader)));
  try {
    await Promise.all(workers);
  } catch (error) {
    hasFailed = true;
    throw error;
  }
}
