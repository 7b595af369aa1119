import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { crc32 } from "node:zlib";
import { recordStartBytes } from "../../../prep/scan/recordStart.ts";
import { splitChunk } from "../../../prep/scan/splitRecords.ts";
import { createSplitter, type OpenContainer, type ResumePoint } from "../../../prep/scan/splitter.ts";
import { knownOf, readBytes, readVersions, type Known } from "../../helpers/readings.ts";
import { nsgRecord, tupleAt, vnetRecord } from "../../helpers/records.ts";

const samples = path.join(import.meta.dirname, "..", "..", "..", "..", "shared", "samples");
const noon = 1542110400;
const one = JSON.stringify(nsgRecord([tupleAt(noon), "1,2,3"]));
const two = JSON.stringify(vnetRecord(["1663146003599,10.0.0.6,192.0.2.180,23956,443,6,O,B,NX,0,0,0,0"]));
const three = JSON.stringify(nsgRecord([tupleAt(noon + 1), tupleAt(noon + 2)], { systemId: "é 日本 🦜" }));
const other = JSON.stringify({ time: "2018-11-13T12:00:35Z", category: "AuditEvent" });
const all = [one, two, other, three];

const documents: Readonly<Record<string, string>> = {
  "an envelope": `{"records":[${all.join(",")}]}`,
  "a pretty-printed envelope": JSON.stringify({ records: all.map((text) => JSON.parse(text) as unknown) }, null, 2),
  "an envelope with other keys": `{"count":4,"records":[${all.join(",")}],"next":null}`,
  "records inside records": `{"records":[{"records":[${one},${two}]},${three},{"records":[${one}]}]}`,
  "one record a line": all.map((text) => `${text}\n`).join(""),
  "one record a line, with CR LF": all.map((text) => `${text}\r\n`).join(""),
  "an array": `[ ${all.join(" , ")} ]`,
  "a byte-order mark": `\uFEFF{"records":[${all.join(",")}]}`,
  "two envelopes in a row": `{"records":[${one},${two}]}{"records":[${three}]}`,
  "a record with flows of its own around its records": `{"time":"2018-11-13T12:00:35Z","properties":{"flows":[]},"records":[${one},${two}]}`,
  "a range cut out of a blob": `,${one},${two}]}`,
  "garbage between two records": `{"records":[${one},GARBAGE,${two},${three}]}`,
  "a record that is cut in the middle": `{"records":[${one},${two.slice(0, 200)},${three},${one}]}`,
  "a record with a raw line feed": `{"records":[${one},${two.replace("acl", "a\ncl")},${three}]}`,
};

function sampleFiles(): [string, Buffer][] {
  if (!existsSync(samples)) return [];
  const files = globSync("*/*", { cwd: samples }).filter((file) => !file.includes("expected"));
  return files.sort().map((file) => [file, readFileSync(path.join(samples, file))]);
}

const inputs = [...Object.entries(documents).map(([what, text]): [string, Buffer] => [what, Buffer.from(text)])];

/** Every point that a scan reports while the bytes come in. */
function pointsOf(bytes: Uint8Array): ResumePoint[] {
  const splitter = createSplitter();
  const points: ResumePoint[] = [];
  for (const piece of splitChunk(splitter, bytes)) {
    if (piece.kind === "record" && splitter.resume) points.push(splitter.resume);
  }
  return points;
}

/** The document as it was when only the records before the point were in it: its closer came right behind them. */
function versionAt(bytes: Uint8Array, { pos, open }: ResumePoint): Buffer {
  const closers: Readonly<Record<OpenContainer, string>> = { array: "]", envelope: "]}" };
  const closer = open.toReversed().map((container) => closers[container]);
  return Buffer.concat([bytes.subarray(0, pos), Buffer.from(closer.join(""))]);
}

async function readWhole(bytes: Uint8Array): Promise<Known> {
  return knownOf(await readBytes(bytes));
}

function assertSame({ rows, rejects, counts, tally, skippedBecause }: Known, expected: Known, message: string): void {
  const sorted = rejects.toSorted((a, b) => a.byteOffset - b.byteOffset);
  const whole = { ...expected, rejects: expected.rejects.toSorted((a, b) => a.byteOffset - b.byteOffset) };
  assert.deepEqual({ ...whole, rows, rejects: sorted, counts, tally }, whole, message);
  assert.equal(skippedBecause === undefined, whole.skippedBecause === undefined, message);
}

for (const [what, bytes] of [...inputs, ...sampleFiles()]) {
  test(`${what}: a reading that goes on behind any record gives what one reading of the whole gives`, async () => {
    const whole = await readWhole(bytes);
    for (const point of pointsOf(bytes)) {
      const [, grown] = await readVersions([versionAt(bytes, point), bytes]);
      assert.ok(grown);
      assert.equal(grown.from, point.pos);
      assertSame(grown, whole, `from byte ${point.pos}`);
    }
  });

  test(`${what}: record by record it is at every size what one reading gives`, async () => {
    const versions = [...pointsOf(bytes).map((point) => versionAt(bytes, point)), bytes];
    const steps = await readVersions(versions);
    for (const [index, version] of versions.entries()) {
      const step = steps[index];
      assert.ok(step);
      assertSame(step, await readWhole(version), `${version.length} bytes`);
    }
  });
}

