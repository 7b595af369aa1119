/**
 * How many requests may be on their way at once, counted for all threads of a run: as many as the service likes. It says so:
 * when it is busy there are half as many, and with every full round of answers one more again (additive increase,
 * multiplicative decrease, as TCP has it).
 */
export type RequestLimit = Int32Array<SharedArrayBuffer>;

const [underway, allowedThousandths, mostThousandths, rounds] = [0, 1, 2, 3] as const;
const one = 1000;

/** A limit that begins at the most there may ever be. It can be given to threads. */
export function createRequestLimit(most: number): RequestLimit {
  const limit = new Int32Array(new SharedArrayBuffer(16));
  limit[allowedThousandths] = limit[mostThousandths] = most * one;
  return limit;
}

/** How many requests may be on their way now. */
export function allowedNow(limit: RequestLimit): number {
  return Math.floor(Atomics.load(limit, allowedThousandths) / one);
}

/** A request that may be sent. */
export interface Slot {
  /** The service took it: a little more is allowed. */
  readonly answered: () => void;
  /** The service was busy: half as much is allowed, once for all requests that were on their way then. */
  readonly refused: () => void;
  /** The request is done; to be called once. */
  readonly free: () => void;
}

/** Requests of this thread that wait, in their order. */
const waiting = new WeakMap<RequestLimit, (() => void)[]>();
/** A request of another thread that is done wakes nobody here. */
const lookAgainMs = 20;

/** Waits until one more request may be sent. Throws the signal's reason. */
export async function takeSlot(limit: RequestLimit, signal: AbortSignal | undefined): Promise<Slot> {
  while (!tryTake(limit)) {
    await nextFree(limit);
    signal?.throwIfAborted();
  }
  const round = Atomics.load(limit, rounds);
  return {
    answered: () => {
      allowMore(limit);
    },
    refused: () => {
      if (Atomics.compareExchange(limit, rounds, round, round + 1) === round) allowHalf(limit);
    },
    free: () => {
      Atomics.sub(limit, underway, 1);
      waiting.get(limit)?.shift()?.();
    },
  };
}

function tryTake(limit: RequestLimit): boolean {
  const now = Atomics.load(limit, underway);
  if (now >= allowedNow(limit)) return false;
  return Atomics.compareExchange(limit, underway, now, now + 1) === now || tryTake(limit);
}

function nextFree(limit: RequestLimit): Promise<void> {
  const queue = waiting.get(limit) ?? [];
  waiting.set(limit, queue);
  return new Promise((resolve) => {
    const timer = setTimeout(wake, lookAgainMs);
    queue.push(wake);
    function wake(): void {
      clearTimeout(timer);
      const at = queue.indexOf(wake);
      if (at >= 0) queue.splice(at, 1);
      resolve();
    }
  });
}

function allowMore(limit: RequestLimit): void {
  const [allowed, most] = [Atomics.load(limit, allowedThousandths), Atomics.load(limit, mostThousandths)];
  if (allowed >= most) return;
  const more = Math.min(most, allowed + Math.ceil(one / Math.floor(allowed / one)));
  Atomics.compareExchange(limit, allowedThousandths, allowed, more);
}

function allowHalf(limit: RequestLimit): void {
  const allowed = Atomics.load(limit, allowedThousandths);
  Atomics.store(limit, allowedThousandths, Math.max(one, Math.floor(allowed / 2)));
}
