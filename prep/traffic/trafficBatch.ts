import type { Batch, BigIntColumn, NumberColumn, StringColumn } from "../columns/batch.ts";
import { trafficColumns, type Column } from "../columns/schema.ts";
import { counterColumns } from "../columns/tally.ts";
import { codeNumber, createNumberCodes } from "./numberCodes.ts";
import { formatIpv4 } from "./ipv4.ts";
import { groupWords, kindBits, word, type TrafficGroups } from "./trafficGroups.ts";

/** Some groups as rows of the traffic table, of the hour that starts at `hourMs`; `textOf` gives the text of a code. */
export function trafficBatch(
  groups: TrafficGroups,
  { hourMs, start, end, texts }: { hourMs: number; start: number; end: number; texts: readonly string[] },
): Batch {
  const range: Range = { words: groups.words.subarray(start * groupWords, end * groupWords), rows: end - start };
  const columns: Readonly<Record<(typeof trafficColumns)[number]["name"], Build>> = {
    Time: (column) => ({ kind: "number", column, values: new Float64Array(range.rows).fill(hourMs) }),
    SrcIp: (column) => buildAddresses(range, column, { place: word.source, textBit: kindBits.hasSourceText, texts }),
    DestIp: (column) => buildAddresses(range, column, { place: word.target, textBit: kindBits.hasTargetText, texts }),
    DestPort: (column) => buildPorts(range, column),
    Protocol: (column) => buildTexts(range, column, { place: word.protocol, texts }),
    Direction: (column) => buildNames(range, column, { bit: kindBits.isOutbound, names: ["Inbound", "Outbound"] }),
    Action: (column) => buildNames(range, column, { bit: kindBits.isDenied, names: ["Allow", "Deny"] }),
    Rule: (column) => buildTexts(range, column, { place: word.rule, texts }),
    ResourceId: (column) => buildTexts(range, column, { place: word.resource, texts }),
    Flows: (column) => buildCounts(range, column, word.flows),
    Sessions: (column) => buildCounts(range, column, word.sessions),
    UnmeasuredFlows: (column) => buildCounts(range, column, word.unmeasured),
    PacketsSrcToDest: (column) => buildSums(range, column),
    BytesSrcToDest: (column) => buildSums(range, column),
    PacketsDestToSrc: (column) => buildSums(range, column),
    BytesDestToSrc: (column) => buildSums(range, column),
  };
  return {
    rows: range.rows,
    segments: [{ lineage: 0, rows: range.rows }],
    columns: trafficColumns.map((column) => columns[column.name](column)),
  };
}

interface Range {
  readonly words: Uint32Array;
  readonly rows: number;
}

type Build = (column: Column) => StringColumn | NumberColumn | BigIntColumn;

/** Codes of the batch are in the order of first use. */
function buildTexts(
  { words, rows }: Range,
  column: Column,
  { place, texts }: { readonly place: number; readonly texts: readonly string[] },
): StringColumn {
  const codeOf = new Int32Array(texts.length).fill(-1);
  const values: string[] = [];
  const codes = new Int32Array(rows);
  for (let row = 0, at = place; row < rows; row++, at += groupWords) {
    const text = words[at] ?? 0;
    let code = codeOf[text] ?? -1;
    if (code < 0) codeOf[text] = code = values.push(texts[text] ?? "") - 1;
    codes[row] = code;
  }
  return { kind: "string", column, codes, values };
}

/** The same for IPv4 addresses, and texts where they are others. */
function buildAddresses(
  { words, rows }: Range,
  column: Column,
  { place, textBit, texts }: { readonly place: number; readonly textBit: number; readonly texts: readonly string[] },
): StringColumn {
  const addresses = createNumberCodes();
  const others = createNumberCodes();
  const codes = new Int32Array(rows);
  for (let row = 0, at = 0; row < rows; row++, at += groupWords) {
    const value = words[at + place] ?? 0;
    const isText = ((words[at + word.kind] ?? 0) & textBit) !== 0;
    codes[row] = isText ? -1 - codeNumber(others, value) : codeNumber(addresses, value);
  }
  for (let row = 0; row < rows; row++) {
    const code = codes[row] ?? 0;
    if (code < 0) codes[row] = addresses.count - 1 - code;
  }
  const values = Array.from(addresses.values.subarray(0, addresses.count), formatIpv4);
  for (const text of others.values.subarray(0, others.count)) values.push(texts[text] ?? "");
  return { kind: "string", column, codes, values };
}

function buildNames(
  { words, rows }: Range,
  column: Column,
  { bit, names }: { readonly bit: number; readonly names: readonly [string, string] },
): StringColumn {
  const codes = new Int32Array(rows);
  for (let row = 0, at = word.kind; row < rows; row++, at += groupWords) {
    codes[row] = ((words[at] ?? 0) & bit) === 0 ? 0 : 1;
  }
  const used = names.filter((_, code) => codes.includes(code));
  const [first] = names;
  if (!used.includes(first)) codes.fill(0);
  return { kind: "string", column, codes, values: used };
}

function buildPorts({ words, rows }: Range, column: Column): NumberColumn {
  const values = new Float64Array(rows);
  for (let row = 0, at = word.kind; row < rows; row++, at += groupWords)
    values[row] = (words[at] ?? 0) >>> kindBits.port;
  return { kind: "number", column, values };
}

function buildCounts({ words, rows }: Range, column: Column, place: number): BigIntColumn {
  const values = new BigInt64Array(rows);
  const halves = new Uint32Array(values.buffer);
  for (let row = 0, at = place; row < rows; row++, at += groupWords) halves[row * 2] = words[at] ?? 0;
  return { kind: "bigint", column, values, nulls: new Uint8Array(rows) };
}

function buildSums({ words, rows }: Range, column: Column): BigIntColumn {
  const counter = counterColumns.findIndex(({ name }) => name === column.name);
  const values = new BigInt64Array(rows);
  const halves = new Uint32Array(values.buffer);
  const nulls = new Uint8Array(rows);
  for (let row = 0, at = 0; row < rows; row++, at += groupWords) {
    halves[row * 2] = words[at + word.counters + counter * 2] ?? 0;
    halves[row * 2 + 1] = words[at + word.counters + counter * 2 + 1] ?? 0;
    nulls[row] = (((words[at + word.measured] ?? 0) >> counter) & 1) ^ 1;
  }
  return { kind: "bigint", column, values, nulls };
}