describe("a document that is cut at any byte and grows to its end", () => {
  for (const [what, text] of Object.entries(documents)) {
    test(`${what} gives what one reading gives`, async () => {
      const bytes = Buffer.from(text);
      const whole = await readWhole(bytes);
      for (let cut = 0; cut < bytes.length; cut += 5) {
        const [, grown] = await readVersions([bytes.subarray(0, cut), bytes], 50);
        assert.ok(grown);
        assertSame(grown, whole, `cut after ${cut} bytes`);
      }
    });
  }
});

test("there are points to go on from in every document", () => {
  for (const [what, bytes] of inputs) assert.ok(pointsOf(bytes).length >= 1, what);
  assert.ok(inputs.filter(([, bytes]) => pointsOf(bytes).length >= 3).length >= 8);
  if (existsSync(samples)) assert.ok(sampleFiles().flatMap(([, bytes]) => pointsOf(bytes)).length > 30);
});

test("the point lies behind the last record, with the checksum of all before it, at any chunk size", async () => {
  const bytes = Buffer.from(`{"records":[${all.join(",")}]}`);
  const pos = bytes.length - 2;
  for (const chunkBytes of [1, 7, 100, 1 << 20]) {
    const { resume, tailRejects, counts } = await readBytes(bytes, { chunkBytes });
    assert.deepEqual(resume, {
      point: { pos, open: ["envelope"] },
      crc32: crc32(bytes.subarray(0, pos)),
    });
    assert.deepEqual([tailRejects, counts.rejected], [0, 1]);
  }
});

test("damage at the end is told, and withdrawn when the blob has grown beyond it", async () => {
  const bytes = Buffer.from(`{"records":[${one},${two},${three}]}`);
  const cut = bytes.indexOf(three) + 100;
  const first = await readBytes(bytes.subarray(0, cut));
  assert.deepEqual([first.tailRejects, first.rejects.length], [1, 2]);
  assert.equal(first.resume?.point.pos, bytes.indexOf(two) + two.length);
  const [, healed] = await readVersions([bytes.subarray(0, cut), bytes]);
  assert.equal(healed?.rejects.length, 1);
  assert.equal(healed.rows.length, 4);
});

test("damage in the middle stays where it is when the blob grows", async () => {
  const text = `{"records":[${one},${two.replace("acl", "a\ncl")},${three}`;
  const [, grown] = await readVersions([Buffer.from(`${text}]}`), Buffer.from(`${text},${one}]}`)]);
  assert.equal(grown?.from, Buffer.byteLength(text));
  assert.deepEqual(
    grown.rejects.map(({ reason }) => reason.slice(0, 14)),
    ["3 fields where", "not valid JSON", "3 fields where"],
  );
});

test("damage before a record of another service is told once the blob turns out to be a flow log", async () => {
  const text = `GARBAGE${other}\n${one}\n`;
  const end = text.indexOf(one);
  const whole = await readWhole(Buffer.from(text));
  for (const cut of [end, end + 20]) {
    const [, grown] = await readVersions([Buffer.from(text.slice(0, cut)), Buffer.from(text)]);
    assert.ok(grown);
    assertSame(grown, whole, `cut after ${cut} bytes`);
    assert.deepEqual(
      grown.rejects.map(({ byteOffset }) => byteOffset),
      [0, text.indexOf('"1,2,3"')],
    );
  }
});

test("a record that never ends hides the others until the end of the input: then there is no point", async () => {
  const text = `{"records":[${one},${two.slice(0, 150)},${three}]}`;
  const { rows, resume } = await readBytes(Buffer.from(text));
  assert.deepEqual([rows.length, resume], [3, undefined]);
});

const filler = " ".repeat(recordStartBytes);
for (const [what, versions] of Object.entries({
  "a comma before the closer": [`{"a":[${one},${filler}]}`, `{"a":[${one},${two}]}`],
  "a string that begins too early": [`{"time":"1${one}{"time":"2018${filler}]}`, `{"time":"1${one}${three}]}`],
})) {
  test(`damage that bytes behind the next record have decided about is looked at again: ${what}`, async () => {
    const [first, grown] = await readVersions(versions.map((text) => Buffer.from(text)));
    assert.ok(first && grown);
    assert.deepEqual([first.rows.length, grown.from], [1, 0]);
    assertSame(grown, await readWhole(Buffer.from(versions[1] ?? "")), what);
  });
}

for (const [what, text] of Object.entries({
  "that is empty": "",
  "that has the opener alone": '{"records":[',
  "of an envelope without records": '{"records":[]}',
  "cut inside its first record": `{"records":[${one.slice(0, 300)}`,
  "that is no JSON": "hello world",
})) {
  test(`a reading ${what} leaves no point to go on from`, async () => {
    assert.equal((await readBytes(Buffer.from(text))).resume, undefined);
  });
}
