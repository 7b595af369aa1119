import assert from "node:assert/strict";
import { once } from "node:events";
import http, { type IncomingMessage, type RequestListener } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { WebResource } from "@azure/storage-blob";
import { createSharedReads, isShared } from "../../../prep/azure/sharedReads.ts";
import { localhostKey } from "../../helpers/localhostKey.ts";

const schemes = {
  http: { createServer: (listener: RequestListener) => http.createServer(listener), request: http.request },
  https: {
    createServer: (listener: RequestListener) => https.createServer(localhostKey, listener),
    request: https.request,
  },
} as const;

/** The agent that the policy gives a request which has `agent`. */
async function agentOf(url: string, agent?: WebResource["agent"]): Promise<WebResource["agent"]> {
  let given: WebResource["agent"];
  const next = {
    sendRequest: (request: WebResource) => {
      given = request.agent;
      return Promise.reject(new Error("sent"));
    },
  };
  const policy = createSharedReads(60_000).create(next, {} as never);
  await assert.rejects(policy.sendRequest({ url, ...(agent && { agent }) } as WebResource), /sent/);
  return given;
}

const bodyBytes = 3 << 20;

function byteOf(body: number, at: number): number {
  return (body * 31 + at + (at >> 8)) % 251;
}

const bodies = Array.from({ length: 6 }, (_, body) =>
  Buffer.from(Uint8Array.from({ length: bodyBytes }, (_, at) => byteOf(body, at))),
);

for (const [scheme, { createServer, request }] of Object.entries(schemes)) {
  test(`bodies that come at the same time over ${scheme} are not mixed, however slowly they are read`, async (context) => {
    const server = createServer(({ url = "" }, response) => response.end(bodies[Number(url.slice(1))]));
    await once(server.listen(0, "localhost"), "listening");
    context.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const origin = `${scheme}://localhost:${(server.address() as AddressInfo).port}`;
    const agent = (await agentOf(origin)) as http.Agent;
    const read = async (body: number): Promise<Buffer> => {
      const asked = request(`${origin}/${body}`, { agent, ca: localhostKey.cert }).end();
      const [response] = (await once(asked, "response")) as [IncomingMessage];
      const chunks: Buffer[] = [];
      for await (const chunk of response as AsyncIterable<Buffer>) {
        assert.ok(!isShared(chunk));
        chunks.push(chunk);
        for (let turn = 0; turn < body; turn++) await setImmediate();
      }
      return Buffer.concat(chunks);
    };
    for (let round = 0; round < 2; round++) {
      const received = await Promise.all(Array.from(bodies.keys(), read));
      for (const [body, bytes] of received.entries()) assert.ok(bytes.equals(bodies[body] ?? bytes.subarray(1)));
    }
  });
}

test("a request that has an agent, as one that goes through a proxy, keeps it", async () => {
  const agent = new http.Agent();
  assert.equal(await agentOf("http://localhost", agent), agent);
  assert.notEqual(await agentOf("http://localhost"), agent);
});
