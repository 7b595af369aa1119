import assert from "node:assert/strict";
import { test } from "node:test";
import { readText } from "../../helpers/readings.ts";
import { nsgRecord, tupleAt, vnetRecord } from "../../helpers/records.ts";

const noon = 1542110400;
const good = tupleAt(noon);

const lost: readonly (readonly [what: string, text: string, reason: RegExp])[] = [
  ["a misspelt list", JSON.stringify(nsgRecord([good])).replace("flowTuples", "flowTuplez"), /^flowTuples is missing$/],
  [
    "a list that is null",
    JSON.stringify(nsgRecord([good])).replace(/\["[^\]]*\]/, "null"),
    /^flowTuples is not an array$/,
  ],
  [
    "a list that is named twice",
    JSON.stringify(nsgRecord([good])).replace('"flowTuples":', `"flowTuples":["${good}"],"flowTuples":`),
    /^1 flowTuples out of place or named twice, not read$/,
  ],
  [
    "a record of both kinds",
    JSON.stringify({ ...nsgRecord([good]), ...vnetRecord([]) }),
    /^1 flowTuples out of place or named twice, not read$/,
  ],
  [
    "an envelope with a damaged key",
    JSON.stringify({ recoRds: [nsgRecord([good])] }),
    /^flow tuples in what is no flow record: no flows in it$/,
  ],
  [
    "a damaged category",
    JSON.stringify(nsgRecord([good], { category: "NetworkSecurityGroupFlowEvenx" })),
    /^flow tuples in what is no flow record: category "NetworkSecurityGroupFlowEvenx"$/,
  ],
];

for (const [what, text, reason] of lost) {
  test(`tuples behind ${what} are not lost in silence`, async () => {
    const { rejects } = await readText(text);
    assert.match(rejects.map((reject) => reject.reason).join("; "), reason);
  });
}

test("a rule that is called flowTuples is no list", async () => {
  const text = JSON.stringify(nsgRecord([good])).replace("UserRule_web", "flowTuples");
  const { counts, rejects } = await readText(text);
  assert.deepEqual([counts.rows, rejects.length], [1, 0]);
});

const hole = "@@";
const values: Readonly<Record<string, string>> = {
  "an object with a bad toString": '{"toString":1,"valueOf":1}',
  "a deep array": "[".repeat(200_000) + "]".repeat(200_000),
  "a list": "[4]",
};

for (const [what, value] of Object.entries(values)) {
  test(`${what} as version, time or tuple is a reject and no crash`, async () => {
    const records = [
      nsgRecord([], { properties: { Version: hole, flows: [{ flows: [{ flowTuples: [good] }] }] } }),
      nsgRecord([good], { time: hole }),
      nsgRecord([hole], { properties: { Version: 2, flows: [{ flows: [{ flowTuples: [hole] }] }] } }),
      nsgRecord([], { properties: { flows: [{ flows: [{ flowTuples: [hole] }] }] } }),
      vnetRecord([good], { flowLogVersion: hole }),
    ];
    const text = JSON.stringify({ records }).replaceAll(JSON.stringify(hole), value);
    const { counts, rejects } = await readText(text);
    const { tuples, rows, rejectedTuples, rejected } = counts;
    assert.deepEqual([tuples, rows, rejectedTuples, rejected, rejects.length], [5, 0, 5, 5, 5]);
    assert.ok(rejects.every(({ reason }) => reason.length < 200));
  });
}

test("equal problems of a record are one reject that counts them", async () => {
  const { rejects } = await readText(
    JSON.stringify(nsgRecord([], { properties: { Version: 2, flows: Array(3000).fill(7) } })),
  );
  assert.deepEqual(
    rejects.map(({ reason }) => reason),
    ["an entry of properties.flows is not an object (3000 times)"],
  );
});

test("bad tuples that JSON writes in another way have the place of their record", async () => {
  const escaped = JSON.stringify(nsgRecord(["A1", "A2", good])).replaceAll('"A', '"\\u0041');
  const { rejects, rows } = await readText(escaped);
  assert.equal(rows.length, 1);
  assert.deepEqual(
    rejects.map(({ byteOffset, byteLength }) => [byteOffset, byteLength]),
    [
      [0, escaped.length],
      [0, escaped.length],
    ],
  );
});

test("white space alone is an empty file", async () => {
  assert.equal((await readText(" \n ")).skippedBecause, "empty");
  assert.equal((await readText('{"records":[]}')).skippedBecause, undefined);
});
