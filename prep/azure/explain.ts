import { RestError } from "@azure/storage-blob";
import { PrepError } from "../errors.ts";
import { explainConnection } from "./explainConnection.ts";
import { explainLogin } from "./explainLogin.ts";
import { explainRefusal, type UsedLogin } from "./explainRefusal.ts";

/** One sentence that says what is wrong with a place in Blob Storage and what to do, with the request id. */
export function explain(cause: unknown, where: string, place: "source" | "destination"): unknown {
  if (!(cause instanceof Error) || cause instanceof PrepError || cause.name === "AbortError") return cause;
  const verb = place === "source" ? "cannot read" : "cannot use";
  const id = cause instanceof RestError ? cause.response?.headers.get("x-ms-request-id") : undefined;
  const request = id === undefined ? "" : ` (request ${id})`;
  const known = explainLogin(cause) ?? explainAnswer(cause, place) ?? explainConnection(cause);
  return new PrepError(place, `${verb} ${where}: ${known ?? firstLine(cause.message)}${request}`, { where, cause });
}

/** The HTTP status of what the service answered, where it did. */
export function statusOf(cause: unknown): number | undefined {
  return cause instanceof RestError ? cause.statusCode : undefined;
}

function explainAnswer(cause: Error, place: "source" | "destination"): string | undefined {
  if (!(cause instanceof RestError) || cause.statusCode === undefined) return undefined;
  const code = cause.response?.headers.get("x-ms-error-code") ?? cause.code ?? "";
  return explainRefusal({ status: cause.statusCode, code, place, login: loginOf(cause), nowMs: Date.now() });
}

/** How the request said who sends it. */
function loginOf({ request }: RestError): UsedLogin {
  const signature = request === undefined ? undefined : new URL(request.url).searchParams;
  if (signature?.has("sig") === true) {
    return { kind: "SAS", permissions: signature.get("sp") ?? undefined, expires: signature.get("se") ?? undefined };
  }
  const authorization = request?.headers.get("authorization") ?? "";
  if (authorization.startsWith("SharedKey")) return { kind: "key" };
  return { kind: "Azure login" };
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
