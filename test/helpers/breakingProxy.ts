import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy in front of a storage whose connections break. */
export interface BreakingProxy {
  readonly origin: string;
  /** How many downloads it has broken so far. */
  readonly broken: () => number;
  stop(): Promise<void>;
}

/** Passes everything on, but breaks the connection of the first downloads after a number of bytes of their body. */
export async function startBreakingProxy(target: string, breaks: number, afterBytes: number): Promise<BreakingProxy> {
  let broken = 0;
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", target);
    const { method, headers } = incoming;
    const passed = request(url, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      let left = method === "GET" && !url.search.includes("comp=list") && broken < breaks ? afterBytes : Infinity;
      response.on("data", (chunk: Buffer) => {
        if (left === 0) return;
        outgoing.write(chunk.subarray(0, Math.min(left, chunk.length)));
        left = Math.max(0, left - chunk.length);
        if (left > 0) return;
        broken++;
        setImmediate(() => outgoing.socket?.destroy());
      });
      response.on("end", () => outgoing.end());
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    broken: () => broken,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
