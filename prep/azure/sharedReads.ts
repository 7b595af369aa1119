import type http from "node:http";
import type { OnReadOpts, Socket } from "node:net";
import type { RequestPolicyFactory } from "@azure/storage-blob";
import { shareAgents } from "./shareAgents.ts";

/** All connections are read into it: the HTTP parser of Node copies what is in it before it returns. */
const shared = Buffer.allocUnsafeSlow(1 << 16);

/**
 * Requests whose connections do without memory of their own. Node reads every 64 KB of a connection into a new buffer,
 * and its HTTP parser copies that into another one: this is garbage of twice the size of what is downloaded, for which
 * the whole heap is searched every 10 MB. Their connections end when they were idle for so long. A request that goes through a proxy has an agent already, and keeps it.
 */
export function createSharedReads(idleMs: number): RequestPolicyFactory {
  const { http: plain, https: secure } = agentsOf(idleMs);
  return {
    create: (next) => ({
      sendRequest: (request) => {
        request.agent ??= request.url.startsWith("https:") ? secure : plain;
        return next.sendRequest(request);
      },
    }),
  };
}

const agentsOf = shareAgents((kind) => readShared(new kind.Agent({ keepAlive: true })));

/** Whether bytes lie where the next ones of any connection will: a parser that did not copy them has given them on. */
export function isShared({ buffer }: Uint8Array): boolean {
  return buffer === shared.buffer;
}

function readShared<Agent extends http.Agent>(agent: Agent): Agent {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, onCreated) => {
    const callback = (length: number): boolean => take(socket, shared.subarray(0, length));
    const reading: { readonly onread: OnReadOpts } = { onread: { buffer: shared, callback } };
    const socket = connect({ ...options, ...reading }, onCreated) as Socket;
    return socket;
  };
  return agent;
}

/** What nobody takes at once is kept, and has to be copied. */
function take(socket: Socket, bytes: Buffer): boolean {
  const isTaken = socket.readableFlowing === true && socket.readableLength === 0;
  return socket.push(isTaken ? bytes : Buffer.from(bytes));
}
