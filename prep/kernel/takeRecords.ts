import { addTally, counterColumns, createTally, type Tally } from "../columns/tally.ts";
import type { Segment } from "../columns/batch.ts";
import type { TimeRange } from "../plan/timeRange.ts";
import type { TakenRecords } from "../scan/splitter.ts";
import type { Kernel } from "./kernel.ts";

/** Rows of one hour that are in the kernel. */
export interface KernelHour {
  readonly hourMs: number;
  /** Numbers of the kernel's segments that they are. */
  readonly numbers: number[];
  /** First row and end of each stretch of them. */
  readonly ranges: (readonly [number, number])[];
  readonly segments: Segment[];
  readonly tally: Tally;
}

/** Encodes the rows of each hour, which are gone afterwards. */
export type TakeHours = (kernel: Kernel, hours: readonly KernelHour[]) => void;

/** A kernel that takes the records of one reading after the other. */
export interface KernelRows {
  readonly kernel: Kernel;
  readonly takeHours: TakeHours;
  /** Hours with fewer rows stay in the kernel when the others go: more of them may come. */
  readonly smallRows: number;
  /** Once there are so many they are handed over. */
  readonly mostRows: number;
  /** By segment of rows that follow each other, as far as they were counted. */
  tallies: Tally[];
  /** Of the reading: its rows that are gone already, and the first segment of it that is there. */
  gone: Tally;
  firstSegment: number;
  /** The stretch of the blob that stands in the input of the kernel, and where in the input it begins. */
  copied: { readonly offset: number; readonly end: number };
}

const stops = ["end", "cut", "unknown", "full"] as const;
const openEnd = 2n ** 63n - 1n;
const hourLengthMs = 3_600_000;

export function createKernelRows(
  kernel: Kernel,
  takeHours: TakeHours,
  { smallRows = 0, mostRows = Infinity }: { readonly smallRows?: number; readonly mostRows?: number } = {},
): KernelRows {
  return {
    kernel,
    takeHours,
    smallRows,
    mostRows,
    tallies: [],
    gone: createTally(),
    firstSegment: 0,
    copied: { offset: 0, end: 0 },
  };
}

/** What follows is of another reading, with the NIC of its path. */
export function beginRecords(
  rows: KernelRows,
  {
    lineage,
    mac = "",
    range,
  }: { readonly lineage: number; readonly mac: string | undefined; readonly range: TimeRange },
): void {
  const { kernel } = rows;
  rows.gone = createTally();
  rows.firstSegment = kernel.get("segmentCount");
  rows.copied = { offset: 0, end: 0 };
  kernel.bytes.set(Buffer.from(mac), kernel.get("pathMacText"));
  kernel.beginReading(lineage, mac.length, BigInt(Math.max(range.sinceMs ?? 0, 0)), BigInt(range.untilMs ?? openEnd));
}

/** Takes the whole records that bytes begin with; `offset` is that of the first one in the blob. */
export function takeRecords(rows: KernelRows, bytes: Uint8Array, offset: number): TakenRecords {
  const taken = scanAll(rows, bytes, offset);
  if (rows.kernel.get("rowCount") >= rows.mostRows) flushLarge(rows);
  return taken;
}

function scanAll(rows: KernelRows, bytes: Uint8Array, offset: number): TakenRecords {
  const taken = { length: 0, isCut: false, records: 0, rows: 0, denied: 0, minMs: Infinity, maxMs: -Infinity };
  let isEmptied = false;
  for (;;) {
    const stop = scanOnce(rows, bytes.subarray(taken.length), { offset: offset + taken.length, taken });
    const at = offset + taken.length;
    const isAtEnd = rows.copied.end === offset + bytes.length;
    if (stop === "full" && !(isEmptied && rows.kernel.get("rowCount") === 0)) {
      if (isEmptied) flushRows(rows);
      else flushLarge(rows);
      isEmptied = true;
    } else if (stop === "unknown" || stop === "full" || isAtEnd) return { ...taken, isCut: stop === "cut" };
    else if (isInputFull(rows) && rows.copied.offset === at) return { ...taken, isCut: false };
    else rows.copied = { offset: at, end: at };
  }
}

/** Then a record that it begins with, and that is not whole, is too long. */
function isInputFull({ kernel, copied }: KernelRows): boolean {
  return copied.end - copied.offset === kernel.get("inputCapacity");
}

interface Scan {
  readonly offset: number;
  readonly taken: { -readonly [Key in keyof TakenRecords]: TakenRecords[Key] };
}

function scanOnce(rows: KernelRows, bytes: Uint8Array, { offset, taken }: Scan): (typeof stops)[number] {
  const { kernel } = rows;
  const from = copyInput(rows, bytes, offset);
  const [rowsBefore, recordsBefore] = [kernel.get("rowCount"), kernel.get("recordCount")];
  kernel.scan(from, rows.copied.end - rows.copied.offset);
  taken.length += kernel.get("stopped") - from;
  taken.records += kernel.get("recordCount") - recordsBefore;
  const added = kernel.get("rowCount") - rowsBefore;
  if (added > 0) {
    taken.rows += added;
    taken.denied += kernel.get("deniedCount");
    taken.minMs = Math.min(taken.minMs, Number(kernel.getBig("earliest")));
    taken.maxMs = Math.max(taken.maxMs, Number(kernel.getBig("latest")));
  }
  return stops[kernel.get("reason")] ?? "unknown";
}

