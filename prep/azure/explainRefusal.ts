/** How a request was signed. */
export interface UsedLogin {
  readonly kind: "key" | "SAS" | "Azure login";
  /** Of a SAS, letters, as `rl`; undefined where a stored access policy has them. */
  readonly permissions?: string | undefined;
  /** Of a SAS, ISO 8601; undefined where a stored access policy has it. */
  readonly expires?: string | undefined;
}

/** What Blob Storage has answered. */
export interface Refusal {
  readonly status: number;
  /** Of the service, as `AuthorizationFailure`; empty where it gave none. */
  readonly code: string;
  readonly place: "source" | "destination";
  readonly login: UsedLogin;
  readonly nowMs: number;
}

/**
 * What an answer means and what to do, in one sentence; undefined for what is not known. Source: Microsoft Learn, REST API of
 * Azure Storage, "Common REST API error codes", "Blob Storage error codes", "Shared access signature error codes".
 */
export function explainRefusal(refusal: Refusal): string | undefined {
  const { login, status, nowMs } = refusal;
  const expires = login.expires === undefined ? NaN : Date.parse(login.expires);
  // The service does not say so: to it an expired signature is a wrong one.
  if ([401, 403].includes(status) && expires <= nowMs) {
    return `the SAS has expired at ${new Date(expires).toISOString()}; make a new one`;
  }
  const byCode = byCodes[refusal.code] ?? byStatus[status];
  return typeof byCode === "function" ? byCode(refusal) : byCode;
}

const roles = { source: "Storage Blob Data Reader", destination: "Storage Blob Data Contributor" } as const;
const letters = { source: "rl", destination: "racwdl" } as const;
const logins = "az login, or AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_SAS_TOKEN";

type Sentence = string | ((refusal: Refusal) => string);

const byStatus: Readonly<Record<number, Sentence>> = {
  401: "the login was refused; check the connection string, the SAS or the Azure login",
  403: (refusal) =>
    `access is denied; the login needs the role ${roles[refusal.place]}, and the account's firewall must let you in`,
  404: "there is no such container; check its name and the account",
  429: "the service is busy, also after several tries; lower --concurrency, or run again later",
  500: "the service has failed, also after several tries; run again later",
  503: "the service is busy, also after several tries; lower --concurrency, or run again later",
};

const firewall =
  "access is denied, mostly by the account's network rules; allow this network in the firewall of the account, or use its private endpoint";

const byCodes: Readonly<Partial<Record<string, Sentence>>> = {
  AuthenticationFailed: refuseSignature,
  AuthorizationPermissionMismatch: refusePermission,
  InsufficientAccountPermissions: refusePermission,
  UnauthorizedBlobOverwrite: refusePermission,
  AuthorizationFailure: firewall,
  AuthorizationSourceIPMismatch: "access is denied: the SAS is for other IP addresses; make one for this address",
  AuthorizationProtocolMismatch: "access is denied: the SAS is for https only; write the URL with https",
  AuthorizationServiceMismatch:
    "access is denied: the SAS is not for Blob Storage; make one for the service Blob (ss=b)",
  AuthorizationResourceTypeMismatch:
    "access is denied: the SAS is not for containers and blobs; make one for the resource types container and object (srt=co), or of the container",
  KeyBasedAuthenticationNotPermitted: `access is denied: the account takes no keys; leave AZURE_STORAGE_CONNECTION_STRING empty and use az login`,
  PublicAccessNotPermitted: `no login came with the request and the account gives nothing away; use ${logins}`,
  NoAuthenticationInformation: `no login came with the request; use ${logins}`,
  InvalidAuthenticationInfo:
    "the login was refused: its token is of another tenant or another cloud; use az login --tenant TENANT, and AZURE_AUTHORITY_HOST for a cloud of its own",
  AccountIsDisabled: "the storage account is disabled; enable it, or its subscription, in the Azure portal",
  AccountBeingCreated: "the storage account is still being made; run again in a minute",
  AccountRequiresHttps: "the account takes https only; write the URL with https",
  ContainerBeingDeleted: "the container is being deleted; give another one, or wait until it is gone",
  ContainerDisabled: "the container is disabled; enable it, or give another one",
  InvalidResourceName: "this is no name of a container; it has 3 to 63 lower-case letters, digits and hyphens",
  OutOfRangeInput: "this is no name of a container; it has 3 to 63 lower-case letters, digits and hyphens",
  InvalidUri: "this is no URL of a container; give https://ACCOUNT.blob.core.windows.net/CONTAINER",
  ResourceNotFound: "there is no such container, or it is not for everybody to see; check its name and the login",
  BlobArchived: "a blob is archived; bring it back to the hot or cool tier first",
  FeatureVersionMismatch: "the stored access policy of the SAS is too new for this program; use another login",
};

function refuseSignature({ login }: Refusal): string {
  const sentences = {
    key: "the key is not that of the account; copy the connection string anew",
    SAS: "the SAS is not accepted; check that it is whole, of this account and container, and has begun",
    "Azure login": "its token is not accepted; use az login again",
  } as const;
  return `the login was refused: ${sentences[login.kind]}`;
}

function refusePermission({ place, login }: Refusal): string {
  const needed = letters[place];
  if (login.kind === "SAS") {
    const has = login.permissions === undefined ? "less" : `only ${login.permissions}`;
    return `access is denied: the SAS allows ${has}; make one with the permissions ${needed}`;
  }
  if (login.kind === "key") return "access is denied: the account does not allow this operation";
  return `access is denied: the login lacks the role ${roles[place]}; assign it on the container and wait up to ten minutes (docs/azure-login.md)`;
}
