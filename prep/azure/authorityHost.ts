/** Where the login of a cloud is, by the end of its hosts. Source: Microsoft Learn, "National clouds", "Azure Storage endpoints". */
const hosts: readonly (readonly [suffix: string, authority: string])[] = [
  [".powerbigov.us", "https://login.microsoftonline.us"],
  [".powerbi.cn", "https://login.chinacloudapi.cn"],
  [".usgovcloudapi.net", "https://login.microsoftonline.us"],
  [".chinacloudapi.cn", "https://login.chinacloudapi.cn"],
];

/** The authority that an account or the API of Power BI's cloud has; undefined for the public cloud, and for hosts of one's own. */
export function authorityOf(containerUrl: string): string | undefined {
  const { hostname } = new URL(containerUrl);
  return hosts.find(([suffix]) => hostname.toLowerCase().endsWith(suffix))?.[1];
}
