import http from "node:http";
import type { Socket } from "node:net";
import type { RequestPolicyFactory } from "@azure/storage-blob";
import { shareAgents } from "./shareAgents.ts";

type Agent = http.Agent & { readonly options: http.AgentOptions };

/**
 * Ends connections on which nothing comes and nothing goes for so long, from the first moment on, also through a proxy: the
 * SDK would wait for ever. A connection whose bytes nobody takes is not idle.
 */
export function createIdleBound(idleMs: number): RequestPolicyFactory {
  const own = agentsOf(idleMs);
  return {
    create: (next) => ({
      sendRequest: (request) => {
        request.agent ??= request.url.startsWith("https:") ? own.https : own.http;
        const agent: unknown = request.agent;
        if (agent instanceof http.Agent && !bound.has(agent)) boundAgent(agent as Agent, idleMs);
        bound.add(request.agent);
        return next.sendRequest(request);
      },
    }),
  };
}

const bound = new WeakSet<object>();
const agentsOf = shareAgents((kind) => new kind.Agent({ keepAlive: true }));

/** The agent sets its own time-out on each connection that it gives to a next request. */
function boundAgent(agent: Agent, idleMs: number): void {
  agent.options.timeout = idleMs;
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, onCreated) => {
    const socket = connect(options, onCreated) as Socket | undefined;
    if (socket) boundSocket(socket, idleMs);
    return socket;
  };
}

function boundSocket(socket: Socket, idleMs: number): void {
  socket.setTimeout(idleMs);
  socket.on("timeout", () => {
    // It waits for us, not for the network.
    if (socket.isPaused()) socket.setTimeout(idleMs);
    else socket.destroy(Object.assign(new Error(`no byte came within ${idleMs / 1000} s`), { code: "ETIMEDOUT" }));
  });
}
