import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { BlobServiceClient } from "@azure/storage-blob";
import { startAzurite } from "../../../scripts/estate/azurite.ts";
import { commitBlocks, type BlockOfText } from "../../helpers/blobs.ts";
import { timesIn } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { nsgRecord, tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { startStorageProxy } from "../../helpers/storageProxy.ts";

const noon = 1542110400;
const opener: BlockOfText = ["open", '{"records":['];
const closer: BlockOfText = ["close", "]}"];

test("runs only read the source, each byte once, with as few requests as can be", async (context) => {
  const azurite = await startAzurite();
  context.after(() => azurite.stop());
  const { origin, pathname } = new URL(azurite.blobEndpoint);
  const proxy = await startStorageProxy(origin);
  context.after(() => proxy.stop());
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  await container.create();
  const login = { connectionString: azurite.connectionString.replaceAll(origin, proxy.origin), sas: undefined };
  const out = path.join(await temporaryFolder(context), "out");
  const run = async () => {
    const before = proxy.requests.length;
    await prepHere([`${proxy.origin}${pathname}/logs`], { out }, { login });
    return proxy.requests.slice(before).map(({ kind, range, ifMatch, bytes }) => {
      return kind === "download" ? [kind, range, ifMatch !== undefined, bytes] : [kind];
    });
  };
  const first = JSON.stringify(nsgRecord([tupleAt(noon)]));
  const second = `,${JSON.stringify(nsgRecord([tupleAt(noon + 1)]))}`;
  const blob = container.getBlockBlobClient("a/PT1H.json");
  await commitBlocks(blob, [opener, ["r1", first], closer]);
  const known = 12 + first.length;
  assert.deepEqual(await run(), [["list"], ["blocks"], ["download", undefined, true, known + 2]]);
  assert.deepEqual(await run(), [["list"]]);
  await commitBlocks(blob, [["open"], ["r1"], ["r2", second], ["close"]]);
  assert.deepEqual(await run(), [["list"], ["blocks"], ["download", `bytes=${known}-`, true, second.length + 2]]);
  assert.deepEqual(await timesIn(out), [noon, noon + 1]);
});
