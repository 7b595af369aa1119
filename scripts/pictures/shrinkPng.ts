import { crc32, deflateSync, inflateSync } from "node:zlib";

/** An image of 8 bits for each of red, green and blue, row by row. */
interface Image {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const signature = Buffer.from("89504e470d0a1a0a", "hex");
const mostColors = 256;

/**
 * Writes a PNG, as Chromium makes it of a page, with the 256 colours that stand for most of it: a picture of plain
 * shapes looks the same and takes a third of the bytes. Format: https://www.w3.org/TR/png-3/. Throws on other kinds.
 */
export function shrinkPng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const { palette, indices } = reduceColors(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++)
    rows.set(indices.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const chunks = [chunk("IHDR", header), chunk("PLTE", palette), chunk("IDAT", deflateSync(rows, { level: 9 }))];
  return Buffer.concat([signature, ...chunks, chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function decode(png: Buffer): Image {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, colorType, , , interlace] = png.subarray(24, 29);
  if (depth !== 8 || colorType !== 2 || interlace !== 0) throw new Error(`a PNG of color type ${colorType ?? "?"}`);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return { width, height, pixels: undoFilters(inflateSync(Buffer.concat(data)), width * 3, height) };
}

/** Each row says first how its bytes differ from the pixel to the left and the row above. */
function undoFilters(rows: Uint8Array, rowBytes: number, height: number): Uint8Array {
  const pixels = new Uint8Array(rowBytes * height);
  for (let row = 0; row < height; row++) {
    const filter = rows[row * (rowBytes + 1)] ?? 0;
    for (let column = 0; column < rowBytes; column++) {
      const at = row * rowBytes + column;
      const left = column < 3 ? 0 : (pixels[at - 3] ?? 0);
      const up = row === 0 ? 0 : (pixels[at - rowBytes] ?? 0);
      const corner = row === 0 || column < 3 ? 0 : (pixels[at - rowBytes - 3] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, predict(left, up, corner)][filter] ?? 0;
      pixels[at] = (rows[row * (rowBytes + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return pixels;
}

/** Paeth's predictor, section 9.4: the neighbour that is nearest to left + up - corner. */
function predict(left: number, up: number, corner: number): number {
  const [byLeft, byUp, byCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** The pixels that agree in the first 5 bits of each channel are one bin; the fullest bins are the palette. */
function reduceColors(pixels: Uint8Array): { palette: Uint8Array; indices: Uint8Array } {
  const counts = new Map<number, number>();
  const binAt = (at: number): number =>
    (((pixels[at] ?? 0) >> 3) << 10) | (((pixels[at + 1] ?? 0) >> 3) << 5) | ((pixels[at + 2] ?? 0) >> 3);
  const exact = new Map<number, Map<number, number>>();
  for (let at = 0; at < pixels.length; at += 3) {
    const bin = binAt(at);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
    const color = ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
    const inBin = exact.get(bin) ?? new Map<number, number>();
    exact.set(bin, inBin.set(color, (inBin.get(color) ?? 0) + 1));
  }
  const bins = [...counts].sort(([, a], [, b]) => b - a).map(([bin]) => bin);
  const colors = bins.slice(0, mostColors).map((bin) => {
    const [top] = [...(exact.get(bin) ?? [])].sort(([, a], [, b]) => b - a);
    const color = top?.[0] ?? 0;
    return [color >> 16, (color >> 8) & 255, color & 255] as const;
  });
  const indexOfBin = new Map(bins.map((bin, index) => [bin, index < mostColors ? index : nearest(colors, bin)]));
  const indices = new Uint8Array(pixels.length / 3);
  for (let pixel = 0; pixel < indices.length; pixel++) indices[pixel] = indexOfBin.get(binAt(pixel * 3)) ?? 0;
  return { palette: Uint8Array.from(colors.flat()), indices };
}

function nearest(colors: readonly (readonly [number, number, number])[], bin: number): number {
  const [red, green, blue] = [(bin >> 10) * 8 + 4, ((bin >> 5) & 31) * 8 + 4, (bin & 31) * 8 + 4];
  const distances = colors.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
  return distances.indexOf(Math.min(...distances));
}
