import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { ContainerClient } from "@azure/storage-blob";
import { openSource } from "../../../prep/source/openSource.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { commitBlocks, knownOf, textOf, type BlockOfText } from "../../helpers/blobs.ts";
import { openProxied } from "../../helpers/proxiedContainer.ts";
import type { ProxiedRequest, StorageProxy } from "../../helpers/storageProxy.ts";

const signal = new AbortController().signal;
let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

const opener: BlockOfText = ["open", '{"records":['];
const closer: BlockOfText = ["close", "]}"];

/** What was asked for since the last look, without the listings. */
function lookAt({ requests }: StorageProxy, from = 0): Pick<ProxiedRequest, "kind" | "range" | "bytes">[] {
  return requests
    .slice(from)
    .filter(({ kind }) => kind !== "list")
    .map(({ kind, range, bytes }) => ({ kind, range, bytes: kind === "blocks" ? 0 : bytes }));
}

test("a blob that grows block by block is downloaded once, the closer apart", async (context) => {
  const { client, source, proxy, list } = await openProxied(azurite, context);
  const blob = client.getBlockBlobClient("grows");
  const written: BlockOfText[] = [opener];
  let read = "";
  let mark: string | undefined;
  for (let hour = 0; hour < 4; hour++) {
    const text = `${hour === 0 ? "" : ","}{"time":${hour}}`;
    await commitBlocks(blob, [...written, [`r${hour}`, text], closer]);
    written.push([`r${hour}`]);
    const ref = await list("grows");
    const seen = proxy.requests.length;
    const before = read.length;
    const opened = await source.open(ref, { ...knownOf(read), mark }, signal);
    const added = await textOf(opened);
    assert.equal(opened?.from, before);
    assert.equal(opened.etag, ref.etag);
    const range = before === 0 ? undefined : `bytes=${before}-`;
    assert.deepEqual(lookAt(proxy, seen), [
      { kind: "blocks", range: undefined, bytes: 0 },
      { kind: "download", range, bytes: added.length },
    ]);
    assert.ok(added.endsWith(`${text}]}`));
    read += added.slice(0, -2);
    mark = opened.mark(read.length);
    assert.match(mark ?? "", /^\d+:[\w-]{22}:[\w-]{22}$/);
  }
  assert.equal(read, '{"records":[{"time":0},{"time":1},{"time":2},{"time":3}');
  assert.ok(proxy.requests.every(({ kind, ifMatch }) => kind !== "download" || /^"0x\w+"$/.test(ifMatch ?? "")));
});

test("a blob that has lost what lay behind the known bytes is not downloaded", async (context) => {
  const { client, source, proxy, list } = await openProxied(azurite, context);
  await commitBlocks(client.getBlockBlobClient("known"), [opener, closer, ["more", "\n"]]);
  const ref = await list("known");
  const opened = await source.open(ref, undefined, signal);
  const known = knownOf((await textOf(opened)).slice(0, 14), opened);
  await commitBlocks(client.getBlockBlobClient("known"), [["open"], ["close"]]);
  const seen = proxy.requests.length;
  const again = await source.open({ ...ref, isLive: false }, known, signal);
  assert.equal(await textOf(again), "");
  assert.equal(again?.from, 14);
  assert.equal(again.mark(15), undefined);
  assert.deepEqual(lookAt(proxy, seen), [{ kind: "blocks", range: undefined, bytes: 0 }]);
});

test("a new version with the same blocks may have other bytes in them: it is read from its start", async (context) => {
  const { client, source, list } = await openProxied(azurite, context);
  const blob = client.getBlockBlobClient("same-ids");
  await commitBlocks(blob, [opener, ["r1", "{1}"], closer]);
  const opened = await source.open(await list("same-ids"), undefined, signal);
  const known = knownOf((await textOf(opened)).slice(0, 15), opened);
  await commitBlocks(blob, [opener, ["r1", "{2}"], closer]);
  const again = await source.open(await list("same-ids"), known, signal);
  assert.equal(again?.from, 0);
  assert.equal(await textOf(again), '{"records":[{2}]}');
});

/** What happens to `{"records":[` `{1}` `]}`, of which the first 15 bytes are known. */
const rewrites: Readonly<Record<string, (client: ContainerClient, name: string) => Promise<unknown>>> = {
  "under other ids": (client, name) =>
    commitBlocks(client.getBlockBlobClient(name), [opener, ["new", "{2}"], ["more", ",{3}"], closer]),
  "with other sizes": (client, name) => commitBlocks(client.getBlockBlobClient(name), [opener, ["r1", "{22}"], closer]),
  "in another order": (client, name) => commitBlocks(client.getBlockBlobClient(name), [["r1"], ["open"], ["close"]]),
  "in one piece": (client, name) => client.getBlockBlobClient(name).upload('{"records":[{1},{2}]}', 21),
  "with less in it": (client, name) => commitBlocks(client.getBlockBlobClient(name), [opener, closer]),
  "with nothing in it": (client, name) => commitBlocks(client.getBlockBlobClient(name), []),
  "as an append blob": async (client, name) => {
    await client.deleteBlob(name);
    await client.getAppendBlobClient(name).create();
    await client.getAppendBlobClient(name).appendBlock('{"records":[{1}]}', 17);
  },
};

