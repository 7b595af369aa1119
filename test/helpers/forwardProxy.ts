import { createServer, request } from "node:http";
import { connect } from "node:net";
import { listenOn } from "./loopback.ts";

/** A proxy as offices have it, and what it was asked for. */
export interface ForwardProxy {
  readonly url: string;
  /** `GET http://…` of plain requests, `CONNECT host:port` of tunnels. */
  readonly asked: readonly string[];
}

/** Passes on plain requests and tunnels; ends with the test. */
export async function startForwardProxy(context: { after(end: () => void): void }): Promise<ForwardProxy> {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = "", url = "", headers } = incoming;
    asked.push(`${method} ${url}`);
    const passed = request(url, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.on("connect", ({ url = "" }, client, head) => {
    asked.push(`CONNECT ${url}`);
    const [host = "", port = ""] = url.split(":");
    const target = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const socket of [target, client])
      socket.on("error", () => {
        [target, client].forEach((end) => end.destroy());
      });
    context.after(() => target.destroy());
  });
  return { url: `http://127.0.0.1:${await listenOn(context, server)}`, asked };
}
