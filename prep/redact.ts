/** Variables of the environment that hold secrets. */
export const secretVariables = [
  "AZURE_STORAGE_CONNECTION_STRING",
  "AZURE_STORAGE_SAS_TOKEN",
  "AZURE_STORAGE_DESTINATION_CONNECTION_STRING",
  "AZURE_STORAGE_DESTINATION_SAS_TOKEN",
  "AZURE_CLIENT_SECRET",
  "AZURE_CLIENT_CERTIFICATE_PASSWORD",
  "AZURE_PASSWORD",
  "POWERBI_ACCESS_TOKEN",
] as const;

/** Shorter texts are no secrets, and would be found in any word. */
const leastLength = 8;

/**
 * Takes secrets out of what is told: those of the environment, wherever they come from, and whatever looks like a
 * signature, a key or a token, as a server may repeat what it was given.
 */
export function createRedact(environment: NodeJS.ProcessEnv): (text: string) => string {
  const secrets = secretVariables
    .flatMap((name) => partsOf(environment[name] ?? ""))
    .filter(({ length }) => length >= leastLength)
    .sort((a, b) => b.length - a.length);
  return (text) => redactForms(secrets.reduce((rest, secret) => rest.replaceAll(secret, "…"), text));
}

/** All of it, and of a connection string or a signature the parts that are secret, also as they stand in a URL. */
function partsOf(secret: string): string[] {
  const inside = Array.from(
    secret.matchAll(/(?:AccountKey|SharedAccessSignature|sig)=([^;&]+)/gi),
    ([, part = ""]) => part,
  );
  const plain = [secret, ...inside].map((part) => part.trim());
  return [...new Set(plain.flatMap((part) => [part, decoded(part), encodeURIComponent(part)]))];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function redactForms(text: string): string {
  return text
    .replaceAll(/([?&](?:sig|se|sv|sp|st|skoid|sktid)=)[^&\s"]+/gi, "$1…")
    .replaceAll(/\b(AccountKey=|Bearer )[^;\s"]+/gi, "$1…");
}
