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
  const plain = plainOf(name);
  const hour = hourPattern.exec(plain);
  if (!hour) return undefined;
  const [year, month, day, hourOfDay] = hour.slice(1).map(Number) as [number, number, number, number];
  const hourMs = Date.UTC(year, month - 1, day, hourOfDay);
  return { hourMs, mac: macOf(plain) };
}

/** What the folders of a path say, as far as it goes: of a blob, or of a folder that such blobs lie in. */
export interface FolderPath {
  /** Whether it leads through `resourceId=` or `flowLogResourceID=`: what lies below is laid out as Azure does it. */
  readonly isKnown: boolean;
  /** Of the network security group or the flow log, in lower case; undefined where the path does not go so far. */
  readonly target: string | undefined;
  /** How many folders of `y=/m=/d=/h=` there are in a row. */
  readonly dateDepth: number;
  /** First and last hour that can lie below them; undefined where there are none, or the layout is not known. */
  readonly hours: HourSpan | undefined;
  /** Folders below `resourceId=` that are neither the resource nor the date. */
  readonly otherFolders: number;
  /** Folders between `resourceId=` and the date. */
  readonly resourceDepth: number;
  /** 12 hex digits, upper case. */
  readonly mac: string | undefined;
}

/** Both belong to it; beginnings of hours, milliseconds since 1970 UTC. */
export interface HourSpan {
  readonly firstMs: number;
  readonly lastMs: number;
}

const rootPattern = /(?:^|\/)(?:resourceId|flowLogResourceID)=(?:\/|$)/i;
const providerFolder = "microsoft.network";
const groupFolder = "networksecuritygroups";
const hourMs = 3_600_000;

/** Parses the path of a blob or of a folder. Source: as `parseBlobPath`, and vnet-flow-logs-overview, "Log format". */
export function parseFolders(path: string): FolderPath {
  const plain = plainOf(path);
  const root = rootPattern.exec(plain);
  const parts = plain
    .slice(root ? root.index + root[0].length : 0)
    .split("/")
    .filter((part) => part !== "");
  const dateAt = parts.findIndex((part) => datePatterns[0].test(part));
  const resource = dateAt < 0 ? parts : parts.slice(0, dateAt);
  const dates = dateAt < 0 ? [] : readDates(parts.slice(dateAt));
  return {
    isKnown: root !== null,
    target: targetOf(resource, dateAt >= 0),
    dateDepth: dates.length,
    hours: root && dates.length > 0 ? spanOf(dates) : undefined,
    otherFolders: dateAt < 0 ? 0 : parts.length - dateAt - dates.length,
    resourceDepth: resource.length,
    mac: macOf(plain),
  };
}

function plainOf(path: string): string {
  return path.includes("%") ? path.replaceAll(/%3D/gi, "=") : path;
}

function macOf(plain: string): string | undefined {
  return macPattern.exec(plain)?.[1]?.toUpperCase();
}

/** What comes behind `MICROSOFT.NETWORK/NETWORKSECURITYGROUPS`, else the folder before the date. */
function targetOf(resource: readonly string[], isComplete: boolean): string | undefined {
  const parts = resource.map((part) => part.toLowerCase());
  const group = parts.findIndex((part, at) => part === groupFolder && parts[at - 1] === providerFolder);
  if (group >= 0) return parts[group + 1];
  return isComplete ? parts.at(-1) : undefined;
}

const datePatterns = [/^y=(\d{4})$/i, /^m=(\d{2})$/i, /^d=(\d{2})$/i, /^h=(\d{2})$/i] as const;

/** Year, month, day and hour, up to the first that is none. */
function readDates(parts: readonly string[]): number[] {
  const dates: number[] = [];
  for (const [index, pattern] of datePatterns.entries()) {
    const text = pattern.exec(parts[index] ?? "")?.[1];
    if (text === undefined) break;
    dates.push(Number(text));
    if (!isDate(dates)) return dates.slice(0, -1);
  }
  return dates;
}

function isDate([year = 0, month = 1, day = 1, hour = 0]: readonly number[]): boolean {
  const date = new Date(Date.UTC(year, month - 1, day, hour));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
}

function spanOf(dates: readonly number[]): HourSpan {
  const [year = 0, month = 1, day = 1, hour = 0] = dates;
  const behind = dates.map((number, index) => (index === dates.length - 1 ? number + 1 : number));
  const [nextYear = 0, nextMonth = 1, nextDay = 1, nextHour = 0] = behind;
  return {
    firstMs: Date.UTC(year, month - 1, day, hour),
    lastMs: Date.UTC(nextYear, nextMonth - 1, nextDay, nextHour) - hourMs,
  };
}
