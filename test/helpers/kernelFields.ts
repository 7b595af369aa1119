import { addressOf, chanceOf, startMs, type TupleFields } from "./logText.ts";

/*
 * What the tuple of a row says in the tables of kernelTables.ts.
 */

const largest = 2n ** 63n - 1n;
const hourLengthMs = 3_600_000;

/** By row, the number of its run; lengths of 1 to 40 follow each other as if by chance. */
const runOf = Array.from({ length: 1000 }, (_, run) => run).flatMap((run) =>
  Array.from({ length: 1 + Math.floor(chanceOf(run, 0) * 40) }, () => run),
);

/** Dictionaries of 2, 3, 4, 5, 8, 9, 17 and 40 values; the time is PLAIN. */
export function variedFields(index: number): Partial<TupleFields> {
  return {
    timeMs: startMs + index,
    srcIp: addressOf(index % 2),
    destIp: addressOf((index * 5) % 9),
    srcPort: index % 4,
    destPort: (index * 7) % 8,
    protocol: [6, 17][index % 2] ?? 6,
    isInbound: index % 3 === 0,
    isDenied: index % 5 === 0,
    state: "BCE"[index % 3] ?? "B",
    encryption: index % 9 === 0 ? "" : `STATE_${index % 4}`,
    counters: [
      index % 7 === 0 ? null : index % 17,
      index % 64 === 63 ? null : index % 40,
      index === 0 ? null : 1,
      index < 8 ? 5 : null,
    ],
  };
}

/** Half of them, nearly none, nearly all, and half of the runs. */
export function fieldsWithNulls(index: number): Partial<TupleFields> {
  const limits = [0.5, 0.01, 0.99];
  const counters = limits.map((limit, salt) => (chanceOf(index, salt) < limit ? null : index % (salt + 3)));
  const isRunOfNull = chanceOf(runOf[index] ?? 0, 3) < 0.5;
  return { counters: [...counters, isRunOfNull ? null : index] };
}

export function largeCounters(index: number): Partial<TupleFields> {
  const edges = [0n, 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n + 1n, 10n ** 18n, largest - 1n];
  return { counters: [edges[index % 8] ?? null, largest, largest - BigInt(index), index % 2 === 0 ? largest : 0n] };
}

/** Of 10,000 values 5,000 are distinct, or 5,001; with nulls, of 8,000 values 4,000 or 4,001. */
export function halfDistinct(index: number): Partial<TupleFields> {
  const half = index >> 1;
  const isNull = index % 5 === 0;
  const present = index - Math.floor(index / 5) - 1;
  const halfOfPresent = present >> 1;
  const counters = [half, half + Number(index === 9999), halfOfPresent, halfOfPresent + Number(index === 9999)];
  return { timeMs: startMs + half, counters: counters.map((counter, at) => (isNull && at > 1 ? null : counter)) };
}

/** A dictionary is given up where more than 3,500 of the first 4,096 values are distinct. */
export function distinctAtFirst(index: number): Partial<TupleFields> {
  const isNull = index % 2 === 0 && index < 2000;
  const counters = [3500, 3501, 4096].map((distinct) => Math.min(index, distinct - 1));
  return { counters: [...counters, isNull ? null : Math.min(index, 4500)] };
}

export function codesOfAnyWidth(index: number): Partial<TupleFields> {
  return {
    timeMs: startMs + ((index >> 1) % 9000),
    srcIp: addressOf(index % 257),
    destIp: addressOf((index * 3) % 16_384),
    srcPort: index % 1025,
    destPort: (index * 3) % 2049,
    protocol: index % 256,
    encryption: `E${index % 65}`,
    counters: [index % 4, index % 129, index % 513, (index >> 2) % 4097],
  };
}

/** In one field after the other the runs begin a row earlier; those of the counters are also of null. */
export function runFields(index: number): Partial<TupleFields> {
  const at = (ahead: number): number => runOf[index + ahead] ?? 0;
  const counters = [8, 9, 10, 11].map((ahead) => (at(ahead) % 3 === 0 ? null : at(ahead) % (ahead * 7)));
  return {
    timeMs: startMs + at(0),
    srcIp: addressOf(at(1)),
    destIp: addressOf(at(2) % 5),
    srcPort: at(3) % 2,
    destPort: at(4) % 300,
    protocol: at(5) % 20,
    isInbound: at(6) % 2 === 0,
    encryption: at(7) % 2 === 0 ? "" : "NX",
    counters,
  };
}

export function longRuns(index: number): Partial<TupleFields> {
  const isEnd = index === 0 || index === 20_001;
  return {
    srcIp: addressOf(Number(isEnd)),
    srcPort: Number(index === 0),
    destPort: Number(index === 20_001),
    isDenied: isEnd,
    counters: [isEnd ? null : 1, isEnd ? 1 : null, Number(isEnd), index < 10_001 ? null : 2],
  };
}

export function ownMillisecond(index: number): Partial<TupleFields> {
  return { timeMs: startMs + index * 7, counters: [index % 9, null, null, index] };
}

/** Two hours in turn, then in runs; a row of a third one between them. */
export function fieldsOfThreeHours(index: number): Partial<TupleFields> {
  const inTurn = index < 1000 ? index % 2 : (runOf[index] ?? 0) % 2;
  const hour = index === 1500 ? 2 : inTurn;
  return { ...variedFields(index), timeMs: startMs + hour * hourLengthMs + index };
}

/** The kernel has room for 16,384 stretches of rows of one hour. */
export function fieldsOfTwoHours(index: number): Partial<TupleFields> {
  return { ...variedFields(index), timeMs: startMs + (index % 2) * hourLengthMs };
}

/** All ports and protocols, as many addresses as codes of 16 bits name; no counters. */
export function fieldsWithoutCounters(index: number): Partial<TupleFields> {
  return {
    timeMs: startMs + ((index >> 1) % 30_000),
    srcIp: addressOf(index),
    destIp: addressOf(index % 255),
    srcPort: index,
    destPort: 0xffff - ((index * 5) & 0xffff),
    protocol: index % 256,
    encryption: "",
    counters: [null, null, null, null],
  };
}

/** Counters that are all distinct, nearly half of them, a quarter of them, and one that is there once. */
export function fieldsWithCounters(index: number): Partial<TupleFields> {
  return {
    timeMs: startMs + index,
    destIp: addressOf(index % 256),
    protocol: index % 2,
    counters: [index, index >> 1, index >> 2, index === 2000 ? largest : null],
  };
}

/** Codes of 18 and of 17 bits; half of the values of one counter are distinct, and one more of those of another. */
export function fieldsOfManyAddresses(index: number): Partial<TupleFields> {
  return {
    timeMs: startMs + (index % 3600) * 1000,
    srcIp: addressOf(index),
    destIp: addressOf((index * 5) & 0x1ffff),
    counters: [index % 3 === 0 ? null : index, (index >> 1) & 0xffff, index >> 1, 1],
  };
}

/** Half of all values are distinct, and one is null. */
export function fullHalf(index: number): Partial<TupleFields> {
  return { counters: [1, index === 0 ? null : index % 512, 1, 1] };
}
