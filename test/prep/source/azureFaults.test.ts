import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { PrepError } from "../../../prep/errors.ts";
import { BlobChangedError } from "../../../prep/source/source.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { bytesOf, commitBlocks, knownOf, textOf } from "../../helpers/blobs.ts";
import { openProxied, type ProxiedContainer } from "../../helpers/proxiedContainer.ts";

const signal = new AbortController().signal;
const large = Buffer.from(Array.from({ length: 3 << 20 }, (_, index) => index % 251));
let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

/** Blobs of 3 MB, in blocks or in one piece, alike but for their first byte. */
async function writeLarge({ client }: ProxiedContainer, name: string, first = 0): Promise<void> {
  large[0] = first;
  await client.getBlockBlobClient(name).uploadData(large, { maxSingleShotSize: 1, blockSize: 1 << 20 });
}

async function addBlock({ client }: ProxiedContainer, name: string, text: string): Promise<void> {
  const blob = client.getBlockBlobClient(name);
  const { committedBlocks = [] } = await blob.getBlockList("committed");
  const idBytes = Buffer.from(committedBlocks[0]?.name ?? "", "base64").length;
  const id = Buffer.from("z".repeat(idBytes)).toString("base64");
  await blob.stageBlock(id, text, text.length);
  await blob.commitBlockList([...committedBlocks.map((block) => block.name), id]);
}

function downloads({ proxy }: ProxiedContainer): string[] {
  return proxy.requests.filter(({ kind }) => kind === "download").map(({ range }) => range ?? "all");
}

test("a download whose connection breaks goes on where it broke, more often than a dead one is tried", async (context) => {
  const container = await openProxied(azurite, context, { breaks: 9, afterBytes: 300_000 });
  await writeLarge(container, "large");
  const blob = await container.list("large");
  for (const isLive of [true, false]) {
    assert.ok((await bytesOf(await container.source.open({ ...blob, isLive }, undefined, signal))).equals(large));
  }
  assert.equal(container.proxy.broken(), 9);
  const expected = Array.from({ length: 10 }, (_, index) => (index === 0 ? "all" : `bytes=${index * 300_000}-`));
  assert.deepEqual(downloads(container), [...expected, "all"]);
  const conditions = container.proxy.requests.filter(({ kind }) => kind === "download").map(({ ifMatch }) => ifMatch);
  assert.deepEqual(new Set(conditions), new Set([`"${blob.etag ?? ""}"`]));
});

test("new bytes whose connection breaks go on where it broke", async (context) => {
  const sound = await openProxied(azurite, context);
  await writeLarge(sound, "tail");
  const whole = await sound.source.open(await sound.list("tail"), undefined, signal);
  assert.ok((await bytesOf(whole)).equals(large));
  await addBlock(sound, "tail", "more");
  const container = await openProxied(azurite, context, { breaks: 2, afterBytes: 1000 });
  const known = knownOf(large.subarray(0, 3_000_000), whole);
  const opened = await container.source.open(await container.list("tail"), known, signal);
  assert.equal(opened?.from, 3_000_000);
  assert.ok((await bytesOf(opened)).equals(Buffer.concat([large.subarray(3_000_000), Buffer.from("more")])));
  assert.deepEqual(downloads(container), ["bytes=3000000-", "bytes=3001000-", "bytes=3002000-"]);
});

test("a connection that breaks for ever is told in words", async (context) => {
  const container = await openProxied(azurite, context, { breaks: Infinity, afterBytes: 0 });
  await writeLarge(container, "dead");
  const opened = await container.source.open(await container.list("dead"), undefined, signal);
  await assert.rejects(bytesOf(opened), (error: unknown) => {
    assert.ok(error instanceof PrepError);
    assert.match(
      error.message,
      /^cannot read http.*\/logs: dead: the connection broke or stalled at byte 0 of 3145728/,
    );
    return true;
  });
  assert.equal(downloads(container).length, 6);
});

