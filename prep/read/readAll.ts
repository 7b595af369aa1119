import type { Reader, ReadJob, ReadOutcome } from "./reader.ts";

/** Who is told of it. */
export interface ReadListener {
  readonly onBytes: (count: number) => void;
  /** Called once for each job, in the order of the jobs. */
  readonly onOutcome: (outcome: ReadOutcome, index: number) => void;
}

/** A reader with what it has been given and not yet done. */
interface Load {
  readonly reader: Reader;
  jobs: number;
  bytes: number;
}

/** A reader is given more than its depth while all that it has is small. */
const mostJobs = 16;
const smallBytes = 1 << 20;

/** Gives `count` jobs to the readers, each to the next one that is free. Throws the first error of any of them. */
export async function readAll(
  readers: readonly Reader[],
  { jobs, count }: { readonly jobs: Iterable<ReadJob>; readonly count: number },
  listener: ReadListener,
): Promise<void> {
  const iterator = jobs[Symbol.iterator]();
  const loads = readers.map((reader): Load => ({ reader, jobs: 0, bytes: 0 }));
  const tell = inOrder(listener.onOutcome);
  let given = 0;
  await new Promise<void>((resolve, reject) => {
    let [done, hasFailed] = [0, false];
    const finishing: Promise<unknown>[] = [];
    const fail = (error: unknown): void => {
      hasFailed = true;
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const give = async (load: Load, job: ReadJob): Promise<void> => {
      const [index, bytes] = [given++, job.blob.sizeBytes ?? smallBytes];
      load.jobs++;
      load.bytes += bytes;
      const outcome = await load.reader.read(job, listener.onBytes);
      load.jobs--;
      load.bytes -= bytes;
      if (hasFailed) return;
      done = tell(outcome, index);
      giveAll();
      // Whoever has nothing to do any more encodes what it has while others still read.
      if (given === count && load.jobs === 0) finishing.push(load.reader.finish().catch(fail));
      if (done === count) void endAll(finishing).then(resolve);
    };
    const giveNext = (load: Load): boolean => {
      if (hasFailed || given === count || !hasRoom(load, count - given > readers.length)) return false;
      const next = iterator.next();
      if (next.done === true) return false;
      const outcome = load.reader.readAtOnce?.(next.value, listener.onBytes);
      if (outcome) done = tell(outcome, given++);
      else give(load, next.value).catch(fail);
      return true;
    };
    const giveAll = (): void => {
      try {
        while (loads.map(giveNext).includes(true));
      } catch (error) {
        fail(error);
      }
    };
    giveAll();
    if (done === count) resolve();
  });
}

async function endAll(finishing: readonly Promise<unknown>[]): Promise<void> {
  await Promise.all(finishing);
}

/** Near the end nobody gets work ahead of time: another one may be free sooner. */
function hasRoom({ reader, jobs, bytes }: Load, isAhead: boolean): boolean {
  if (jobs < (isAhead ? reader.depth : 1)) return true;
  return bytes < smallBytes && jobs < mostJobs;
}

/** Tells outcomes in the order of their indices, whenever they come. Returns how many were told so far. */
function inOrder(onOutcome: ReadListener["onOutcome"]): (outcome: ReadOutcome, index: number) => number {
  const early = new Map<number, ReadOutcome>();
  let told = 0;
  return (outcome, index) => {
    early.set(index, outcome);
    for (let next = early.get(told); next !== undefined; next = early.get(told)) {
      early.delete(told);
      onOutcome(next, told++);
    }
    return told;
  };
}
