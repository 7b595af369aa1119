import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy in front of a storage that stops at one request. */
export interface KillingProxy {
  readonly origin: string;
  /** How many requests have come. */
  readonly requests: () => number;
  stop(): Promise<void>;
}

/** When a request is stopped: before the storage has seen it, or when it is done and nobody has been told. */
export type Moment = "before" | "after";

/** Passes everything on, and calls `stopHere` at one request, counted from 1, which is never answered. */
export async function startKillingProxy(
  target: string,
  stopAt: { readonly request: number; readonly moment: Moment },
  stopHere: () => void,
): Promise<KillingProxy> {
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    const isStop = ++requests === stopAt.request;
    if (isStop && stopAt.moment === "before") {
      stopHere();
      return;
    }
    const { method, headers } = incoming;
    const passed = request(new URL(incoming.url ?? "/", target), { method, headers }, (response) => {
      if (isStop) {
        response.resume().on("end", stopHere);
        return;
      }
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests: () => requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
