import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { test, type TestContext } from "node:test";
import type { AzureLogin } from "../../../prep/azure/client.ts";
import { usualPatience, type Patience } from "../../../prep/azure/patience.ts";
import { allowedNow, createRequestLimit } from "../../../prep/azure/requestLimit.ts";
import { openAzureContainer } from "../../../prep/source/azureBlob.ts";
import type { Source } from "../../../prep/source/source.ts";
import { textOf } from "../../helpers/blobs.ts";
import { errorXml, listenOn, serve } from "../../helpers/loopback.ts";

const signal = new AbortController().signal;
const blob = { origin: "", name: "a.json", sizeBytes: 10, etag: "e1", isLive: false };

interface Opened {
  readonly source: Source;
  readonly pauses: readonly number[];
  readonly requests: () => number;
  readonly limit: AzureLogin["limit"];
}

/** A container of a server that answers as it is told; pauses take no time. */
async function openServed(
  context: TestContext,
  answer: RequestListener,
  more: Partial<Patience> = {},
): Promise<Opened> {
  let requests = 0;
  const origin = await serve(context, (request, response) => {
    requests++;
    answer(request, response);
  });
  const pauses: number[] = [];
  const sleep = (ms: number): Promise<void> => Promise.resolve(void pauses.push(ms));
  const patience = { ...usualPatience, sleep, random: () => 0.5, ...more };
  const limit = createRequestLimit(16);
  const login = { connectionString: undefined, sas: "sv=2026-01-01&sp=rl&sig=x", limit, patience };
  const source = openAzureContainer(new URL(`${origin}/account/logs`), login);
  return { source, pauses, requests: () => requests, limit };
}

function busy(response: ServerResponse, status = 503, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/xml", "x-ms-error-code": "ServerBusy", ...headers });
  response.end(errorXml("ServerBusy", "The server is busy."));
}

function body(response: ServerResponse, text: string, from = 0): void {
  response.writeHead(200, { etag: '"e1"', "content-length": text.length - from });
  response.write(text.slice(from));
}

const startOf = ({ headers }: IncomingMessage): number =>
  Number(/bytes=(\d+)/.exec(String(headers["x-ms-range"] ?? headers.range))?.[1] ?? 0);

for (const status of [503, 429, 500]) {
  test(`a service that answers ${status} is asked again after pauses that grow`, async (context) => {
    let left = 4;
    const { source, pauses, requests, limit } = await openServed(context, (_, response) => {
      if (left-- > 0) {
        busy(response, status);
        return;
      }
      body(response, "0123456789");
      response.end();
    });
    assert.equal(await textOf(await source.open(blob, undefined, signal)), "0123456789");
    assert.equal(requests(), 5);
    assert.deepEqual(pauses, [187.5, 375, 750, 1500]);
    assert.equal(limit && allowedNow(limit), status === 500 ? 16 : 2);
  });
}

test("a service that is always busy is told, after as many tries as were set", async (context) => {
  const { source, requests, pauses } = await openServed(context, (_, response) => {
    busy(response, 503, { "retry-after": "7", "x-ms-request-id": "r-1" });
  });
  await assert.rejects(source.open(blob, undefined, signal), /busy.*\(request r-1\)/);
  assert.deepEqual([requests(), pauses[0]], [usualPatience.mostTries, 7000]);
});

test("a refusal is not asked again", async (context) => {
  const { source, requests } = await openServed(context, (_, response) => {
    busy(response, 403);
  });
  await assert.rejects(source.open(blob, undefined, signal));
  assert.equal(requests(), 1);
});

test("a server that never answers is given up in words", async (context) => {
  const { source, requests } = await openServed(context, () => undefined, { answerMs: 40, mostTries: 3 });
  await assert.rejects(source.open(blob, undefined, signal), /no answer came from 127\.0\.0\.1:\d+ within 0\.04 s/);
  assert.equal(requests(), 3);
});

test("a connection that never says a word is ended before the answer is due", async (context) => {
  const { source, requests } = await openServed(context, () => undefined, { idleMs: 40, mostTries: 2 });
  await assert.rejects(source.open(blob, undefined, signal), /no byte came within 0\.04 s/);
  assert.equal(requests(), 2);
});

test("a body that stalls in its middle goes on there, and one that stalls for ever is told", async (context) => {
  const stallAt = (isForEver: boolean): RequestListener => {
    return (request, response) => {
      const from = startOf(request);
      response.writeHead(from === 0 ? 200 : 206, { etag: '"e1"', "content-length": 10 - from });
      if (from === 0 || isForEver) response.flushHeaders();
      if (from === 0) response.write("0123");
      else if (!isForEver) response.end("0123456789".slice(from));
    };
  };
  const once = await openServed(context, stallAt(false), { idleMs: 40 });
  assert.equal(await textOf(await once.source.open(blob, undefined, signal)), "0123456789");
  assert.equal(once.requests(), 2);
  const ever = await openServed(context, stallAt(true), { idleMs: 40 });
  const opened = await ever.source.open(blob, undefined, signal);
  await assert.rejects(textOf(opened), /the connection broke or stalled at byte 4 of 10/);
});

test("a listing that stalls is asked for again", async (context) => {
  const { source, requests } = await openServed(
    context,
    (_, response) => {
      response.writeHead(200, { "content-type": "application/xml" });
      response.write("<?xml");
    },
    { idleMs: 40, mostTries: 2 },
  );
  await assert.rejects(Array.fromAsync(source.list(signal)), /cannot read/);
  assert.equal(requests(), 2);
});

test("a reader that takes its time is not taken for a network that stalls", async (context) => {
  const large = "x".repeat(4 << 20);
  const { source, requests } = await openServed(
    context,
    (_, response) => {
      body(response, large);
      response.end();
    },
    { idleMs: 400 },
  );
  const opened = await source.open({ ...blob, sizeBytes: large.length }, undefined, signal);
  let read = 0;
  for await (const chunk of opened?.bytes ?? []) {
    if (read === 0) await new Promise((resolve) => setTimeout(resolve, 1000));
    read += chunk.length;
  }
  assert.deepEqual([read, requests()], [large.length, 1]);
});

test("what is stopped while it waits is stopped", async (context) => {
  const stop = new AbortController();
  const { source } = await openServed(
    context,
    (_, response) => {
      busy(response);
    },
    {
      sleep: () => {
        stop.abort();
        return Promise.resolve();
      },
    },
  );
  await assert.rejects(source.open(blob, undefined, stop.signal), { name: "AbortError" });
});

for (const [what, scheme, said] of [
  ["a proxy", "http", /no byte came within 0\.04 s/],
  ["a tunnel", "https", /no answer came from contoso\.example within 0\.2 s/],
] as const) {
  test(`${what} that says nothing is given up in words`, async (context) => {
    const server = createServer(() => undefined).on("connect", (_, socket) => {
      context.after(() => socket.destroy());
    });
    const port = await listenOn(context, server);
    const before = process.env["HTTPS_PROXY"];
    process.env["HTTPS_PROXY"] = `http://127.0.0.1:${port}`;
    const patience = { ...usualPatience, sleep: () => Promise.resolve(), idleMs: 40, answerMs: 200, mostTries: 2 };
    const login = { connectionString: undefined, sas: "sig=x", patience };
    const source = openAzureContainer(new URL(`${scheme}://contoso.example/logs`), login);
    if (before === undefined) delete process.env["HTTPS_PROXY"];
    else process.env["HTTPS_PROXY"] = before;
    await assert.rejects(source.open(blob, undefined, signal), said);
  });
}
