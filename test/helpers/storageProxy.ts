import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request that went through, and what came back. */
export interface ProxiedRequest {
  /** `list`, `blocks` for Get Block List, `download`, or `other`. */
  readonly kind: "list" | "blocks" | "download" | "other";
  readonly range: string | undefined;
  readonly ifMatch: string | undefined;
  status: number;
  /** Of the body that was passed back. */
  bytes: number;
}

/** How the storage behind the proxy misbehaves. */
export interface ProxyRules {
  /** Break the connection of so many first downloads … */
  readonly breaks?: number;
  /** … after so many bytes of their body … */
  readonly afterBytes?: number;
  /** … when this is done. */
  readonly beforeBreak?: () => Promise<void>;
  /** Done before a request is passed on; answers it with a status where it gives one, and with 0 hangs up. */
  readonly before?: (request: ProxiedRequest) => Promise<number | undefined> | undefined;
  /** Headers of the answer to be replaced. */
  readonly headers?: (request: ProxiedRequest) => Readonly<Record<string, string>>;
}

/** A proxy in front of a storage, which counts, and misbehaves where it is told to. */
export interface StorageProxy {
  readonly origin: string;
  /** All requests so far. */
  readonly requests: readonly ProxiedRequest[];
  /** How many downloads it has broken so far. */
  readonly broken: () => number;
  stop(): Promise<void>;
}

interface Exchange {
  readonly target: string;
  readonly rules: ProxyRules;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly seen: ProxiedRequest;
  /** Whether this download is one to break. */
  readonly takeBreak: () => boolean;
}

/** Passes everything on to an origin. */
export async function startStorageProxy(target: string, rules: ProxyRules = {}): Promise<StorageProxy> {
  const requests: ProxiedRequest[] = [];
  let broken = 0;
  const takeBreak = (): boolean => broken < (rules.breaks ?? 0) && ++broken > 0;
  const server = createServer((incoming, outgoing) => {
    const seen = lookAt(incoming);
    requests.push(seen);
    void passOn({ target, rules, incoming, outgoing, seen, takeBreak });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    broken: () => broken,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function lookAt({ method, url = "", headers }: IncomingMessage): ProxiedRequest {
  const comp = new URL(url, "http://proxy").searchParams.get("comp");
  const kinds: Readonly<Partial<Record<string, ProxiedRequest["kind"]>>> = { list: "list", blocklist: "blocks" };
  const ofGet = comp === null ? "download" : (kinds[comp] ?? "other");
  const range = headers["x-ms-range"] ?? headers.range;
  return {
    kind: method === "GET" ? ofGet : "other",
    range: range?.toString(),
    ifMatch: headers["if-match"],
    status: 0,
    bytes: 0,
  };
}

async function passOn({ target, rules, incoming, outgoing, seen, takeBreak }: Exchange): Promise<void> {
  const status = await rules.before?.(seen);
  if (status !== undefined) {
    seen.status = status;
    if (status === 0) outgoing.socket?.destroy();
    else outgoing.writeHead(status).end();
    return;
  }
  const { method, headers } = incoming;
  const passed = request(new URL(incoming.url ?? "/", target), { method, headers }, (response) => {
    seen.status = response.statusCode ?? 502;
    outgoing.writeHead(seen.status, { ...response.headers, ...rules.headers?.(seen) });
    const isBroken = seen.kind === "download" && seen.status < 300 && takeBreak();
    void passBack(response, outgoing, { seen, rules, isBroken });
  });
  passed.on("error", () => outgoing.destroy());
  incoming.pipe(passed);
}

async function passBack(
  response: IncomingMessage,
  outgoing: ServerResponse,
  { seen, rules, isBroken }: { readonly seen: ProxiedRequest; readonly rules: ProxyRules; readonly isBroken: boolean },
): Promise<void> {
  const afterBytes = isBroken ? (rules.afterBytes ?? 0) : Infinity;
  outgoing.flushHeaders();
  for await (const chunk of response as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, afterBytes - seen.bytes);
    seen.bytes += part.length;
    // A callback says that the bytes are on their way: the break does not overtake them.
    if (part.length > 0) await new Promise((resolve) => outgoing.write(part, resolve));
    if (seen.bytes < afterBytes) continue;
    await rules.beforeBreak?.();
    outgoing.socket?.destroy();
    return;
  }
  outgoing.end();
}
