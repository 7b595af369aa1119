import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** A request as the server has seen it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** How a request is answered; headers in lower case. */
export interface GivenAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A loopback server in place of Power BI: checks what is documented of each request, and answers as it is told. */
export interface PowerBiServer {
  readonly apiUrl: string;
  readonly seen: SeenRequest[];
  /** What was against the documentation. */
  readonly faults: string[];
  /** Called for each request to begin a refresh, and for each that asks for its details. */
  answer: (request: SeenRequest) => GivenAnswer;
  stop(): Promise<void>;
}

export const token = "eyJ0eXAiOiJKV1Qi.loopback.token";
export const workspace = { id: "aaaaaaaa-0000-4000-8000-000000000001", name: "Network" };
export const model = { id: "bbbbbbbb-0000-4000-8000-000000000002", name: "Flow Chord" };
export const requestId = "cccccccc-0000-4000-8000-000000000003";

const base = "/v1.0/myorg";
const refreshes = `${base}/groups/${workspace.id}/datasets/${model.id}/refreshes`;
const types = ["Full", "ClearValues", "Calculate", "DataOnly", "Automatic", "Defragment"];
const keys = [
  "type",
  "commitMode",
  "maxParallelism",
  "retryCount",
  "objects",
  "applyRefreshPolicy",
  "effectiveDate",
  "timeout",
];

/** Starts it on a free port. */
export async function startPowerBi(): Promise<PowerBiServer> {
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as { port: number };
  const powerBi: PowerBiServer = {
    apiUrl: `http://127.0.0.1:${address.port}`,
    seen: [],
    faults: [],
    answer: completed,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return powerBi;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const seen = { method: request.method ?? "", path: request.url ?? "", body: sent === "" ? undefined : parse(sent) };
    powerBi.seen.push(seen);
    powerBi.faults.push(...faultsOf(request, seen));
    const { status, body, headers } = listed(seen) ?? powerBi.answer(seen);
    response.writeHead(status, { "content-type": "application/json", requestid: "server-request", ...headers });
    response.end(body === undefined ? "" : JSON.stringify(body));
  }
}

/** Begins each refresh, which has ended when it is asked for. */
export function completed({ method }: SeenRequest): GivenAnswer {
  return method === "POST" ? begun() : { status: 200, body: { status: "Completed", extendedStatus: "Completed" } };
}

/** As a refresh is begun: its details are at the location. */
export function begun(id = requestId): GivenAnswer {
  return { status: 202, headers: { location: `https://api.powerbi.com${refreshes}/${id}`, "x-ms-request-id": id } };
}

/** Begins each refresh, which has ended so when it is asked for. */
export function failed(status: string): (request: SeenRequest) => GivenAnswer {
  const messages = [{ code: "0x1", message: "The column 'Time' is missing" }];
  return ({ method }) => (method === "POST" ? begun() : { status: 200, body: { status, messages } });
}

function listed({ method, path }: SeenRequest): GivenAnswer | undefined {
  if (method !== "GET") return undefined;
  if (path === `${base}/groups`) return { status: 200, body: { value: [workspace, { id: "x", name: "Other" }] } };
  if (path === `${base}/groups/${workspace.id}/datasets`) return { status: 200, body: { value: [model] } };
  return undefined;
}

function faultsOf({ headers }: IncomingMessage, { method, path, body }: SeenRequest): string[] {
  const faults: string[] = [];
  const expect = (isGood: boolean, what: string): void => {
    if (!isGood) faults.push(`${method} ${path}: ${what}`);
  };
  expect(headers.authorization === `Bearer ${token}`, "without its token");
  expect(path.startsWith(`${base}/groups`), "not below the workspaces");
  if (method !== "POST") return faults;
  expect(path === refreshes, "not the refreshes of the model");
  expect(/^application\/json/.test(headers["content-type"] ?? ""), "no JSON");
  const given = (body ?? {}) as Record<string, unknown>;
  expect(
    Object.keys(given).every((key) => keys.includes(key)),
    `an unknown key in ${JSON.stringify(given)}`,
  );
  expect(types.includes(String(given["type"])), "no type of a refresh");
  expect(["transactional", "partialBatch"].includes(String(given["commitMode"])), "no commit mode");
  expect(typeof given["applyRefreshPolicy"] === "boolean", "no word on the policy");
  const objects = (given["objects"] ?? []) as Record<string, unknown>[];
  expect(
    objects.every((object) => typeof object["table"] === "string"),
    "an object without a table",
  );
  // A policy would choose the partitions itself.
  expect(
    !(given["applyRefreshPolicy"] === true && objects.some((object) => "partition" in object)),
    "policy and partitions",
  );
  return faults;
}

function parse(sent: string): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    return sent;
  }
}