for (const [how, rewrite] of Object.entries(rewrites)) {
  test(`a blob that was written anew ${how} is read from the beginning`, async (context) => {
    const { client, source, list } = await openProxied(azurite, context);
    const name = `rewritten ${how}`;
    await commitBlocks(client.getBlockBlobClient(name), [opener, ["r1", "{1}"], closer]);
    const opened = await source.open(await list(name), undefined, signal);
    const known = knownOf((await textOf(opened)).slice(0, 15), opened);
    assert.ok(known.mark);
    await rewrite(client, name);
    const again = await source.open(await list(name), known, signal);
    assert.equal(again?.from, 0);
    assert.equal(await textOf(again), (await client.getBlobClient(name).downloadToBuffer()).toString());
    assert.equal(again.etag, (await list(name)).etag);
  });
}

test("a blob that will not grow costs one request and gives no mark", async (context) => {
  const { client, source, proxy, list } = await openProxied(azurite, context);
  await commitBlocks(client.getBlockBlobClient("old"), [opener, closer]);
  const ref = { ...(await list("old")), isLive: false };
  const seen = proxy.requests.length;
  const opened = await source.open(ref, undefined, signal);
  assert.equal(await textOf(opened), '{"records":[]}');
  assert.deepEqual([opened?.from, opened?.etag, opened?.mark(12)], [0, ref.etag, undefined]);
  assert.deepEqual(lookAt(proxy, seen), [{ kind: "download", range: undefined, bytes: 14 }]);
  assert.equal(proxy.requests.at(-1)?.ifMatch, `"${ref.etag ?? ""}"`);
});

test("a listed version that has gone gives way to the one that is there now", async (context) => {
  const { client, source, list } = await openProxied(azurite, context);
  const blob = client.getBlockBlobClient("late");
  await commitBlocks(blob, [opener, closer]);
  const ref = { ...(await list("late")), isLive: false };
  await commitBlocks(blob, [["open"], ["r1", "{1}"], ["close"]]);
  const opened = await source.open(ref, undefined, signal);
  assert.equal(await textOf(opened), '{"records":[{1}]}');
  assert.equal(opened?.etag, (await list("late")).etag);
  assert.ok(opened?.mark(15));
});

test("blobs that are not made of blocks are read as they are now, without a mark", async (context) => {
  const { client, source, list } = await openProxied(azurite, context);
  await client.getBlockBlobClient("put").upload("text", 4);
  await client.getPageBlobClient("page").create(512);
  const append = client.getAppendBlobClient("append");
  await append.create();
  await append.appendBlock("text", 4);
  const refs = [await list("put"), await list("append"), await list("page")];
  await append.appendBlock(" and more", 9);
  const texts = ["text", "text and more", "\0".repeat(512)];
  for (const [index, ref] of refs.entries()) {
    for (const known of [undefined, { ...knownOf("text"), mark: "1:x" }]) {
      for (const isLive of [true, false]) {
        const opened = await source.open({ ...ref, isLive }, known, signal);
        assert.equal(opened?.from, 0);
        assert.equal(opened.mark(4), undefined);
        assert.equal(await textOf(opened), texts[index]);
        assert.equal(opened.etag, (await list(ref.name)).etag);
      }
    }
  }
});

test("empty blobs are read", async (context) => {
  const { client, source, list } = await openProxied(azurite, context);
  await client.getBlockBlobClient("empty").upload("", 0);
  await commitBlocks(client.getBlockBlobClient("no blocks"), []);
  await client.getAppendBlobClient("empty append").create();
  for (const name of ["empty", "no blocks", "empty append"]) {
    const ref = await list(name);
    for (const isLive of [true, false]) {
      for (const known of [undefined, knownOf(""), knownOf("gone")]) {
        const opened = await source.open({ ...ref, isLive }, known, signal);
        assert.equal(await textOf(opened), "");
        assert.deepEqual([opened?.from, opened?.etag], [0, ref.etag]);
      }
    }
  }
});

test("a gzip file is downloaded once and as a whole, whatever is known of it", async (context) => {
  const { client, proxy } = await openProxied(azurite, context);
  const gzip = gzipSync("text");
  await client.getBlockBlobClient("PT1H.json.GZ").uploadData(gzip);
  const { connectionString } = azurite;
  const login = { connectionString, sas: undefined };
  const url = `${proxy.origin}${new URL(azurite.blobEndpoint).pathname}/logs/PT1H.json.GZ`;
  const source = await openSource(url, { login, standardInput: Readable.from([]), destination: "out" });
  const [ref] = await Array.fromAsync(source.list(signal));
  assert.ok(ref);
  assert.equal(ref.sizeBytes, gzip.length);
  const opened = await source.open(ref, knownOf("te"), signal);
  assert.equal(await textOf(opened), "text");
  assert.deepEqual([opened?.from, opened?.etag, opened?.mark(2)], [0, ref.etag, undefined]);
  assert.deepEqual(lookAt(proxy), [{ kind: "download", range: undefined, bytes: gzip.length }]);
});
