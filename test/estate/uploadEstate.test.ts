import assert from "node:assert/strict";
import test from "node:test";
import { BlobServiceClient } from "@azure/storage-blob";
import { startAzurite } from "../../scripts/estate/azurite.ts";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { flowLogContainer, uploadEstate } from "../../scripts/estate/uploadEstate.ts";

const estate = buildEstate();

test("the storage holds every file of the estate, byte for byte and block for block", async (context) => {
  const azurite = await startAzurite();
  context.after(() => azurite.stop());
  const url = await uploadEstate(azurite.connectionString, estate.blobs);
  assert.equal(url, `${azurite.blobEndpoint}/${flowLogContainer}`);
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(
    flowLogContainer,
  );
  const names: string[] = [];
  for await (const blob of container.listBlobsFlat()) names.push(blob.name);
  assert.deepEqual(
    names.sort(),
    estate.blobs.map((blob) => blob.name),
  );
  for (const { name, blocks } of estate.blobs) {
    const client = container.getBlockBlobClient(name);
    assert.equal((await client.downloadToBuffer()).toString(), blocks.join(""));
    const { committedBlocks } = await client.getBlockList("committed");
    assert.deepEqual(
      committedBlocks?.map((block) => block.size),
      blocks.map((block) => Buffer.byteLength(block)),
    );
  }
});

test("a storage that was stopped is gone, and two run side by side", async () => {
  const [first, second] = await Promise.all([startAzurite(), startAzurite()]);
  assert.notEqual(first.blobEndpoint, second.blobEndpoint);
  await first.stop();
  await assert.rejects(fetch(first.blobEndpoint));
  assert.equal((await fetch(second.blobEndpoint)).ok, false);
  await second.stop();
});
