import type { DimensionName, PackedCube, measureNames } from "../../payload.ts";

/** A dimension of the cube: the number of each row's text. Numbers are in the order of the texts. */
export interface Dimension {
  readonly texts: readonly string[];
  readonly codes: Uint32Array;
}

/** Flows summed by all dimensions, column after column. */
export interface Cube {
  readonly rowCount: number;
  readonly dimension: (name: DimensionName) => Dimension;
  /** NaN where nothing was measured. */
  readonly measure: (name: (typeof measureNames)[number]) => Float64Array;
}

/** Unpacks what `packCube` has packed. */
export async function unpackCube({ rowCount, dimensions, measures, data }: PackedCube): Promise<Cube> {
  const buffer = await inflate(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
  const floats = measures.map((name, at) => [name, new Float64Array(buffer, at * rowCount * 8, rowCount)] as const);
  const start = measures.length * rowCount * 8;
  const columns = dimensions.map(({ name, texts }, at) => {
    return [name, { texts, codes: new Uint32Array(buffer, start + at * rowCount * 4, rowCount) }] as const;
  });
  const [measureOf, dimensionOf] = [new Map(floats), new Map(columns)];
  return {
    rowCount,
    dimension: (name) => dimensionOf.get(name) ?? { texts: [], codes: new Uint32Array(rowCount) },
    measure: (name) => measureOf.get(name) ?? new Float64Array(rowCount).fill(NaN),
  };
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}
