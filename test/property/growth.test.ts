import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { oddDocument } from "../helpers/oddDocument.ts";
import { quickReader } from "../helpers/quickReadings.ts";
import { knownOf, readBytes, readVersions } from "../helpers/readings.ts";

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });
const closer = fc.constantFrom("", "]", "]}", "]}\n");

const ways = {
  "the careful way": readBytes,
  "the quick way, in little room": quickReader({ rows: 3, inputBytes: 700 }),
  "the quick way, where small hours stay": quickReader({ rows: 12, inputBytes: 700, smallRows: 3 }),
  "the quick way": quickReader({ rows: 1 << 10, inputBytes: 1 << 16 }),
};

for (const [way, read] of Object.entries(ways))
  test(`a blob that grows in any steps is at every size what one reading of it gives: ${way}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        oddDocument,
        shares,
        closer,
        fc.constantFrom(11, 300, 1 << 20),
        async (whole, at, end, chunkBytes) => {
          const bytes = Buffer.from(whole);
          const cuts = at.map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b);
          const versions = [...cuts, bytes.length].map((cut) =>
            Buffer.concat([bytes.subarray(0, cut), Buffer.from(end)]),
          );
          const steps = await readVersions(versions, chunkBytes, read);
          for (const [index, version] of versions.entries()) {
            const { rows, rejects, counts, tally, skippedBecause } = knownOf(await readBytes(version));
            const step = steps[index];
            assert.ok(step);
            assert.deepEqual([...step.rows].sort(), [...rows].sort());
            assert.deepEqual(step.rejects.map(placeOf).sort(), rejects.map(placeOf).sort());
            assert.deepEqual([step.counts, step.tally], [counts, tally]);
            assert.equal(step.skippedBecause === undefined, skippedBecause === undefined);
          }
        },
      ),
      { numRuns: 700 },
    );
  });

function placeOf({
  byteOffset,
  byteLength,
  reason,
}: {
  byteOffset: number;
  byteLength: number;
  reason: string;
}): string {
  return `${byteOffset}+${byteLength} ${reason}`;
}
