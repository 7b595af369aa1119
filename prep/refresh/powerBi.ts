import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpMethods,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { PrepError, messageOf } from "../errors.ts";
import type { PowerBiLogin } from "./login.ts";

/** What Power BI has answered, whatever its status. */
export interface Answer {
  readonly status: number;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
  readonly requestId: string | undefined;
  readonly location: string | undefined;
}

/** The REST API of Power BI, with a login. */
export interface PowerBi {
  /** Throws a PrepError of code `refresh` where there is no answer. Busy answers are tried again, as they ask for. */
  send(method: HttpMethods, path: string, signal: AbortSignal, body?: unknown): Promise<Answer>;
}

/** With all tries and the pauses between them; the library's own clock would hold the process when a request has failed. */
const mostMs = 180_000;

/** Goes through the proxy of the environment, as all that Azure's packages do. */
export function openPowerBi({ apiUrl, getToken }: PowerBiLogin): PowerBi {
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries: 4, retryDelayInMs: 1000, maxRetryDelayInMs: 60_000 },
    userAgentOptions: { userAgentPrefix: "flow-chord" },
  });
  const client = createDefaultHttpClient();
  return {
    send: async (method, path, signal, body) => {
      const token = await getToken(signal);
      const request = createPipelineRequest({
        url: `${apiUrl}/v1.0/myorg/${path}`,
        method,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(mostMs)]),
        allowInsecureConnection: new URL(apiUrl).protocol === "http:",
        headers: createHttpHeaders({ Authorization: `Bearer ${token}`, Accept: "application/json" }),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (body !== undefined) request.headers.set("Content-Type", "application/json");
      try {
        return answerOf(await pipeline.sendRequest(client, request));
      } catch (cause) {
        signal.throwIfAborted();
        throw new PrepError("refresh", `cannot reach ${apiUrl}: ${messageOf(cause)}`, { where: apiUrl, cause });
      }
    },
  };
}

function answerOf({ status, bodyAsText, headers }: PipelineResponse): Answer {
  return {
    status,
    body: parse(bodyAsText),
    requestId: headers.get("requestid") ?? headers.get("x-ms-request-id"),
    location: headers.get("location"),
  };
}

function parse(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
