import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import { splitChunk, splitEnd } from "../../prep/scan/splitRecords.ts";
import { createSplitter } from "../../prep/scan/splitter.ts";
import { startAzurite, type Azurite } from "../../scripts/estate/azurite.ts";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { rollDice } from "../../scripts/estate/dice.ts";
import { flowsCsv, flowsParquet, query } from "../helpers/duckdb.ts";
import { flattenAtOnce, readFlat } from "../helpers/flatRows.ts";
import { checkAllTraffic } from "../helpers/traffic.ts";
import { expectedFigures, figures, readOracle, samples } from "../helpers/oracle.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { temporaryFolder } from "../helpers/runCli.ts";

/** More blocks than these are put together. */
const mostBlocks = 12;
const oracle = readOracle();

/** A text as its writer puts it into a blob: an opener, a block for each record, and a closer that moves. */
interface Growth {
  readonly opener: Buffer;
  readonly blocks: readonly Buffer[];
  readonly closer: Buffer;
}

let azurite: Azurite;
let container: ContainerClient;

before(async () => {
  azurite = await startAzurite();
  container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  await container.create();
});
after(() => azurite.stop());

describe("a blob that grows block by block, one run after each block", () => {
  for (const [name, bytes] of documents().filter(
    ([, content]) => growthOf(content).blocks.length > 0 && isFlowLog(content),
  )) {
    test(`${name}: the tables are those of one reading, every time, and no byte is read twice`, async (context) => {
      const { opener, blocks, closer } = growthOf(bytes);
      const out = await temporaryFolder(context);
      const staged = new Set<string>();
      let bytesRead = 0;
      for (let count = 1; count <= blocks.length; count++) {
        const version = [opener, ...blocks.slice(0, count), closer];
        await commit(name, version, staged);
        bytesRead += (await run(name, out)).bytesRead;
        assert.deepEqual(
          await readFlat(out),
          await flattenAtOnce(name, Buffer.concat(version)),
          `after ${count} blocks`,
        );
      }
      await checkAllTraffic(out);
      assert.equal(bytesRead, bytes.length + (blocks.length - 1) * closer.length);
      assert.equal((await run(name, out)).bytesRead, 0);
      const expected = oracle[name];
      if (expected === undefined || expected.tuples_parsed === 0) return;
      for (const table of [flowsParquet(out), flowsCsv(out)]) {
        assert.deepEqual(await query(figures(table)), [expectedFigures(expected)]);
      }
    });
  }
});

describe("a blob that grows at random bytes", () => {
  for (const [name, bytes] of documents()) {
    test(`${name}: the tables are those of one reading, every time`, async (context) => {
      const dice = rollDice(name);
      const cuts = Array.from({ length: 8 }, () => dice.integer(1, bytes.length - 1)).sort((a, b) => a - b);
      const ends = [...new Set([...cuts, bytes.length])];
      const out = await temporaryFolder(context);
      const blob = `random/${name}`;
      const staged = new Set<string>();
      const blocks: Buffer[] = [];
      for (const [index, end] of ends.entries()) {
        blocks.push(bytes.subarray(ends[index - 1] ?? 0, end));
        await commit(blob, blocks, staged);
        await run(blob, out).catch(ignoreNothingFound);
        assert.deepEqual(await readFlat(out), await flattenAtOnce(blob, bytes.subarray(0, end)), `after ${end} bytes`);
      }
      await checkAllTraffic(out);
    });
  }
});

/** A cut before the first record holds no flow log: the run says so and writes nothing. */
function ignoreNothingFound(error: unknown): void {
  assert.match(String(error), /no flow log in/);
}

/** The samples, where they are beside this checkout, and blobs of the sample estate. */
function documents(): [name: string, bytes: Buffer][] {
  const estate = buildEstate()
    .blobs.slice(0, 3)
    .map(({ name, blocks }): [string, Buffer] => [name, Buffer.from(blocks.join(""))]);
  if (!existsSync(samples)) return estate;
  const files = readdirSync(samples, { recursive: true, encoding: "utf8" });
  const logs = files.filter((file) => /\.(?:json|ndjson|log|txt)$/.test(file) && /^(?!expected).*\//.test(file));
  return [...estate, ...logs.sort().map((file): [string, Buffer] => [file, readFileSync(path.join(samples, file))])];
}

function isFlowLog(bytes: Buffer): boolean {
  return bytes.includes('"flowTuples"');
}

function growthOf(bytes: Buffer): Growth {
  const splitter = createSplitter();
  const pieces = [...splitChunk(splitter, bytes), ...splitEnd(splitter)];
  const records = pieces.filter((piece) => piece.kind === "record");
  const opener = bytes.subarray(0, records[0]?.start ?? 0);
  const every = Math.ceil(records.length / mostBlocks);
  const ends = records.filter((_, index) => (index + 1) % every === 0 || index === records.length - 1);
  const blocks = ends.map(({ end }, index) => bytes.subarray(ends[index - 1]?.end ?? opener.length, end));
  return { opener, blocks, closer: bytes.subarray(records.at(-1)?.end ?? 0) };
}

/** A block keeps its id from version to version, and is uploaded once. */
async function commit(name: string, blocks: readonly Buffer[], staged: Set<string>): Promise<void> {
  const client = container.getBlockBlobClient(name);
  const ids: string[] = [];
  for (const block of blocks.filter(({ length }) => length > 0)) {
    const id = createHash("sha256")
      .update(block)
      .update(String(ids.length === 0))
      .digest("base64");
    if (!staged.has(id)) await client.stageBlock(id, block, block.length);
    staged.add(id);
    ids.push(id);
  }
  await client.commitBlockList(ids);
}

function run(name: string, out: string) {
  const login = { connectionString: azurite.connectionString, sas: undefined };
  const folder = name.includes("/") ? name : "";
  return prepHere([`${azurite.blobEndpoint}/logs/${folder}`], { out }, { login });
}
