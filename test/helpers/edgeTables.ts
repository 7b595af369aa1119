import type { FlowRow } from "../../prep/columns/schema.ts";
import type { Compression } from "../../prep/sink/parquet.ts";
import { rowOf } from "./rows.ts";

/** Rows that a writer of Parquet may get wrong. */
export interface EdgeTable {
  readonly name: string;
  readonly compression: Compression;
  /** The rows of each row group; made on demand, since some are many. */
  readonly rowGroups: () => readonly (readonly FlowRow[])[];
  /** A reader that does not take such a file. */
  readonly refusedBy?: string;
}

const largest = 2n ** 63n - 1n;
const startMs = Date.UTC(2018, 10, 13, 12);

/** Beginnings, ends and lengths of what the encodings pack together: 8 values, 63 groups of 8, words of 64 bits. */
const rowCounts = [2, 7, 8, 9, 63, 64, 65, 503, 504, 505, 999, 1000, 1001];

export const edgeTables: readonly EdgeTable[] = [
  // An empty list of row groups has the wrong type of element; a run leaves no such file.
  { ...table("no rows", () => []), refusedBy: "Arrow (parquet-wasm)" },
  table("one row", () => [[rowOf({})]]),
  table("one row of nulls", () => [[nullRow(0)]]),
  table("all nullable columns null", () => [rowsBy(1000, nullRow)]),
  table("one distinct value in each column", () => [rowsBy(1000, () => rowOf({ AclId: "/acl", Encryption: "NX" }))]),
  table("strings of any Unicode", () => [unicodeRows()]),
  table("strings of any Unicode, zstd", () => [unicodeRows()], "zstd"),
  table("strings of any Unicode, not compressed", () => [unicodeRows()], "none"),
  table("the smallest and the largest counters", () => [rowsBy(counters.length, counterRow)]),
  table("milliseconds and far years", () => [times.map((timeMs) => rowOf({ Time: timeMs, RecordTime: timeMs }))]),
  table("the ends of int32", () => [ints.map((port) => rowOf({ SrcPort: port, DestPort: port, LogVersion: port }))]),
  table("short and long runs", () => [runRows(5000)]),
  table("short and long runs, zstd", () => [runRows(5000)], "zstd"),
  table("short and long runs, not compressed", () => [runRows(5000)], "none"),
  ...rowCounts.map((count) => table(`${count} rows of 2 to 40 distinct values`, () => [rowsBy(count, variedRow)])),
  table("100,000 distinct values in a dictionary, then PLAIN, then one row", manyDistinct),
  table("columns that are null in one row group and not in the next", nullsInTurn, "zstd"),
];

function table(name: string, rowGroups: EdgeTable["rowGroups"], compression: Compression = "snappy"): EdgeTable {
  return { name, compression, rowGroups };
}

function rowsBy(count: number, row: (index: number) => FlowRow): FlowRow[] {
  return Array.from({ length: count }, (_, index) => row(index));
}

function nullRow(index: number): FlowRow {
  const counted = { PacketsSrcToDest: null, BytesSrcToDest: null, PacketsDestToSrc: null, BytesDestToSrc: null };
  const texts = { FlowState: null, Encryption: null, AclId: null, TargetResourceId: null };
  return rowOf({ Time: startMs + index, ...counted, ...texts });
}

/** UTF-8 orders U+FFFF before the astral planes, UTF-16 behind them. Half a surrogate pair is no Unicode. */
const texts = [
  ...["", " ", "\0", "a\0b", '"a",\r\n', "\\", "\u2028", "\u007F", "\u0085", "null", "NaN"],
  ...["\u00E9", "e\u0301", "\uD55C", "\u1112\u1161\u11AB", "\u202Eabc", "a\uFEFF", "\uE000", "\uFFFD", "\uFFFF"],
  ...["日本語", "𝄞", "🦜", "👩‍👩‍👧‍👦", "\u{10000}", "\u{10FFFF}", "\uD800", "a\uDC00b", "\uDE00\uD83D"],
  ...["x".repeat(10_000), "ü🦜".repeat(2_500), `${"y".repeat(9_999)}ü`],
];

function unicodeRows(): FlowRow[] {
  const once = texts.map((text) => rowOf({ Rule: text, AclId: text, ResourceId: `/${text}`, Mac: text }));
  const often = rowsBy(200, (index) => {
    const text = texts[index % texts.length] ?? "";
    return rowOf({ Rule: text, AclId: index % 3 === 0 ? null : text, SrcIp: `${text}${index}` });
  });
  return [...once, ...often];
}

