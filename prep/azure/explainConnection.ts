import { codeOf } from "../errors.ts";

const proxy = "behind a proxy set HTTPS_PROXY";
const certificate =
  "the certificate is signed by nobody known here; behind a proxy that opens connections name its certificate in NODE_EXTRA_CA_CERTS";

/** What a code of the system or of TLS means for a connection to Azure, and what to do. */
const sentences: Readonly<Partial<Record<string, string>>> = {
  ENOTFOUND: "there is no such host; check the name of the account, and with a private endpoint the private DNS zone",
  EAI_AGAIN: `the name of the host cannot be looked up; check the network, ${proxy}`,
  ECONNREFUSED: `nobody answers at this address; check the URL and the network, ${proxy}`,
  ECONNRESET: `the connection breaks again and again; check the network and its firewalls, ${proxy}`,
  EHOSTUNREACH: `there is no way to this host; check the network, ${proxy}`,
  ENETUNREACH: `there is no way to this host; check the network, ${proxy}`,
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate,
  SELF_SIGNED_CERT_IN_CHAIN: certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate,
  ERR_TLS_CERT_ALTNAME_INVALID:
    "the certificate is of another host; write the account's own host name in the URL, also with a private endpoint",
  CERT_HAS_EXPIRED: "the certificate has expired; check the clock of this machine, and the proxy",
};

/** One sentence for a request that came to no answer, with what the system says; undefined for what is not known. */
export function explainConnection(cause: Error): string | undefined {
  const code = codeOf(cause);
  const sentence = sentences[code];
  return sentence === undefined ? undefined : `${sentence} (${code})`;
}
