import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { joinCrc, splitCrc } from "../../prep/flatten/joinCrc.ts";
import { joinPieces, startOfPiece } from "../../prep/read/joinPieces.ts";
import type { ReadOutcome } from "../../prep/read/reader.ts";
import { cutPiece, type Stretch } from "../../prep/scan/cutPiece.ts";
import { anyDocument } from "../helpers/anyDocument.ts";
import { oddDocument } from "../helpers/oddDocument.ts";
import { quickReader } from "../helpers/quickReadings.ts";
import { readBytes, type Reading } from "../helpers/readings.ts";
import { nsgRecord, tupleAt } from "../helpers/records.ts";

/*
 * A blob that is read in pieces gives what one reading of it gives, or the pieces say that they do not fit.
 */

const ways = {
  "the careful way": readBytes,
  "the quick way": quickReader({ rows: 1 << 10, inputBytes: 1 << 16 }),
};

interface Cut {
  readonly stretches: readonly Stretch[];
  readonly chunkBytes: number;
}

interface InPieces {
  readonly readings: readonly Reading[];
  readonly outcomes: readonly ReadOutcome[];
}

// eslint-disable-next-line @typescript-eslint/require-await -- an async iterable, as sources give it
async function* chunksOf(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(chunkBytes);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const length = Math.min(chunkBytes, bytes.length - at);
    chunk.set(bytes.subarray(at, at + length));
    yield chunk.subarray(0, length);
    chunk.fill(0x7b);
  }
}

async function readInPieces(
  bytes: Uint8Array,
  { stretches, chunkBytes }: Cut,
  read: typeof readBytes,
): Promise<InPieces> {
  const readings: Reading[] = [];
  const outcomes: ReadOutcome[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const piece = await cutPiece(chunksOf(bytes.subarray(stretch.start), chunkBytes), stretch);
    if (!piece) {
      outcomes.push({ kind: "notCut" });
      continue;
    }
    const parts: Uint8Array[] = [];
    for await (const part of piece.bytes) parts.push(part.slice());
    const reading = await read(Buffer.concat(parts), {
      chunkBytes,
      resume: index > 0 ? startOfPiece(piece.from) : undefined,
      isFlowLog: index > 0,
      goesOn: stretch.end !== undefined,
    });
    readings.push(reading);
    outcomes.push({ kind: "read", lineages: [index], etag: "a", from: piece.from, mark: undefined, reading });
  }
  return { readings, outcomes };
}

function stretchesAt(length: number, shares: readonly number[]): Stretch[] {
  const cuts = [...new Set(shares.map((share) => Math.floor(share * length)))].sort((a, b) => a - b);
  const inner = cuts.filter((cut) => cut > 0);
  return [0, ...inner].map((start, index) => ({ start, end: inner[index] }));
}

/** Whether the pieces fit together; then they must give what the whole gives. */
async function checkPieces(text: string, shares: readonly number[], chunkBytes: number): Promise<boolean[]> {
  const bytes = Buffer.from(text);
  const stretches = stretchesAt(bytes.length, shares);
  const whole = await readBytes(bytes);
  const fits: boolean[] = [];
  for (const read of Object.values(ways)) {
    const { readings, outcomes } = await readInPieces(bytes, { stretches, chunkBytes }, read);
    const joined = joinPieces(outcomes);
    fits.push(joined !== undefined);
    if (!joined) continue;
    const { counts, tally, rowTimes, skipped, skippedBecause, resume, tailRejects } = joined.reading;
    assert.deepEqual(readings.flatMap(({ rows }) => rows).sort(), [...whole.rows].sort());
    assert.deepEqual(
      readings.flatMap(({ rejects }) => rejects),
      whole.rejects,
    );
    assert.deepEqual([counts, tally, rowTimes], [whole.counts, whole.tally, whole.rowTimes]);
    assert.deepEqual([skipped, skippedBecause], [whole.skipped, whole.skippedBecause]);
    assert.deepEqual(joined.lineages, [...stretches.keys()]);
    // A point can be out of reach of the chunk that it lies in.
    if (!resume || !whole.resume) continue;
    assert.equal(resume.crc32, crc32(bytes.subarray(0, resume.point.pos)));
    assert.ok(resume.point.pos >= whole.resume.point.pos || tailRejects >= whole.tailRejects);
    if (resume.point.pos === whole.resume.point.pos) assert.deepEqual(resume.point, whole.resume.point);
  }
  return fits;
}

test("sound logs can be cut behind the start of any record but the last, at any size of chunks", async () => {
  const records = [0, 1, 2, 3, 4].map((index) =>
    JSON.stringify(nsgRecord([tupleAt(1542110400 + index), ...(index === 2 ? ["1,2,3"] : [])], { more: `${index}` })),
  );
  const text = `{"records":[${records.join(",\n ")}]}`;
  const [first, last] = [text.indexOf('{"time"'), text.lastIndexOf('{"time"')];
  for (let at = 1; at < text.length; at += 23) {
    const isBehind = at > first && at <= last;
    for (const chunkBytes of [13, 4096]) {
      const fits = await checkPieces(text, [at / text.length], chunkBytes);
      assert.deepEqual(fits, [isBehind, isBehind], `cut at ${at}`);
    }
  }
  assert.deepEqual(await checkPieces(text, [0.1, 0.11, 0.12, 0.5, 0.6], 100), [true, true]);
});

test("any document that is cut gives what it gives as a whole, or says that it was cut wrongly", async () => {
  const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
  const fitting = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 3, arbitrary: oddDocument }, anyDocument),
      fc.array(share, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(11, 300, 1 << 20),
      async (text, shares, chunkBytes) => {
        for (const fits of await checkPieces(text, shares, chunkBytes)) fitting[fits ? "yes" : "no"]++;
      },
    ),
    { numRuns: 2000 },
  );
  assert.ok(fitting.yes > 200 && fitting.no > 200, JSON.stringify(fitting));
});

test("the checksum of two stretches comes from those of each", () => {
  const bytes = fc.uint8Array({ maxLength: 100 });
  fc.assert(
    fc.property(bytes, bytes, (first, second) => {
      const both = crc32(Buffer.concat([first, second]));
      assert.equal(splitCrc(both, crc32(second), second.length), crc32(first));
      assert.equal(joinCrc(crc32(first), crc32(second), second.length), both);
    }),
  );
  const zeros = Buffer.alloc(1 << 20);
  let [joined, length] = [crc32("x"), 1];
  for (let doubled = 0; doubled < 3; doubled++, length += zeros.length) {
    joined = joinCrc(joined, crc32(zeros), zeros.length);
  }
  assert.equal(joined, crc32(Buffer.concat([Buffer.from("x"), zeros, zeros, zeros])));
  // Longer than 32 bits can count: zeros in front of nothing, all at once and in two steps.
  const far = joinCrc(crc32("x"), 0, 2 ** 33);
  assert.equal(far, joinCrc(joinCrc(crc32("x"), 0, 2 ** 32), 0, 2 ** 32));
});
