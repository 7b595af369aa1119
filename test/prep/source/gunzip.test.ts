import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { constants, crc32, deflateRawSync, gzipSync, inflateRawSync } from "node:zlib";
import { gunzip } from "../../../prep/source/gunzip.ts";
import { openSource } from "../../../prep/source/openSource.ts";
import { BlobChangedError, DamagedBlobError } from "../../../prep/source/source.ts";
import { knownOf, textOf } from "../../helpers/blobs.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

interface Read {
  readonly bytes: Buffer;
  /** What the reading ended with. */
  readonly error: unknown;
}

/** Decompresses bytes that come in pieces of a size. */
async function read(compressed: Buffer, pieceSize = compressed.length): Promise<Read> {
  return await collect(gunzip(inPieces(compressed, pieceSize)));
}

async function collect(decompressed: AsyncIterable<Uint8Array>): Promise<Read> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of decompressed) chunks.push(chunk);
  } catch (error) {
    return { bytes: Buffer.concat(chunks), error };
  }
  return { bytes: Buffer.concat(chunks), error: undefined };
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** All that the first bytes of a gzip file without optional fields hold. */
function heldBy(compressed: Buffer, end: number): Buffer {
  if (end <= headerSize) return Buffer.alloc(0);
  return inflateRawSync(compressed.subarray(headerSize, end), { finishFlush: constants.Z_SYNC_FLUSH });
}

const headerSize = 10;
const trailerSize = 8;
const rows = Buffer.from(Array.from({ length: 60 }, (_, row) => `1542110377,10.0.0.${row},44931,${row * 997}`).join());
const small = gzipSync(rows);
/** About 130 KB of gzip, 1 MB of text. */
const text = Buffer.from(
  Array.from({ length: 40_000 }, (_, row) => `${row},10.0.${row % 251},${(row * 7919) % 65_536}`).join(),
);
const large = gzipSync(text);

function isDamage(error: unknown, reason: RegExp): void {
  assert.ok(error instanceof DamagedBlobError, String(error));
  assert.match(error.message, reason);
}

test("a gzip file is read, whatever the pieces it comes in", async () => {
  for (const pieceSize of [1, 7, small.length]) {
    assert.deepEqual(await read(small, pieceSize), { bytes: rows, error: undefined });
  }
  for (const pieceSize of [1009, 16_384, 65_536, large.length]) {
    const { bytes, error } = await read(large, pieceSize);
    assert.equal(error, undefined);
    assert.ok(bytes.equals(text));
  }
});

test("a gzip file of several members, with zeros behind them, is read to its end", async () => {
  const empty = gzipSync("");
  const zeros = Buffer.alloc(40_000);
  const two = Buffer.concat([rows, rows]);
  const files = [
    [small, small],
    [small, empty, small],
    [small, small, zeros],
    [small, zeros, small],
    [small, Buffer.of(0), small, Buffer.of(0)],
  ].map((parts) => Buffer.concat(parts));
  for (const file of files) {
    for (const pieceSize of [1009, 1, file.length]) {
      assert.deepEqual(await read(file, pieceSize), { bytes: two, error: undefined });
    }
  }
  const many = Buffer.concat(Array.from({ length: 500 }, () => small));
  assert.equal((await read(many)).bytes.length, 500 * rows.length);
});

test("every optional field of a header is skipped", async () => {
  const fields = Buffer.concat([Buffer.of(3, 0, 1, 2, 3), Buffer.from("name\0comment\0"), Buffer.of(0, 0)]);
  const header = Buffer.from(small.subarray(0, headerSize));
  header[3] = 2 + 4 + 8 + 16;
  const file = Buffer.concat([header, fields, small.subarray(headerSize)]);
  for (const pieceSize of [1, file.length]) {
    assert.deepEqual(await read(file, pieceSize), { bytes: rows, error: undefined });
  }
  for (let end = 0; end < headerSize + fields.length; end++) {
    isDamage((await read(file.subarray(0, end))).error, /^gzip: unexpected end of file$/);
  }
});

test("a gzip file that is cut anywhere gives all that is in it", async () => {
  for (let end = 0; end < small.length; end++) {
    for (const pieceSize of [1, 50, 1000]) {
      const { bytes, error } = await read(small.subarray(0, end), pieceSize);
      isDamage(error, /^gzip: unexpected end of file$/);
      assert.ok(bytes.equals(heldBy(small, Math.min(end, small.length - trailerSize))));
    }
  }
  for (let end = 0; end < large.length; end += 16_001) {
    const { bytes, error } = await read(large.subarray(0, end));
    isDamage(error, /unexpected end of file/);
    assert.ok(bytes.equals(heldBy(large, end)));
  }
});

test("a second member that is cut gives all of the first", async () => {
  for (let end = 1; end < small.length; end++) {
    const { bytes, error } = await read(Buffer.concat([small, small.subarray(0, end)]));
    isDamage(error, /unexpected end of file/);
    const held = heldBy(small, Math.min(end, small.length - trailerSize));
    assert.ok(bytes.equals(Buffer.concat([rows, held])));
  }
});

