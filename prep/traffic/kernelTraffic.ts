import { protocolNames } from "../kernel/encodeColumns.ts";
import type { Kernel, NumberName } from "../kernel/kernel.ts";
import type { KernelHour } from "../kernel/takeRecords.ts";
import type { Appendable } from "../sink/hourFiles.ts";
import type { Chunk } from "../sink/tableFormat.ts";
import { parseIpv4 } from "./ipv4.ts";
import { writeTrafficChunk } from "./trafficChunk.ts";
import { addNext, clearGroups, createTrafficGroups, kindBits, word, type TrafficGroups } from "./trafficGroups.ts";
import { codeText, createTexts } from "./trafficTexts.ts";

/** Adds up rows that are in a kernel. */
export interface KernelTraffic {
  /** To be called when the kernel holds other rows than before. */
  readonly begin: (kernel: Kernel) => void;
  /** Puts the groups of an hour into the spool. */
  readonly encode: (hour: KernelHour, spool: Appendable) => Chunk;
}

export function createKernelTraffic(): KernelTraffic {
  const groups = createTrafficGroups();
  let rows: KernelColumns | undefined;
  return {
    begin: (kernel) => {
      rows = columnsOf(kernel);
    },
    encode: ({ ranges, segments, tally }, spool) => {
      if (!rows) throw new TypeError("no rows to begin with");
      const columns: Columns = { ...rows, ...createLookups(rows.kernel), groups };
      clearGroups(groups);
      for (const [index, [start, end]] of ranges.entries()) {
        groups.next[word.lineage] = segments[index]?.lineage ?? 0;
        addRange(columns, start, end);
      }
      return writeTrafficChunk(groups, columns.texts.values, { spool, segments, tally });
    },
  };
}

const begins = 1;

/** Columns of the kernel as arrays: by row, by group and by record. */
function columnsOf(kernel: Kernel) {
  const { words, bytes } = kernel;
  const shorts = new Uint16Array(bytes.buffer);
  const wordsAt = (name: NumberName): Uint32Array => words.subarray(kernel.get(name) / 4);
  const shortsAt = (name: NumberName): Uint16Array => shorts.subarray(kernel.get(name) / 2);
  return {
    kernel,
    addresses: readAddresses(kernel),
    sources: wordsAt("sources"),
    targets: wordsAt("targets"),
    targetPorts: shortsAt("targetPorts"),
    kinds: shortsAt("kinds"),
    nulls: bytes.subarray(kernel.get("counterNulls")),
    counters: wordsAt("counters"),
    rowCapacity: kernel.get("rowCapacity"),
    groupCount: kernel.get("groupCount"),
    groupRows: wordsAt("groupRows"),
    groupRules: wordsAt("groupRules"),
    groupRecords: wordsAt("groupRecords"),
    recordResources: wordsAt("recordResources"),
  };
}

type KernelColumns = ReturnType<typeof columnsOf>;

/** By the kernel's codes of addresses: the IPv4 address, or 1 where it is none. */
interface Addresses {
  readonly values: Uint32Array;
  readonly areTexts: Uint8Array;
}

function readAddresses(kernel: Kernel): Addresses {
  const count = kernel.get("addressCount");
  const starts = kernel.words.subarray(kernel.get("addressStarts") / 4);
  const [values, areTexts] = [new Uint32Array(count), new Uint8Array(count)];
  for (let code = 0; code < count; code++) {
    const address = parseIpv4(kernel.bytes, starts[code] ?? 0, starts[code + 1] ?? 0);
    if (address === undefined) areTexts[code] = 1;
    else values[code] = address;
  }
  return { values, areTexts };
}

/** From the kernel's codes to those of a chunk. */
function createLookups(kernel: Kernel) {
  const texts = createTexts();
  const createLookup = (place: NumberName): ((code: number) => number) => {
    const known = new Map<number, number>();
    const starts = kernel.words.subarray(kernel.get(place) / 4);
    return (code) => {
      const [start = 0, end = 0] = [starts[code], starts[code + 1]];
      const own = known.get(code) ?? codeText(texts, Buffer.from(kernel.bytes.buffer, start, end - start).toString());
      known.set(code, own);
      return own;
    };
  };
  const protocols = new Map<number, number>();
  const protocolOf = (number: number): number => {
    const own = protocols.get(number) ?? codeText(texts, protocolNames[number] ?? "");
    protocols.set(number, own);
    return own;
  };
  return { texts, textOf: createLookup("textStarts"), addressOf: createLookup("addressStarts"), protocolOf };
}

interface Columns extends KernelColumns, ReturnType<typeof createLookups> {
  readonly groups: TrafficGroups;
}

function addRange(columns: Columns, start: number, end: number): void {
  const { next } = columns.groups;
  const { groupRows, groupRules, groupRecords, recordResources, textOf } = columns;
  let group = seekGroup(columns, start);
  for (let row = start; row < end; group++) {
    next[word.rule] = textOf(groupRules[group] ?? 0);
    next[word.resource] = textOf(recordResources[groupRecords[group] ?? 0] ?? 0);
    const groupEnd = Math.min(end, groupRows[group + 1] ?? end);
    for (; row < groupEnd; row++) addRow(columns, row);
  }
}

function addRow(columns: Columns, row: number): void {
  const { sources, targets, targetPorts, kinds, protocolOf, groups } = columns;
  const { values, areTexts } = columns.addresses;
  const { next } = groups;
  const [source, target, kind] = [sources[row] ?? 0, targets[row] ?? 0, kinds[row] ?? 0];
  const isDenied = (kind & 0x200) !== 0;
  const [isSourceText, isTargetText] = [areTexts[source] ?? 0, areTexts[target] ?? 0];
  next[word.source] = isSourceText === 1 ? columns.addressOf(source) : (values[source] ?? 0);
  next[word.target] = isTargetText === 1 ? columns.addressOf(target) : (values[target] ?? 0);
  // Bits 8 and 9 of the kernel's kind are direction and action, those of ours 0 and 1.
  next[word.kind] =
    ((targetPorts[row] ?? 0) << kindBits.port) |
    ((kind >> 8) & (kindBits.isOutbound | kindBits.isDenied)) |
    (isSourceText * kindBits.hasSourceText) |
    (isTargetText * kindBits.hasTargetText);
  next[word.protocol] = protocolOf(kind & 0xff);
  next[word.flows] = 1;
  next[word.sessions] = !isDenied && kind >> 10 <= begins ? 1 : 0;
  addCounters(columns, row);
  addNext(groups);
}

function addCounters({ groups, nulls, counters, rowCapacity }: Columns, row: number): void {
  const { next } = groups;
  const measured = ~(nulls[row] ?? 0) & 15;
  next[word.measured] = measured;
  next[word.unmeasured] = measured === 0 ? 1 : 0;
  if (measured === 0) {
    for (let to = word.counters; to < word.counters + 8; to++) next[to] = 0;
    return;
  }
  for (let counter = 0; counter < 4; counter++) {
    const at = (counter * rowCapacity + row) * 2;
    const to = word.counters + counter * 2;
    const isNull = (measured & (1 << counter)) === 0;
    next[to] = isNull ? 0 : (counters[at] ?? 0);
    next[to + 1] = isNull ? 0 : (counters[at + 1] ?? 0);
  }
}

/** The group of a row: groups lie in the order of their rows. */
function seekGroup({ groupRows, groupCount }: KernelColumns, row: number): number {
  let [low, high] = [0, groupCount];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((groupRows[middle] ?? 0) <= row) low = middle;
    else high = middle;
  }
  return low;
}
