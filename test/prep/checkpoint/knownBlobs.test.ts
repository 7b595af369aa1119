import assert from "node:assert/strict";
import path from "node:path";
import { test, type TestContext } from "node:test";
import fc from "fast-check";
import { closeCheckpoint, openCheckpoint, type Checkpoint } from "../../../prep/checkpoint/checkpoint.ts";
import type { KnownBlob } from "../../../prep/checkpoint/knownBlobs.ts";
import { createTally } from "../../../prep/columns/tally.ts";
import { emptyCounts, type Counts } from "../../../prep/flatten/counts.ts";
import type { BlobRef } from "../../../prep/source/source.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const full: KnownBlob = {
  id: 7,
  etag: '"0x8D4BCC2E4835CD0"',
  readBytes: 2 ** 40,
  isFlowLog: true,
  mark: "block 1",
  resume: { point: { pos: 2 ** 40, open: ["array", "envelope"] }, crc32: 0xffffffff },
  range: { sinceMs: -5, untilMs: 253_402_300_799_999 },
  rowTimes: { minMs: 1, maxMs: 2 },
  skipped: { beforeMs: 3, afterMs: 4 },
  counts: {
    bytesRead: 2 ** 50,
    records: 1,
    skippedRecords: 2,
    tuples: 3,
    rows: 4,
    allowed: 5,
    denied: 6,
    rejected: 7,
    rejectedTuples: 8,
    skippedTuples: 9,
  },
  tally: {
    rows: 4,
    sums: { PacketsSrcToDest: 1n, BytesSrcToDest: 2n ** 65n, PacketsDestToSrc: 0n, BytesDestToSrc: 4n },
    nulls: { PacketsSrcToDest: 5, BytesSrcToDest: 6, PacketsDestToSrc: 7, BytesDestToSrc: 0 },
  },
  tailRejects: 3,
};
const least: KnownBlob = {
  id: 0,
  etag: undefined,
  readBytes: 0,
  isFlowLog: false,
  mark: undefined,
  resume: undefined,
  range: { sinceMs: undefined, untilMs: undefined },
  rowTimes: undefined,
  skipped: { beforeMs: undefined, afterMs: undefined },
  counts: emptyCounts(),
  tally: createTally(),
  tailRejects: 0,
};

/** Values that are easily taken for another: nothing, zero and the empty text. */
const variants: Readonly<Record<string, KnownBlob>> = {
  "every field filled": full,
  "every field empty": least,
  "an empty etag and mark": { ...full, etag: "", mark: "" },
  "times of zero": { ...full, rowTimes: { minMs: 0, maxMs: 0 }, skipped: { beforeMs: 0, afterMs: undefined } },
  "a range from zero": { ...full, range: { sinceMs: 0, untilMs: undefined } },
  "a range to zero": { ...full, range: { sinceMs: undefined, untilMs: 0 } },
  "a point outside of any container": {
    ...full,
    resume: { point: { pos: 2 ** 40, open: [] }, crc32: 0 },
  },
};

async function checkpointIn(context: TestContext): Promise<Checkpoint> {
  const checkpoint = openCheckpoint(path.join(await temporaryFolder(context), "checkpoint.sqlite"));
  context.after(() => {
    closeCheckpoint(checkpoint);
  });
  return checkpoint;
}

function ref(origin: string, name: string): BlobRef {
  return { origin, name, sizeBytes: undefined, etag: undefined, isLive: false };
}

for (const [what, known] of Object.entries(variants)) {
  test(`a blob with ${what} comes back as it was`, async (context) => {
    const { blobs } = await checkpointIn(context);
    const blob = ref("/logs", "PT1H.json");
    blobs.put(blob, known);
    assert.deepEqual(blobs.get(blob), known);
    const { etag, readBytes, isFlowLog, range, skipped } = known;
    assert.deepEqual(blobs.version(blob), { etag, readBytes, isFlowLog, range, skipped });
    assert.deepEqual([...blobs.all()], [["/logs/PT1H.json", known]]);
  });
}

test("each count keeps its name", async (context) => {
  const { blobs } = await checkpointIn(context);
  for (const name of Object.keys(emptyCounts()) as (keyof Counts)[]) {
    const known = { ...least, counts: { ...emptyCounts(), [name]: 1 } };
    const rows = name === "rows" ? 1 : 0;
    blobs.put(ref("", name), { ...known, tally: { ...createTally(), rows } });
    assert.equal(blobs.get(ref("", name))?.counts[name], 1);
  }
});

test("a blob that is put again has its last values, and no other blob has changed", async (context) => {
  const { blobs } = await checkpointIn(context);
  const [a, b] = [ref("/logs", "a"), ref("/logs", "b")];
  blobs.put(a, full);
  blobs.put(b, full);
  blobs.put(a, least);
  assert.deepEqual([blobs.get(a), blobs.get(b)], [least, full]);
  assert.equal([...blobs.all()].length, 2);
});

test("a blob that was never put is unknown", async (context) => {
  const { blobs } = await checkpointIn(context);
  blobs.put(ref("/logs", "a"), full);
  for (const blob of [ref("/logs", "b"), ref("/log", "a"), ref("", "a"), ref("/logs/", "a")]) {
    assert.deepEqual([blobs.get(blob), blobs.version(blob)], [undefined, undefined]);
  }
});

const hour = "y=2026/m=11/d=22/h=12/m=00/macAddress=000D3AF87856/PT1H.json";
const identities: readonly (readonly [origin: string, name: string])[] = [
  ["/logs", "a"],
  ["", "a"],
  ["", ""],
  ["standard input", "-"],
  ["https://a.blob.core.windows.net/c", `resourceId=/X/${hour}`],
  ["https://a.blob.core.windows.net/c", `resourceId=/Y/${hour}`],
  ["https://a.blob.core.windows.net/c", hour.toUpperCase()],
  ["/logs", hour],
  ["/logs/y=2026", "m=11/a"],
  ["/y=2026/y=2027", "y=2028/a"],
  ["/logs", "../a"],
  ["/logs", "it's; DROP TABLE blob; --"],
  ["/logs", '"quoted" %_?'],
  ["/logs", "日本語 🦜 é"],
  ["/logs", "e\u0301"],
  ["/logs", "line\nfeed\ttab"],
  ["/logs", "a\\b"],
  ["C:/logs", "a"],
  ["/logs", `${"long/".repeat(2000)}a`],
  ["/logs", "A"],
  ["/logs", "a "],
];

test("names of every kind are kept apart", async (context) => {
  const { blobs } = await checkpointIn(context);
  for (const [id, [origin, name]] of identities.entries()) blobs.put(ref(origin, name), { ...full, id });
  for (const [id, [origin, name]] of identities.entries()) {
    assert.equal(blobs.get(ref(origin, name))?.id, id, `${origin} ${name}`);
  }
  const all = new Map([...blobs.all()].map(([identity, known]) => [identity, known.id]));
  assert.deepEqual(all, new Map(identities.map(([origin, name], id) => [`${origin}/${name}`, id])));
});

test("origin and name are one identity, wherever the border between them", async (context) => {
  const { blobs } = await checkpointIn(context);
  const part = fc.string({ unit: fc.constantFrom("/", "y=2026", "a", "é", "'", "..", "="), maxLength: 8 });
  fc.assert(
    fc.property(part, part, part, (one, two, three) => {
      blobs.put(ref(one, `${two}/${three}`), full);
      assert.deepEqual(blobs.get(ref(`${one}/${two}`, three)), full);
      assert.ok([...blobs.all()].some(([identity]) => identity === `${one}/${two}/${three}`));
    }),
    { numRuns: 200 },
  );
});
