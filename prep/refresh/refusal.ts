import { PrepError } from "../errors.ts";
import type { Answer } from "./powerBi.ts";

const advice: Readonly<Record<number, string>> = {
  401: "the login was refused; the tenant must allow service principals to use Power BI APIs, or log in as a user",
  403: "access is denied; the login needs the role Contributor in the workspace",
  404: "there is no such model, or the login may not see it",
  429: "too many requests; the next run asks again",
};

/** Whether a refresh of the model is running already, which lets no other begin. */
export function isBusy({ status, body }: Answer): boolean {
  return (
    (status === 400 || status === 409) && /another refresh|already (executing|running|in progress)/i.test(text(body))
  );
}

/** One sentence that says what Power BI refused and what to do, with the request id. */
export function refusal(what: string, answer: Answer): PrepError {
  const { status, body, requestId } = answer;
  const said = detailOf(body);
  const capacity = "an enhanced refresh needs a workspace on Fabric, Premium, Embedded or Premium per user";
  const known = advice[status] ?? (status === 400 ? `${said ?? "it was refused"}; ${capacity}` : said);
  const id = requestId === undefined ? "" : ` (request ${requestId})`;
  return new PrepError("refresh", `${what}: ${known ?? `Power BI answered with ${status}`}${id}`);
}

/** What the service says in an error, in one line. */
function detailOf(body: unknown): string | undefined {
  const { error } = (body ?? {}) as { error?: { code?: unknown; message?: unknown } };
  const words = [error?.message, error?.code].filter((part) => typeof part === "string");
  return words.find((part) => part !== "")?.split("\n", 1)[0];
}

function text(body: unknown): string {
  return body === undefined ? "" : JSON.stringify(body);
}