test("a gzip file with a flipped bit gives all that comes before it, and is never taken for good", async () => {
  let harmless = 0;
  for (let at = 0; at < small.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const flipped = Buffer.from(small);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      const { bytes, error } = await read(flipped);
      const held = heldBy(small, Math.min(at, small.length - trailerSize));
      assert.ok(bytes.subarray(0, held.length).equals(held), `byte ${at}, bit ${bit}`);
      if (error === undefined) assert.ok(bytes.equals(rows) && ++harmless > 0);
      else isDamage(error, /^gzip: ./);
    }
  }
  // The time, what is said of the compressor and the text flag of the header; bits behind the last code.
  assert.ok(harmless >= 49 && harmless <= 56, `${harmless} harmless flips`);
});

test("damage that shows at once, far behind the beginning, costs nothing of what comes before it", async () => {
  const half = text.length >> 1;
  // A full flush ends on a whole byte; 7 opens a block of a type that does not exist.
  const good = deflateRawSync(text.subarray(0, half), { finishFlush: constants.Z_FULL_FLUSH });
  const damagedFile = Buffer.concat([small.subarray(0, headerSize), good, Buffer.alloc(30_000, 7)]);
  for (const pieceSize of [1009, 16_384, damagedFile.length]) {
    const { bytes, error } = await read(damagedFile, pieceSize);
    isDamage(error, /^gzip: invalid block type$/);
    assert.equal(bytes.length, half);
    assert.ok(bytes.equals(text.subarray(0, half)));
  }
});

test("bytes behind the end that are no gzip are told, after all that is good", async () => {
  for (const garbage of ["x", "{}", "\0\0x", "\x1f", "\x1f\x8b\x07"]) {
    const { bytes, error } = await read(Buffer.concat([small, Buffer.from(garbage, "latin1")]));
    isDamage(error, /^gzip: (other bytes behind the end|unexpected end of file)$/);
    assert.ok(bytes.equals(rows));
  }
});

test("what is no gzip file is told", async () => {
  isDamage((await read(Buffer.from('{"records":[]}'))).error, /^gzip: not a gzip file$/);
  isDamage((await read(Buffer.alloc(0))).error, /^gzip: unexpected end of file$/);
});

test("a wrong checksum and a wrong size are told", async () => {
  const wrong = Buffer.from(small);
  wrong.writeUInt32LE(1, small.length - 8);
  isDamage((await read(wrong)).error, /^gzip: the checksum does not match$/);
  wrong.writeUInt32LE(crc32(rows), small.length - 8);
  wrong.writeUInt32LE(1, small.length - 4);
  isDamage((await read(wrong)).error, /^gzip: the size does not match$/);
});

test("no more is read ahead than is needed, and the rest is left where the reader stops", async () => {
  let [given, isClosed] = [0, false];
  async function* giving(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of inPieces(large, 4096)) {
        given += piece.length;
        yield piece;
      }
    } finally {
      isClosed = true;
    }
  }
  for await (const chunk of gunzip(giving())) {
    if (chunk.length > 0) break;
  }
  assert.equal(given, 4096);
  assert.equal(isClosed, true);
});

test("a large run of zeros takes little memory", async () => {
  const zeros = gzipSync(Buffer.alloc(200_000_000));
  let [length, mostAtOnce] = [0, 0];
  for await (const chunk of gunzip(inPieces(zeros, zeros.length))) {
    length += chunk.length;
    mostAtOnce = Math.max(mostAtOnce, chunk.length);
  }
  assert.equal(length, 200_000_000);
  assert.equal(mostAtOnce, 65_536);
});

test("that a file has changed is a better reason than that it is damaged", async () => {
  async function* changing(): AsyncGenerator<Uint8Array> {
    yield Buffer.concat([small.subarray(0, 50), Buffer.alloc(500, 255)]);
    yield await Promise.resolve(Buffer.alloc(100));
    throw new BlobChangedError("changed");
  }
  assert.ok((await collect(gunzip(changing()))).error instanceof BlobChangedError);
});

test("files of a folder are decompressed by their name, in any case, and always from the beginning", async (context) => {
  const folder = await temporaryFolder(context);
  const files = { "1.json": "text", "2.json.gz": gzipSync("text"), "3.JSON.GZ": gzipSync("text"), "4.gz.json": "text" };
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  const signal = new AbortController().signal;
  const login = { connectionString: undefined, sas: undefined };
  const source = await openSource(folder, { login, standardInput: Readable.from([]), destination: "out" });
  const read: (string | number | undefined)[][] = [];
  for await (const ref of source.list(signal)) {
    const opened = await source.open(ref, knownOf("te"), signal);
    assert.equal(opened?.etag, ref.etag);
    assert.equal(source.canOpenAt(ref), !/gz$/i.test(ref.name));
    read.push([ref.name, opened?.from, await textOf(opened)]);
  }
  assert.deepEqual(read, [
    ["1.json", 2, "xt"],
    ["2.json.gz", 0, "text"],
    ["3.JSON.GZ", 0, "text"],
    ["4.gz.json", 2, "xt"],
  ]);
});
