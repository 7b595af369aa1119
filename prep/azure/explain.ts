import { RestError } from "@azure/storage-blob";
import { PrepError } from "../errors.ts";

const noLogin =
  "no Azure login was found; run az login, or set AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_SAS_TOKEN";

const advice: Readonly<Record<number, string>> = {
  401: "the login was refused; check the connection string, the SAS or the Azure login",
  404: "there is no such container; check its name and the account",
};

const roles = {
  source: "the login needs the role Storage Blob Data Reader, and the account's firewall must let you in",
  destination: "the login needs the role Storage Blob Data Contributor, and the account's firewall must let you in",
} as const;

/** One sentence that says what is wrong with a place in Blob Storage and what to do, with the request id. */
export function explain(cause: unknown, where: string, place: "source" | "destination"): unknown {
  if (!(cause instanceof Error) || cause instanceof PrepError || cause.name === "AbortError") return cause;
  const verb = place === "source" ? "cannot read" : "cannot use";
  if (/Authentication|Credential/.test(cause.name)) {
    return new PrepError(place, `${verb} ${where}: ${noLogin}`, { where, cause });
  }
  const status = statusOf(cause);
  const known = status === 403 ? `access is denied; ${roles[place]}` : advice[status ?? 0];
  const id = cause instanceof RestError ? cause.response?.headers.get("x-ms-request-id") : undefined;
  const request = id === undefined ? "" : ` (request ${id})`;
  return new PrepError(place, `${verb} ${where}: ${known ?? firstLine(cause.message)}${request}`, { where, cause });
}

/** The HTTP status of what the service answered, where it did. */
export function statusOf(cause: unknown): number | undefined {
  return cause instanceof RestError ? cause.statusCode : undefined;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
