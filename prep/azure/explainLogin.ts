const ways =
  "run az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_SAS_TOKEN";

/**
 * What Entra ID's codes mean that an administrator meets; Microsoft may change them, so the code is told, too.
 * Source: Microsoft Learn, "Microsoft Entra authentication and authorization error codes".
 */
const advice: Readonly<Partial<Record<string, string>>> = {
  AADSTS7000215: "the client secret is wrong; set AZURE_CLIENT_SECRET to its value, not its id",
  AADSTS7000222: "the client secret has expired; make a new one",
  AADSTS700016: "the tenant has no such application; check AZURE_CLIENT_ID and AZURE_TENANT_ID",
  AADSTS90002: "there is no such tenant; check AZURE_TENANT_ID, and AZURE_AUTHORITY_HOST for a cloud of its own",
  AADSTS900382: "the tenant is of another cloud; check AZURE_AUTHORITY_HOST",
  AADSTS700211: "no federated credential of the application has this issuer; compare it with the token's",
  AADSTS700212: "no federated credential of the application has this audience; compare it with the token's",
  AADSTS700213: "no federated credential of the application has this subject; compare it with the token's",
  AADSTS700024: "the federated token has expired; check the clock, and what renews AZURE_FEDERATED_TOKEN_FILE",
  AADSTS700027: "the certificate is not that of the application; check AZURE_CLIENT_CERTIFICATE_PATH",
  AADSTS700082: "the login is too old; run az login",
  AADSTS70043: "the login is too old; run az login",
  AADSTS50173: "the login does not hold any more; run az login",
  AADSTS50076: "a second factor is wanted; run az login",
  AADSTS50079: "a second factor is wanted; run az login",
  AADSTS53003: "a conditional access policy forbids it from here; ask who keeps the tenant",
  AADSTS50020: "the account is of another tenant; run az login --tenant TENANT",
  AADSTS50034: "the tenant has no such account; run az login --tenant TENANT",
};

/** One sentence for an Azure login that failed, before Blob Storage was asked; undefined for anything else. */
export function explainLogin(cause: Error): string | undefined {
  if (!/Authentication|Credential/.test(cause.name)) return undefined;
  const code = /\bAADSTS\d+/.exec(wordsOf(cause))?.[0];
  if (code === undefined)
    return isRefusal(cause) ? `the Azure login was refused; ${ways}` : `no Azure login was found; ${ways}`;
  return `the Azure login was refused: ${advice[code] ?? "check the application and the tenant"} (${code})`;
}

/** Of a chain of credentials, those of each. */
function wordsOf(cause: Error): string {
  const others: readonly unknown[] = "errors" in cause && Array.isArray(cause.errors) ? cause.errors : [];
  return [cause.message, ...others.map((other) => (other instanceof Error ? other.message : ""))].join("\n");
}

function isRefusal(cause: Error): boolean {
  return cause.name === "AuthenticationError";
}
