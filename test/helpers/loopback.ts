import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Ends when the test does, with all its connections. */
export async function serve(context: { after(end: () => void): void }, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  return `http://127.0.0.1:${await listenOn(context, server)}`;
}

/** The port of a server that ends when the test does. */
export async function listenOn(context: { after(end: () => void): void }, server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** An answer of Blob Storage that says no. */
export function errorXml(code: string, message: string, more = ""): string {
  return `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`;
}
