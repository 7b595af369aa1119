import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { quickReader } from "../helpers/quickReadings.ts";
import { knownOf, readBytes, readVersions } from "../helpers/readings.ts";
import { nsgRecord, tupleAt, vnetRecord } from "../helpers/records.ts";

const noon = 1542110400;
const records = [
  nsgRecord([tupleAt(noon)]),
  nsgRecord([tupleAt(noon), "1,2,3", tupleAt(noon + 1)]),
  nsgRecord(["1542110400,10.0.0.4,192.0.2.10,1,2,T,O,A"]),
  vnetRecord(["1663146003599,10.0.0.6,192.0.2.180,23956,443,6,O,D,NX,,,,"]),
  vnetRecord([], { flowRecords: "none" }),
  { time: "2018-11-13T12:00:35Z", category: "AuditEvent" },
  { records: [nsgRecord([tupleAt(noon)])] },
].map((record) => JSON.stringify(record));

const sound = fc.constantFrom(...records);
const odd = fc.constantFrom(
  '{"records":[',
  "[",
  "]}",
  "]",
  "}",
  ",",
  "\n",
  "GARBAGE",
  '"',
  "é🦜",
  '{"time":"1',
  '{"a":[',
);
const cutRecord = fc
  .tuple(sound, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, share]) => text.slice(0, Math.floor(share * text.length)));
const part = fc.oneof({ weight: 6, arbitrary: sound }, { weight: 3, arbitrary: odd }, cutRecord);
const text = fc
  .tuple(fc.constantFrom("", '{"records":[', "[", "\uFEFF"), fc.array(part, { maxLength: 8 }), fc.constantFrom("", ","))
  .map(([opener, parts, between]) => opener + parts.join(between));
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });
const closer = fc.constantFrom("", "]", "]}", "]}\n");

const ways = {
  "the careful way": readBytes,
  "the quick way, in little room": quickReader({ rows: 3, inputBytes: 700 }),
  "the quick way": quickReader({ rows: 1 << 10, inputBytes: 1 << 16 }),
};

for (const [way, read] of Object.entries(ways))
  test(`a blob that grows in any steps is at every size what one reading of it gives: ${way}`, async () => {
    await fc.assert(
      fc.asyncProperty(text, shares, closer, fc.constantFrom(11, 300, 1 << 20), async (whole, at, end, chunkBytes) => {
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
      }),
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
