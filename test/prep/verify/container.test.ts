import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import type { AzureLogin } from "../../../prep/azure/client.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { commitBlocks } from "../../helpers/blobs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { differencesOf, firstLines, hour12, lastLine, verifyHere } from "./tables.ts";

let azurite: Azurite;
let service: BlobServiceClient;
let login: AzureLogin;
let logs: ContainerClient;
const placeOf = (name: string): string => `${azurite.blobEndpoint}/${name}`;

before(async () => {
  azurite = await startAzurite();
  service = BlobServiceClient.fromConnectionString(azurite.connectionString);
  login = { connectionString: azurite.connectionString, sas: undefined };
  logs = service.getContainerClient("logs");
  await logs.create();
  await commitBlocks(logs.getBlockBlobClient("grows/PT1H.json"), [["a", firstLines]]);
  await logs.getBlockBlobClient("whole/PT1H.json").uploadData(Buffer.from(lastLine));
});
after(() => azurite.stop());

test("a container below a prefix, of logs in a container, is the same and is read in one piece", async () => {
  const out = placeOf("tables/out");
  await prepHere([placeOf("logs")], { out }, { login });
  const { differences, rows, blobs, notRead, gone } = await verifyHere(out, [placeOf("logs")], { login });
  assert.deepEqual(differences, []);
  assert.deepEqual(
    { rows: rows.csv, blobs, notRead, gone },
    { rows: 4, blobs: 2, notRead: { blobs: 0, bytes: 0 }, gone: 0 },
  );
  assert.equal((await verifyHere(out, [placeOf("logs/grows")], { login })).blobs, 1);
});

test("damage in a container is told, and so is what is new and gone in its source", async () => {
  const [name, out] = ["damaged", placeOf("damaged")];
  await prepHere([placeOf("logs")], { out }, { login });
  await service.getContainerClient(name).deleteBlob(`${hour12}/flows.csv`);
  const client = logs.getBlockBlobClient("grows/PT1H.json");
  await commitBlocks(client, [["a"], ["b", lastLine]]);
  await logs.deleteBlob("whole/PT1H.json");
  const { differences, notRead, gone } = await verifyHere(out, [placeOf("logs")], { login });
  assert.deepEqual(differences, [{ where: `${hour12}/flows.csv`, what: "file", expected: "3 rows", found: "missing" }]);
  assert.deepEqual({ notRead, gone }, { notRead: { blobs: 1, bytes: lastLine.length + 1 }, gone: 1 });
  await commitBlocks(client, [["c", firstLines.replace(",66,", ",67,")]]);
  const [, changed = ""] = await differencesOf(out, [placeOf("logs")], { login });
  assert.match(changed, /grows\/PT1H\.json: blob: .*other bytes: it has changed, the next run reads it anew/);
});

test("a large blob is read no further than it was read before", async () => {
  const out = placeOf("large");
  const client = logs.getBlockBlobClient("large/PT1H.json");
  await commitBlocks(client, [["a", lastLine]]);
  await prepHere([placeOf("logs/large")], { out }, { login });
  await commitBlocks(client, [["a"], ["b", lastLine.repeat(20_000)]]);
  let read = 0;
  const { differences, blobBytes } = await verifyHere(out, [placeOf("logs/large")], {
    login,
    progress: {
      start: () => undefined,
      advance: (bytes) => (read += bytes),
      blobDone: () => undefined,
      note: () => undefined,
      stop: () => undefined,
    },
  });
  assert.deepEqual(differences, []);
  assert.deepEqual([read, blobBytes], [lastLine.length - 1, lastLine.length - 1]);
});

test("a container that is not there is not made", async () => {
  const out = placeOf("nowhere");
  await assert.rejects(verifyHere(out, [], { login }), { message: `there are no tables in ${out}` });
  assert.equal(await service.getContainerClient("nowhere").exists(), false);
});

test("a prefix without tables gets no lock", async () => {
  await service.getContainerClient("empty").create();
  const out = placeOf("empty/below");
  await assert.rejects(verifyHere(out, [], { login }), { message: `there are no tables in ${out}` });
  assert.deepEqual(await Array.fromAsync(service.getContainerClient("empty").listBlobsFlat()), []);
});

test("a login that is refused is told in words", async () => {
  const [account = ""] = azurite.connectionString.split("AccountName=").slice(1);
  const wrong = `AccountName=${account.split(";")[0] ?? ""};AccountKey=${Buffer.from("wrong").toString("base64")}`;
  const other = { connectionString: wrong, sas: undefined };
  await assert.rejects(verifyHere(placeOf("tables"), [], { login: other }), {
    code: "destination",
    message: /^cannot use /,
  });
});
