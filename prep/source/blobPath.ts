/** What the path of a flow log says: the hour its records were flushed in and the NIC. */
export interface BlobPath {
  readonly hourMs: number;
  /** 12 hex digits, upper case; undefined where the path has no `macAddress=` folder. */
  readonly mac: string | undefined;
}

const hourPattern = /(?:^|\/)y=(\d{4})\/m=(\d{2})\/d=(\d{2})\/h=(\d{2})\/m=\d{2}(?:\/|$)/i;
const macPattern = /(?:^|\/)macAddress=([0-9a-f]{12})(?:\/|$)/i;

/**
 * Parses `…/y=YYYY/m=MM/d=DD/h=HH/m=00/macAddress=…/PT1H.json`, in any case and with `=` written `%3D`.
 * Returns undefined for any other name. Identities are not read here: they stand in the records.
 * Source: Microsoft Learn, network-watcher/nsg-flow-logs-overview, "Log format".
 */
export function parseBlobPath(name: string): BlobPath | undefined {
  const plain = name.includes("%") ? name.replaceAll(/%3D/gi, "=") : name;
  const hour = hourPattern.exec(plain);
  if (!hour) return undefined;
  const [year, month, day, hourOfDay] = hour.slice(1).map(Number) as [number, number, number, number];
  const hourMs = Date.UTC(year, month - 1, day, hourOfDay);
  const mac = macPattern.exec(plain)?.[1]?.toUpperCase();
  return { hourMs, mac };
}
