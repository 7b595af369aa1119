import { ByteWriter } from "hyparquet-writer";
import { writeRleBitPackedHybrid } from "hyparquet-writer/src/encoding.js";
import type { Batch } from "../columns/batch.ts";
import { boundsOf, type EncodedColumn, type PlainValue } from "../columns/encodedColumn.ts";
import type { ColumnType } from "../columns/schema.ts";

/** A value per row that is not null, as a code into the distinct ones. */
interface CodedValues {
  readonly codes: Uint32Array;
  readonly distinct: readonly PlainValue[];
  /** 1 where there is a value, 0 where there is null; a level per row. */
  readonly levels: Uint8Array | undefined;
}

const utf8 = new TextEncoder();

/**
 * Encodes one column of a batch: RLE_DICTIONARY where at least half of the values are repeats, else PLAIN.
 * Source: apache/parquet-format, Encodings.md; a bit width of 0 is avoided as arrow-cpp does.
 */
export function encodeColumn(batch: Batch, index: number): EncodedColumn {
  const source = batch.columns[index];
  if (!source) throw new RangeError(`no column ${index} in the batch`);
  const { column } = source;
  const { codes, distinct, levels } = codeValues(source, batch.rows);
  const hasDictionary = distinct.length > 0 && distinct.length * 2 <= Math.max(codes.length, 2);
  const writer = new ByteWriter();
  if (levels) writeLevels(writer, levels);
  if (hasDictionary) writeCodes(writer, codes, distinct.length);
  else writePlain(writer, column.type, expand(codes, distinct));
  const bounds = boundsOf(distinct);
  return {
    column,
    rows: batch.rows,
    nullCount: batch.rows - codes.length,
    dictionary: hasDictionary ? encodeDictionary(column.type, distinct) : undefined,
    page: writer.getBytes(),
    ...bounds,
  };
}

function codeValues(source: Batch["columns"][number], rows: number): CodedValues {
  switch (source.kind) {
    case "string": {
      const codes = source.codes.subarray(0, rows);
      if (!source.column.nullable)
        return { codes: Uint32Array.from(codes), distinct: source.values, levels: undefined };
      const levels = Uint8Array.from(codes, (code) => (code < 0 ? 0 : 1));
      return { codes: Uint32Array.from(codes.filter((code) => code >= 0)), distinct: source.values, levels };
    }
    case "bigint": {
      const levels = Uint8Array.from(source.nulls.subarray(0, rows), (isNull) => 1 - isNull);
      const coded = codeDistinct(source.values.subarray(0, rows).filter((_, row) => levels[row] === 1));
      return { ...coded, levels: source.column.nullable ? levels : undefined };
    }
    case "number": {
      const { codes, distinct } = codeDistinct(source.values.subarray(0, rows));
      const isTime = source.column.type === "timestamp";
      return { codes, distinct: isTime ? distinct.map(microseconds) : distinct, levels: undefined };
    }
  }
}

function microseconds(timeMs: number): bigint {
  return BigInt(timeMs) * 1000n;
}

function codeDistinct<T extends number | bigint>(values: ArrayLike<T>): { codes: Uint32Array; distinct: T[] } {
  const codeOf = new Map<T, number>();
  const distinct: T[] = [];
  const codes = Uint32Array.from(values, (value) => {
    let code = codeOf.get(value);
    if (code === undefined) {
      code = distinct.push(value) - 1;
      codeOf.set(value, code);
    }
    return code;
  });
  return { codes, distinct };
}

/** Data page version 1 puts the length of the levels before them, in four bytes. */
function writeLevels(writer: ByteWriter, levels: Uint8Array): void {
  const encoded = new ByteWriter();
  writeRleBitPackedHybrid(encoded, levels, 1);
  writer.appendUint32(encoded.offset);
  writer.appendBytes(encoded.getBytes());
}

function writeCodes(writer: ByteWriter, codes: Uint32Array, distinct: number): void {
  const bitWidth = Math.max(1, 32 - Math.clz32(distinct - 1));
  writer.appendUint8(bitWidth);
  writeRleBitPackedHybrid(writer, codes, bitWidth);
}

function encodeDictionary(type: ColumnType, distinct: readonly PlainValue[]): { bytes: Uint8Array; count: number } {
  const writer = new ByteWriter();
  writePlain(writer, type, distinct);
  return { bytes: writer.getBytes(), count: distinct.length };
}

function writePlain(writer: ByteWriter, type: ColumnType, values: readonly PlainValue[]): void {
  for (const value of values) {
    if (type === "string") {
      const bytes = utf8.encode(value as string);
      writer.appendUint32(bytes.length);
      writer.appendBytes(bytes);
    } else if (type === "int32") writer.appendInt32(value as number);
    else writer.appendInt64(value as bigint);
  }
}

function expand(codes: Uint32Array, distinct: readonly PlainValue[]): PlainValue[] {
  return Array.from(codes, (code) => distinct[code] ?? 0);
}