test("a blob that changes in the middle of its download is not mixed", async (context) => {
  const container: ProxiedContainer = await openProxied(azurite, context, {
    breaks: 1,
    afterBytes: 1_000_000,
    beforeBreak: () => writeLarge(container, "changes", 7),
  });
  await writeLarge(container, "changes");
  const blob = await container.list("changes");
  const opened = await container.source.open(blob, undefined, signal);
  await assert.rejects(bytesOf(opened), BlobChangedError);
  const again = await container.source.open(blob, undefined, signal);
  assert.notEqual(again?.etag, blob.etag);
  assert.equal((await bytesOf(again))[0], 7);
});

test("a blob that disappears in the middle of its download has changed, and has gone then", async (context) => {
  const container: ProxiedContainer = await openProxied(azurite, context, {
    breaks: 1,
    afterBytes: 1_000_000,
    beforeBreak: async () => {
      await container.client.deleteBlob("goes");
    },
  });
  await writeLarge(container, "goes");
  const blob = await container.list("goes");
  const opened = await container.source.open(blob, undefined, signal);
  await assert.rejects(bytesOf(opened), BlobChangedError);
  assert.equal(await container.source.open(blob, undefined, signal), undefined);
});

test("a blob that changes between its block list and its download has changed, and can be opened again", async (context) => {
  let changes = 1;
  const container: ProxiedContainer = await openProxied(azurite, context, {
    before: async ({ kind }) => {
      if (kind === "download" && changes-- > 0) await commitBlocks(blobClient, [["a"], ["c", "cc"]]);
      return undefined;
    },
  });
  const blobClient = container.client.getBlockBlobClient("between");
  await commitBlocks(blobClient, [
    ["a", "aa"],
    ["b", "bb"],
  ]);
  const blob = await container.list("between");
  await assert.rejects(container.source.open(blob, undefined, signal), BlobChangedError);
  assert.equal(await textOf(await container.source.open(blob, undefined, signal)), "aacc");
});

test("a blob that has disappeared is no error, wherever it is missed", async (context) => {
  const gone = { origin: "", name: "gone", sizeBytes: 1, etag: "0x1" };
  const container = await openProxied(azurite, context);
  for (const isLive of [true, false]) {
    assert.equal(await container.source.open({ ...gone, isLive }, undefined, signal), undefined);
    assert.equal(await container.source.open({ ...gone, isLive }, knownOf("x"), signal), undefined);
  }
  // Azurite says of what is not there that it has another version: the first of these was looked for twice.
  const kinds = container.proxy.requests.map(({ kind }) => kind);
  assert.deepEqual(kinds, ["blocks", "blocks", "download", "blocks", "blocks"]);
});

test("a blob that disappears in front of a download is missed, or has changed where it was being read", async (context) => {
  // Azure answers 404 then, Azurite 412 because of If-Match.
  let downloaded = 0;
  const container = await openProxied(azurite, context, {
    breaks: 1,
    afterBytes: 2,
    before: ({ kind }) => (kind === "download" && downloaded++ !== 1 ? Promise.resolve(404) : undefined),
  });
  await container.client.getBlockBlobClient("going").upload("text", 4);
  const blob = await container.list("going");
  assert.equal(await container.source.open(blob, undefined, signal), undefined);
  const opened = await container.source.open(blob, undefined, signal);
  await assert.rejects(textOf(opened), BlobChangedError);
  assert.deepEqual(downloads(container), ["all", "all", "bytes=2-"]);
});

test("a connection that breaks before anybody reads from it is no loss", async (context) => {
  const container = await openProxied(azurite, context, { breaks: 1, afterBytes: 200_000 });
  await writeLarge(container, "waiting");
  const opened = await container.source.open(await container.list("waiting"), undefined, signal);
  await setTimeout(200);
  assert.equal(container.proxy.broken(), 1);
  assert.ok((await bytesOf(opened)).equals(large));
});

test("a service that is busy is asked again", async (context) => {
  const busy = new Set(["blocks", "download"]);
  const container = await openProxied(azurite, context, {
    before: ({ kind }) => (busy.delete(kind) ? Promise.resolve(503) : undefined),
  });
  await container.client.getBlockBlobClient("busy").upload("text", 4);
  assert.equal(await textOf(await container.source.open(await container.list("busy"), undefined, signal)), "text");
  const statuses = container.proxy.requests.filter(({ kind }) => kind !== "list").map(({ status }) => status);
  assert.deepEqual(statuses, [503, 200, 503, 200]);
});