/** Where so much is in the input, it is not copied again together with what has come since. */
const enoughBytes = 1 << 18;

/** Returns where in the input the bytes begin, or the first of them. */
function copyInput(rows: KernelRows, bytes: Uint8Array, offset: number): number {
  const { kernel, copied } = rows;
  const end = offset + bytes.length;
  const isThere = copied.end === end || copied.end - offset >= enoughBytes;
  if (copied.offset <= offset && isThere) return offset - copied.offset;
  const length = Math.min(bytes.length, kernel.get("inputCapacity"));
  kernel.bytes.set(bytes.subarray(0, length), kernel.get("input"));
  rows.copied = { offset, end: offset + length };
  return 0;
}

/** What the reading adds up to. */
export function endRecords(rows: KernelRows): Tally {
  tallySegments(rows);
  const tally = createTally();
  addTally(tally, rows.gone);
  for (const segment of rows.tallies.slice(rows.firstSegment)) addTally(tally, segment);
  return tally;
}

/** Hands the rows over by hour, and empties the kernel: texts, or records without tuples, may fill it, too. */
export function flushRows(rows: KernelRows): void {
  handOver(rows, () => false);
}

/** The same, but small hours stay, as far as they leave room enough. */
export function flushLarge(rows: KernelRows): void {
  const { kernel, smallRows } = rows;
  let left = kernel.get("rowCapacity") / 4;
  handOver(rows, ({ tally }) => tally.rows < smallRows && (left -= tally.rows) >= 0);
  const isFull = fullest.some(([count, capacity]) => kernel.get(count) * 2 > kernel.get(capacity));
  if (isFull) flushRows(rows);
}

/** What fills the kernel beside rows and addresses, and how much there is room for. */
const fullest = [
  ["textCount", "textCapacity"],
  ["groupCount", "groupCapacity"],
  ["recordCount", "recordCapacity"],
  ["segmentCount", "segmentCapacity"],
] as const;

function handOver(rows: KernelRows, stays: (hour: KernelHour) => boolean): void {
  const { kernel, takeHours, firstSegment } = rows;
  tallySegments(rows);
  const [kept, given]: [KernelHour[], KernelHour[]] = [[], []];
  for (const hour of listHours(rows)) (stays(hour) ? kept : given).push(hour);
  const numbers = kept.flatMap((hour) => hour.numbers).sort((a, b) => a - b);
  if (given.length > 0) takeHours(kernel, given);
  const stay = new Set(numbers);
  for (const [number, tally] of rows.tallies.entries()) {
    if (number >= firstSegment && !stay.has(number)) addTally(rows.gone, tally);
  }
  if (numbers.length === 0) kernel.clear();
  else {
    kernel.words.set(numbers, kernel.get("ranges") / 4);
    kernel.keepSegments(numbers.length);
  }
  rows.tallies = rows.tallies.filter((_, number) => stay.has(number));
  rows.firstSegment = numbers.filter((number) => number < firstSegment).length;
}

function listHours({ kernel, tallies }: KernelRows): KernelHour[] {
  const hours = new Map<number, KernelHour>();
  const { words } = kernel;
  const [starts, lineages] = [kernel.get("segmentRows") / 4, kernel.get("segmentLineages") / 4];
  const hourWords = kernel.get("segmentHours") / 4;
  for (const [index, tally] of tallies.entries()) {
    const hourMs = (words[hourWords + index] ?? 0) * hourLengthMs;
    const hour = hours.get(hourMs) ?? { hourMs, numbers: [], ranges: [], segments: [], tally: createTally() };
    hours.set(hourMs, hour);
    const [start = 0, end = 0] = words.subarray(starts + index, starts + index + 2);
    hour.numbers.push(index);
    hour.ranges.push([start, end]);
    hour.segments.push({ lineage: words[lineages + index] ?? 0, rows: end - start });
    addTally(hour.tally, tally);
  }
  return [...hours.values()];
}

/** Counts the segments that were not counted yet; the last one is at its end. */
function tallySegments({ kernel, tallies }: KernelRows): void {
  kernel.countGroups();
  const starts = kernel.get("segmentRows") / 4;
  for (let index = tallies.length; index < kernel.get("segmentCount"); index++) {
    const [start = 0, end = 0] = kernel.words.subarray(starts + index, starts + index + 2);
    kernel.tally(start, end);
    tallies.push(readTally(kernel, end - start));
  }
}

function readTally(kernel: Kernel, rows: number): Tally {
  const at = kernel.get("tallies") / 8;
  const tally = createTally();
  tally.rows = rows;
  counterColumns.forEach(({ name }, index) => {
    const [low = 0n, high = 0n] = kernel.longs.subarray(at + index * 2, at + index * 2 + 2);
    tally.sums[name] = low + (high << 64n);
    tally.nulls[name] = kernel.words[at * 2 + 16 + index] ?? 0;
  });
  return tally;
}
