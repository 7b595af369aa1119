import { deflateRawSync } from "node:zlib";
import { dimensionNames, measureNames, type PackedCube } from "../payload.ts";
import type { Groups } from "./groups.ts";

/**
 * The groups as text for a page: column after column, measures as 64-bit floats (NaN for null), then codes as 32-bit
 * numbers, deflated, in base64. Texts are sorted, so that codes are in the order of their texts.
 */
export function packCube({ dictionaries, byKey }: Groups): PackedCube {
  const groups = [...byKey.values()];
  const dimensions = dimensionNames.map((name, at) => {
    const codes = groups.map((group) => group.codes[at] ?? 0);
    const used = [...new Set(codes)].map((code) => ({ code, text: dictionaries[at]?.texts[code] ?? "" }));
    used.sort((a, b) => (a.text < b.text ? -1 : 1));
    const places = new Map(used.map(({ code }, place) => [code, place]));
    return {
      name,
      texts: used.map(({ text }) => text),
      codes: Uint32Array.from(codes, (code) => places.get(code) ?? 0),
    };
  });
  const order = sortRows(dimensions.map(({ codes }) => codes));
  const measures = measureNames.map((_, at) => {
    return Float64Array.from(order, (row) => Number(groups[row]?.sums[at] ?? NaN));
  });
  const codes = dimensions.map((dimension) => Uint32Array.from(order, (row) => dimension.codes[row] ?? 0));
  const bytes = Buffer.concat([...measures, ...codes].map(({ buffer }) => Buffer.from(buffer)));
  return {
    rowCount: groups.length,
    dimensions: dimensions.map(({ name, texts }) => ({ name, texts })),
    measures: measureNames,
    data: deflateRawSync(bytes, { level: 9 }).toString("base64"),
  };
}

/** Rows that are alike stand together, which deflates well. */
function sortRows(columns: readonly Uint32Array[]): number[] {
  const rows = Array.from(columns[0] ?? [], (_, row) => row);
  const compare = (a: number, b: number): number => {
    const column = columns.find((codes) => codes[a] !== codes[b]);
    return column === undefined ? 0 : (column[a] ?? 0) - (column[b] ?? 0);
  };
  return rows.sort(compare);
}
