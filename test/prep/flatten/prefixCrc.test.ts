import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { followPrefixCrc, followResume, startPrefixCrc } from "../../../prep/flatten/prefixCrc.ts";
import { splitChunk, splitRest } from "../../../prep/scan/splitRecords.ts";
import { createSplitter, type Splitter } from "../../../prep/scan/splitter.ts";

const bytes = Buffer.from('{"records":[{"time":"1"},\n {"time":"2"}, {"time":"3","a":{}},{"time":"4"}]}  ');

/** How often the point has moved; its checksum must be that of all bytes before it each time. */
function follow(splitter: Splitter, from: number, chunkBytes: number): number {
  const crc = startPrefixCrc(from, crc32(bytes.subarray(0, from)));
  let moves = 0;
  for (let start = from; start < bytes.length; start += chunkBytes) {
    const chunk = bytes.subarray(start, start + chunkBytes);
    const before = crc.resumePos;
    Array.from(splitChunk(splitter, chunk));
    followPrefixCrc(crc, chunk, splitter);
    if (crc.resumePos !== before) moves++;
    assert.equal(crc.value, crc32(bytes.subarray(0, start + chunk.length)));
    if (splitter.resume) assert.equal(crc.resumeValue, crc32(bytes.subarray(0, splitter.resume.pos)));
  }
  return moves;
}

test("every chunking gives the checksum of all bytes before the last record", () => {
  for (let chunkBytes = 1; chunkBytes <= bytes.length; chunkBytes++) {
    const moves = follow(createSplitter(), 0, chunkBytes);
    assert.ok(moves >= 1 && moves <= 5, `${moves} moves`);
  }
});

test("a reading that goes on in the middle has the checksums of the whole", () => {
  const pos = bytes.indexOf(",\n");
  for (let chunkBytes = 1; chunkBytes <= bytes.length - pos; chunkBytes++) {
    assert.ok(follow(createSplitter({ resume: { pos, open: ["envelope"] } }), pos, chunkBytes) >= 1);
  }
});

test("a point that is found behind the last chunk has a checksum, one whose bytes are gone has none", () => {
  // A taker that waits for more, as one does that is in the middle of a record.
  const length = bytes.indexOf("}") + 1;
  let isAsked = false;
  const splitter = createSplitter({
    resume: { pos: 0, open: [] },
    taker: () => {
      const records = isAsked ? 1 : 0;
      const taken = { length: isAsked ? length : 0, isCut: !isAsked, records, rows: 0, denied: 0, minMs: 0, maxMs: 0 };
      isAsked = true;
      return taken;
    },
  });
  const crc = startPrefixCrc(0, 0);
  Array.from(splitChunk(splitter, bytes));
  followPrefixCrc(crc, bytes, splitter);
  assert.equal(splitter.resume?.pos, 0);
  const [first] = splitRest(splitter);
  assert.equal(first?.kind, "taken");
  followResume(crc, splitter);
  assert.deepEqual([crc.resumePos, crc.resumeValue], [length, crc32(bytes.subarray(0, length))]);
  splitter.resume = { pos: length - 1, open: [] };
  splitter.window.base = length;
  followResume(crc, splitter);
  assert.deepEqual([crc.resumePos, crc.resumeValue], [length - 1, undefined]);
  splitter.resume = undefined;
  followResume(crc, splitter);
  assert.equal(crc.resumeValue, undefined);
});