const counters = [
  0n,
  1n,
  127n,
  128n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n,
  2n ** 53n + 1n,
  largest - 1n,
  largest,
];

function counterRow(index: number): FlowRow {
  const counter = counters[index] ?? null;
  const other = counters.at(-1 - index) ?? null;
  const withNulls = index % 2 === 0 ? null : counter;
  return rowOf({
    PacketsSrcToDest: counter,
    BytesSrcToDest: other,
    PacketsDestToSrc: withNulls,
    BytesDestToSrc: largest,
  });
}

/** The second behind what fits 32 bits of seconds, the millisecond behind what fits 64 bits of nanoseconds, the last. */
const times = [
  ...[0, 1, 999, 1000, startMs, startMs + 389, 2 ** 31 * 1000 - 1, 2 ** 31 * 1000],
  ...[Date.UTC(2262, 3, 11, 23, 47, 16, 854), Date.UTC(2262, 3, 11, 23, 47, 16, 855)],
  ...[Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
];

const ints = [0, 1, 65535, 65536, 2 ** 24 + 1, 2 ** 31 - 1];

const runLengths = [1, 1, 7, 1, 8, 2, 9, 500, 1, 3, 16, 63, 1, 64, 65, 4, 127, 1, 1000, 8, 8, 8, 1];

/** In one column after the other the runs are offset by a few rows; the nullable ones also have runs of null. */
function runRows(count: number): FlowRow[] {
  const runOf: number[] = [];
  for (let run = 0; runOf.length < count + 8; run++) {
    const length = runLengths[run % runLengths.length] ?? 1;
    for (let row = 0; row < length; row++) runOf.push(run);
  }
  const at = (index: number): number => runOf[index] ?? 0;
  return rowsBy(count, (index) =>
    rowOf({
      Time: startMs + at(index),
      SrcIp: `10.0.0.${at(index)}`,
      SrcPort: at(index + 1) % 2,
      DestPort: at(index + 2) % 3,
      Rule: `rule ${at(index + 3) % 20}`,
      FlowState: at(index) % 2 === 0 ? null : "Continuing",
      AclId: at(index + 4) % 3 === 0 ? null : `acl ${at(index + 5) % 5}`,
      BytesSrcToDest: at(index + 6) % 2 === 0 ? null : BigInt(at(index + 7)),
      PacketsSrcToDest: at(index) === 7 ? null : 1n,
    }),
  );
}

/** Dictionaries of 2, 3, 5, 9, 17 and 33 values and near them, so codes of one to six bits; the time is PLAIN. */
function variedRow(index: number): FlowRow {
  return rowOf({
    Time: startMs + index,
    SrcIp: `10.0.0.${index % 2}`,
    DestIp: `10.0.1.${index % 3}`,
    SrcPort: index % 5,
    DestPort: (index * 7) % 9,
    Protocol: String((index * 5) % 17),
    Rule: `rule ${(index * 11) % 33}`,
    FlowState: index % 2 === 0 ? null : "End",
    Encryption: index % 9 === 0 ? null : `state ${index % 4}`,
    PacketsSrcToDest: index % 7 === 0 ? null : BigInt(index % 8),
    BytesSrcToDest: index % 64 === 63 ? null : BigInt(index % 40),
    PacketsDestToSrc: index === 0 ? null : 1n,
    BytesDestToSrc: index < 8 ? 5n : null,
    AclId: (index >> 3) % 2 === 0 ? null : "/acl",
  });
}

const distinct = 100_000;

function manyDistinct(): readonly (readonly FlowRow[])[] {
  const row = (index: number, spread: number): FlowRow => {
    const value = (index * spread) % distinct;
    const counter = value % 10 === 3 ? null : largest - BigInt(value);
    const text = `rule ${value}`;
    return rowOf({ SrcPort: value, Rule: text, AclId: value % 11 === 0 ? null : text, BytesSrcToDest: counter });
  };
  const inDictionary = rowsBy(2 * distinct, (index) => ({ ...row(index, 7), Time: startMs + index }));
  const inTurn = rowsBy(distinct, (index) => ({ ...row(index, 1), Time: startMs + (index % 300) }));
  return [inDictionary, inTurn, [rowOf({ Rule: "last" })]];
}

function nullsInTurn(): readonly (readonly FlowRow[])[] {
  const filled = (index: number): FlowRow =>
    rowOf({
      Encryption: "NX",
      AclId: `acl ${index % 40}`,
      TargetResourceId: String(index),
      BytesDestToSrc: BigInt(index),
    });
  return [rowsBy(3000, nullRow), rowsBy(3001, filled), rowsBy(1000, nullRow)];
}
