import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { shrinkPng } from "../../scripts/pictures/shrinkPng.ts";

type Row = readonly [filter: number, ...bytes: number[]];

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function buildPng(width: number, rows: readonly Row[], colorType = 2): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, colorType], 8);
  const data = deflateSync(Uint8Array.from(rows.flat()));
  const halves = [data.subarray(0, 5), data.subarray(5)].map((half) => chunk("IDAT", half));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([signature, chunk("IHDR", header), ...halves, chunk("IEND", Buffer.alloc(0))]);
}

/** The colours of a PNG with a palette, row by row; its checksums are checked. */
function readColors(png: Buffer): number[][] {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const end = at + 8 + png.readUInt32BE(at);
    assert.equal(png.readUInt32BE(end), crc32(png.subarray(at + 4, end)));
    chunks.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, end));
  }
  const [header, palette, data] = ["IHDR", "PLTE", "IDAT"].map((type) => chunks.get(type) ?? Buffer.alloc(0));
  assert.ok(header !== undefined && palette !== undefined && data !== undefined && chunks.has("IEND"));
  const width = header.readUInt32BE(0);
  const rows = inflateSync(data);
  return Array.from({ length: header.readUInt32BE(4) }, (_, row) => {
    const indices = [...rows.subarray(row * (width + 1) + 1, (row + 1) * (width + 1))];
    return indices.map((index) => palette.readUIntBE(index * 3, 3));
  });
}

test("a picture of few colors keeps each of them, whatever filters its rows have", () => {
  const colors = [0x3a7cb8, 0xffffff];
  const plain = [0x3a, 0x7c, 0xb8, 0xff, 0xff, 0xff];
  const differences = [0x3a, 0x7c, 0xb8, 0xc5, 0x83, 0x47];
  const nothing = [0, 0, 0, 0, 0, 0];
  const halves = [
    0x1d,
    0x3e,
    0x5c,
    0xff - ((0x3a + 0xff) >> 1),
    0xff - ((0x7c + 0xff) >> 1),
    0xff - ((0xb8 + 0xff) >> 1),
  ];
  const rows: Row[] = [
    [0, ...plain],
    [1, ...differences],
    [2, ...nothing],
    [3, ...halves],
    [4, ...nothing],
  ];
  assert.deepEqual(readColors(shrinkPng(buildPng(2, rows))), Array(5).fill(colors));
});

test("of more colors than a palette holds, the rarest becomes its neighbor", () => {
  const shades = Array.from({ length: 256 }, (_, index) => [(index >> 4) * 16, (index & 15) * 16, 0]);
  const common = shades.flatMap((shade) => [shade, shade]);
  const [row = []] = readColors(shrinkPng(buildPng(513, [[0, ...[...common, [0, 8, 0]].flat()]])));
  assert.deepEqual(
    row.slice(0, 512),
    common.map(([red = 0, green = 0]) => (red << 16) | (green << 8)),
  );
  assert.equal(row[512], 0x001000);
});

test("another kind of PNG is refused", () => {
  assert.throws(() => shrinkPng(buildPng(1, [[0, 1, 2, 3, 255]], 6)), /color type 6/);
});
