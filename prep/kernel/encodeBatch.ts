import type { Batch, BigIntColumn, NumberColumn, StringColumn } from "../columns/batch.ts";
import { boundsOf, type EncodedColumn } from "../columns/encodedColumn.ts";
import { bytesAt, distinctValues, encodeIntegers, encodeLarge, type EncodedValues } from "./encodeColumns.ts";
import type { Kernel } from "./kernel.ts";
import { plainTexts } from "./plainTexts.ts";

/**
 * The columns of a batch, in their order: as encodeColumn gives them, but quicker where there are many values. The
 * kernel has to have room for its rows. The bytes of one column are good until the next one is asked for.
 */
export function* encodeBatch(kernel: Kernel, { rows, columns }: Batch): Generator<EncodedColumn> {
  kernel.selectBatch(rows);
  for (const column of columns) {
    const encoded = encodeValues(kernel, column, rows);
    const page = bytesAt(kernel, "page", kernel.get("pageLength"));
    yield { column: column.column, rows, nullCount: kernel.get("nullCount"), page, ...encoded };
  }
}

function encodeValues(kernel: Kernel, column: Batch["columns"][number], rows: number): EncodedValues {
  switch (column.kind) {
    case "string":
      return encodeTexts(kernel, column, rows);
    case "bigint":
      return encodeCounters(kernel, column, rows);
    case "number":
      return encodeNumbers(kernel, column, rows);
  }
}

function encodeTexts(kernel: Kernel, { codes, values, column }: StringColumn, rows: number): EncodedValues {
  kernel.words.set(codes.subarray(0, rows), kernel.get("selectedSmall") / 4);
  kernel.writeSmall(Number(column.nullable));
  const used = Array.from(distinctValues(kernel), (code) => values[code] ?? "");
  if (used.length === 0) return { dictionary: undefined, min: undefined, max: undefined };
  return { dictionary: { bytes: plainTexts(used), count: used.length }, ...boundsOf(used) };
}

function encodeCounters(kernel: Kernel, { values, nulls, column }: BigIntColumn, rows: number): EncodedValues {
  kernel.bytes.set(new Uint8Array(values.buffer, values.byteOffset, rows * 8), kernel.get("selectedLarge"));
  kernel.bytes.set(nulls.subarray(0, rows), kernel.get("selectedNulls"));
  return encodeLarge(kernel, column.nullable);
}

function encodeNumbers(kernel: Kernel, { values, column }: NumberColumn, rows: number): EncodedValues {
  if (column.type === "timestamp") {
    const micros = toMicroseconds(values, rows);
    return encodeCounters(kernel, { kind: "bigint", column, values: micros, nulls: new Uint8Array(rows) }, rows);
  }
  kernel.words.set(values.subarray(0, rows), kernel.get("selectedSmall") / 4);
  return encodeIntegers(kernel);
}

/** Most times are that of the row before. */
function toMicroseconds(values: Float64Array, rows: number): BigInt64Array<ArrayBuffer> {
  const micros = new BigInt64Array(rows);
  let [lastMs, last] = [NaN, 0n];
  for (let row = 0; row < rows; row++) {
    const timeMs = values[row] ?? 0;
    if (timeMs !== lastMs) [lastMs, last] = [timeMs, BigInt(timeMs) * 1000n];
    micros[row] = last;
  }
  return micros;
}
