import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { followPrefixCrc, startPrefixCrc } from "../../../prep/flatten/prefixCrc.ts";

const bytes = Buffer.from("0123456789");
const ends = [3, 4, 8];

/** Every way to cut ten bytes into chunks: bit `at - 1` says whether one ends at `at`. */
const chunkings = Array.from({ length: 2 ** (bytes.length - 1) }, (_, bits) =>
  Array.from({ length: bytes.length }, (_, at) => at + 1).filter((at) => at === bytes.length || (bits >> (at - 1)) & 1),
);

test("every chunking gives the checksum of all bytes before the last record", () => {
  assert.equal(chunkings.length, 512);
  for (const chunking of chunkings) {
    const crc = startPrefixCrc(0, 0);
    let start = 0;
    for (const end of chunking) {
      const resumePos = ends.filter((at) => at <= end).at(-1) ?? 0;
      followPrefixCrc(crc, bytes.subarray(start, end), resumePos);
      start = end;
      const expected = [resumePos, crc32(bytes.subarray(0, resumePos)), end, crc32(bytes.subarray(0, end))];
      assert.deepEqual([crc.resumePos, crc.resumeValue, crc.pos, crc.value], expected, chunking.join());
    }
  }
});

test("a reading that goes on in the middle has the checksums of the whole", () => {
  for (let from = 0; from <= 8; from++) {
    const crc = startPrefixCrc(from, crc32(bytes.subarray(0, from)));
    followPrefixCrc(crc, bytes.subarray(from, 9), 8);
    followPrefixCrc(crc, bytes.subarray(9), 8);
    assert.deepEqual([crc.resumeValue, crc.value], [crc32(bytes.subarray(0, 8)), crc32(bytes)]);
  }
});

test("a point in a chunk that is gone has no checksum, the next one has again", () => {
  const crc = startPrefixCrc(0, 0);
  followPrefixCrc(crc, bytes.subarray(0, 5), 0);
  followPrefixCrc(crc, bytes.subarray(5, 7), 3);
  assert.equal(crc.resumeValue, undefined);
  followPrefixCrc(crc, bytes.subarray(7, 8), 3);
  assert.equal(crc.resumeValue, undefined);
  followPrefixCrc(crc, bytes.subarray(8), 9);
  assert.deepEqual([crc.resumeValue, crc.value], [crc32(bytes.subarray(0, 9)), crc32(bytes)]);
});

test("a point that is given up has no checksum", () => {
  const crc = startPrefixCrc(0, 0);
  followPrefixCrc(crc, bytes.subarray(0, 5), 4);
  followPrefixCrc(crc, bytes.subarray(5), -1);
  assert.deepEqual([crc.resumeValue, crc.value], [undefined, crc32(bytes)]);
});
