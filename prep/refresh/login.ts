import type { AzureCredential } from "../azure/client.ts";
import { messageOf, PrepError } from "../errors.ts";

/** Where Power BI is, and who asks it. */
export interface PowerBiLogin {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** Throws a PrepError of code `refresh` where there is no login. */
  readonly getToken: (signal: AbortSignal) => Promise<string>;
}

const publicApi = "https://api.powerbi.com";
/** Whom a token is for, by the host of the API. */
const audiences: Readonly<Partial<Record<string, string>>> = {
  "api.powerbi.com": "https://analysis.windows.net/powerbi/api",
  "api.powerbigov.us": "https://analysis.usgovcloudapi.net/powerbi/api",
  "api.high.powerbigov.us": "https://high.analysis.usgovcloudapi.net/powerbi/api",
  "api.mil.powerbigov.us": "https://mil.analysis.usgovcloudapi.net/powerbi/api",
  "api.powerbi.cn": "https://analysis.chinacloudapi.cn/powerbi/api",
};
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/**
 * The Azure login that is there, or the token in `POWERBI_ACCESS_TOKEN`; `POWERBI_API_URL` names the API of another cloud.
 * Throws a PrepError of code `options` for an address that cannot be meant.
 */
export function readPowerBiLogin(environment: NodeJS.ProcessEnv): PowerBiLogin {
  const apiUrl = (environment["POWERBI_API_URL"] || publicApi).replace(/\/+$/, "");
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  if (url === undefined || !(url.protocol === "https:" || loopback.test(url.hostname))) {
    throw new PrepError("options", `POWERBI_API_URL ${JSON.stringify(apiUrl)} is no https address`);
  }
  const token = environment["POWERBI_ACCESS_TOKEN"] || undefined;
  if (token !== undefined) return { apiUrl, getToken: () => Promise.resolve(token) };
  const audience = audiences[url.hostname];
  if (audience === undefined) {
    throw new PrepError("options", `${apiUrl} is no API of Power BI that is known; set POWERBI_ACCESS_TOKEN for it`);
  }
  let credential: Promise<AzureCredential> | undefined;
  // Azure's packages take a quarter of a second to load: a run that refreshes nothing does without them.
  const logIn = (): Promise<AzureCredential> =>
    (credential ??= import("../azure/client.ts").then(({ azureLogin }) => azureLogin(apiUrl)));
  return { apiUrl, getToken: (abortSignal) => tokenOf(logIn, `${audience}/.default`, abortSignal) };
}

async function tokenOf(
  logIn: () => Promise<AzureCredential>,
  scope: string,
  abortSignal: AbortSignal,
): Promise<string> {
  try {
    const token = await (await logIn()).getToken(scope, { abortSignal });
    if (token === null) throw new Error("no token");
    return token.token;
  } catch (cause) {
    abortSignal.throwIfAborted();
    const reason = messageOf(cause).split("\n", 1)[0] ?? "";
    throw new PrepError(
      "refresh",
      `no Azure login for Power BI: ${reason}; run az login, or give the job an identity`,
      {
        cause,
      },
    );
  }
}