test("a block list that is denied is told", async (context) => {
  const container = await openProxied(azurite, context, {
    before: ({ kind }) => (kind === "blocks" ? Promise.resolve(403) : undefined),
  });
  await container.client.getBlockBlobClient("denied").upload("text", 4);
  const opening = container.source.open(await container.list("denied"), undefined, signal);
  await assert.rejects(opening, /cannot read http.*denied: access is denied; the login needs the role Storage Blob/);
});

test("an answer of another length than the version has is told", async (context) => {
  const container = await openProxied(azurite, context, {
    headers: ({ kind }): Record<string, string> => (kind === "blocks" ? { "x-ms-blob-content-length": "5" } : {}),
  });
  await container.client.getBlockBlobClient("length").upload("text", 4);
  const opening = container.source.open(await container.list("length"), undefined, signal);
  await assert.rejects(opening, /cannot read http.*length: 4 bytes came where 5 are left/);
});

test("a block list without an ETag, as of a blob that was put in one piece, is no version", async (context) => {
  let length = "4";
  const container = await openProxied(azurite, context, {
    headers: ({ kind }): Record<string, string> =>
      kind === "blocks" ? { etag: "", "x-ms-blob-content-length": length } : {},
  });
  await container.client.getBlockBlobClient("put").upload("text", 4);
  const blob = await container.list("put");
  for (length of ["4", "0"]) {
    const opened = await container.source.open(blob, undefined, signal);
    assert.equal(opened?.etag, blob.etag);
    assert.equal(await textOf(opened), "text");
  }
});

test("a download that is stopped is stopped, and not told as broken", async (context) => {
  const stop = new AbortController();
  const container = await openProxied(azurite, context);
  await writeLarge(container, "stopped");
  const opened = await container.source.open(await container.list("stopped"), undefined, stop.signal);
  assert.ok(opened);
  const reading = (async () => {
    for await (const chunk of opened.bytes) if (chunk.length > 0) stop.abort();
  })();
  await assert.rejects(reading, { name: "AbortError" });
  assert.equal(downloads(container).length, 1);
  await assert.rejects(container.source.open(await container.list("stopped"), undefined, stop.signal), {
    name: "AbortError",
  });
});

test("a closed blob can be opened in its middle, as the version that was listed", async (context) => {
  const container = await openProxied(azurite, context, { breaks: 1, afterBytes: 1 << 20 });
  await writeLarge(container, "middle");
  const blob = { ...(await container.list("middle")), isLive: false };
  assert.ok(container.source.canOpenAt(blob) && !container.source.canOpenAt({ ...blob, isLive: true }));
  const bytes = await container.source.openAt(blob, { start: 1000, askedBytes: 2 << 20 }, signal);
  assert.ok(bytes && (await bytesOf({ bytes })).equals(large.subarray(1000)));
  const broken = 1000 + (1 << 20);
  assert.deepEqual(downloads(container), [`bytes=1000-${999 + (2 << 20)}`, `bytes=${broken}-${large.length - 1}`]);
  await writeLarge(container, "middle", 7);
  await assert.rejects(container.source.openAt(blob, { start: 1000, askedBytes: 1 }, signal), BlobChangedError);
});

test("what is asked for in portions is asked for as far as it is read", async (context) => {
  const container = await openProxied(azurite, context);
  await writeLarge(container, "portions");
  const blob = { ...(await container.list("portions")), isLive: false };
  const bytes = await container.source.openAt(blob, { start: 10, askedBytes: 1 << 20 }, signal);
  let read = 0;
  for await (const chunk of bytes ?? []) if ((read += chunk.length) > 1 << 20) break;
  assert.deepEqual(downloads(container), [`bytes=10-${9 + (1 << 20)}`, `bytes=${10 + (1 << 20)}-${9 + (2 << 20)}`]);
});
