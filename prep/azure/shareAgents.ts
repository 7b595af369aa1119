import http from "node:http";
import https from "node:https";

/** Who keeps the connections to a host, with TLS and without. */
export interface Agents {
  readonly http: http.Agent;
  readonly https: http.Agent;
}

/**
 * Agents for all runs of a process, by how long their connections may be idle: a run goes on with the connections of the one
 * before, and leaves none of its own behind.
 */
export function shareAgents(create: (kind: typeof http | typeof https) => http.Agent): (idleMs: number) => Agents {
  const shared = new Map<number, Agents>();
  return (idleMs) => {
    const known = shared.get(idleMs);
    const agents = known ?? { http: create(http), https: create(https) };
    shared.set(idleMs, agents);
    return agents;
  };
}
