import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after, before } from "node:test";
import { buildEstate } from "../../../scripts/estate/buildEstate.ts";
import { formatMeasureDoc, listSampleMeasures, measureDocPath } from "../../../scripts/measureDoc.ts";
import { hostMeasureNames, measureTwins } from "../../../scripts/measureTwins.ts";
import { flowsParquet, query } from "../../helpers/duckdb.ts";
import { prepHere } from "../../helpers/prepHere.ts";

let folder = "";

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flow-chord-measures-"));
  for (const { name, blocks } of buildEstate().blobs) {
    const file = path.join(folder, "logs", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, blocks.join(""));
  }
  await prepHere([path.join(folder, "logs")], { out: path.join(folder, "out"), format: "parquet" });
});
after(() => rm(folder, { recursive: true, force: true }));

async function ask(sql: string): Promise<unknown> {
  const flows = `SELECT * FROM ${flowsParquet(path.join(folder, "out"))}`;
  const [row] = await query(`WITH flows AS (${flows}) SELECT (${sql})::VARCHAR AS value`);
  return row?.["value"];
}

test("each measure has one twin, in the order of the model", () => {
  assert.equal(measureTwins.length, 36);
  assert.deepEqual(
    measureTwins.map(({ measure }) => measure),
    listSampleMeasures().map(({ name }) => name),
  );
});

for (const { measure, sql, expected, onLastDay, narrowed = [] } of measureTwins) {
  test(`the twin of ${measure} gives ${expected ?? "nothing"} on the sample estate`, async () => {
    assert.equal(await ask(sql), expected);
  });
  if (onLastDay) {
    test(`the twin of ${measure} gives ${onLastDay.expected ?? "nothing"} on its last day`, async () => {
      assert.equal(await ask(onLastDay.sql), onLastDay.expected);
    });
  }
  for (const { selection, ...twin } of narrowed) {
    test(`the twin of ${measure} gives ${twin.expected ?? "nothing"} with ${selection}`, async () => {
      assert.equal(await ask(twin.sql), twin.expected);
    });
  }
}

test("each measure of a host has numbers with peers and ports that are selected too", () => {
  const narrowed = measureTwins.filter((twin) => twin.narrowed !== undefined);
  assert.deepEqual(
    narrowed.map(({ measure }) => measure),
    hostMeasureNames,
  );
  for (const twin of narrowed) assert.equal(new Set(twin.narrowed?.map(({ sql }) => sql)).size, 5);
});

test("docs/measures.md is what model and twins say", async () => {
  assert.equal(await readFile(measureDocPath, "utf8"), await formatMeasureDoc());
});
