import { createNarrowing } from "../plan/narrowing.ts";
import { parseBlobPath, parseFolders, type BlobPath } from "../source/blobPath.ts";
import type { BlobRef, Source } from "../source/source.ts";

/** What a listing says of one flow log: of a network security group, of a virtual network, or of files without paths. */
export interface SurveyedLog {
  readonly kind: "nsg" | "vnet" | "files";
  /** As the path names it. */
  readonly name: string;
  /** What stands before the date in its paths. */
  readonly path: string;
  blobs: number;
  bytes: number;
  /** Bytes of each hour, by its beginning in milliseconds since 1970 UTC. */
  readonly hours: Map<number, number>;
  /** The last hour of each NIC, by its MAC address. */
  readonly macs: Map<string, number>;
  /** The largest blob of the last hour; of files without paths the first few. */
  newest: BlobRef[];
  newestHourMs: number;
}

/** What a listing of a source says. Its size is that of hours and NICs, not of blobs. */
export interface Survey {
  readonly logs: ReadonlyMap<string, SurveyedLog>;
  readonly blobs: number;
  readonly bytes: number;
  /** There are others, of hours that were not wanted. */
  readonly hasEarlier: boolean;
}

/** So many files without paths are read. */
const mostLoose = 20;

/** Lists a source; blobs of hours before `sinceMs` are left out, and so are folders that hold no others. Throws a PrepError where it cannot be listed. */
export async function surveySource(
  source: Source,
  {
    sinceMs,
    signal,
    onBlobs,
  }: {
    readonly sinceMs: number | undefined;
    readonly signal: AbortSignal;
    /** Told after each thousand. */
    readonly onBlobs: (blobs: number) => void;
  },
): Promise<Survey> {
  const logs = new Map<string, SurveyedLog>();
  const narrowing = createNarrowing({ range: { sinceMs, untilMs: undefined }, nsgs: [], macs: [] });
  let [blobs, bytes, earlier] = [0, 0, 0];
  for await (const blob of source.list(signal, narrowing)) {
    const place = parseBlobPath(`${blob.origin}/${blob.name}`);
    if (place && sinceMs !== undefined && place.hourMs + 3_600_000 <= sinceMs) {
      earlier++;
      continue;
    }
    if (place) addBlob(logs, blob, place);
    else addLoose(logs, blob);
    blobs++;
    bytes += blob.sizeBytes ?? 0;
    if (blobs % 1000 === 0) onBlobs(blobs);
  }
  return { logs, blobs, bytes, hasEarlier: earlier + (narrowing?.foldersOutside() ?? 0) > 0 };
}

function addBlob(logs: Map<string, SurveyedLog>, blob: BlobRef, { hourMs, mac }: BlobPath): void {
  const log = logAt(logs, blob);
  const size = blob.sizeBytes ?? 0;
  log.blobs++;
  log.bytes += size;
  const isLarger = hourMs === log.newestHourMs && size > (log.newest[0]?.sizeBytes ?? -1);
  if (hourMs > log.newestHourMs || isLarger) [log.newest, log.newestHourMs] = [[blob], hourMs];
  log.hours.set(hourMs, (log.hours.get(hourMs) ?? 0) + size);
  if (mac !== undefined) log.macs.set(mac, Math.max(hourMs, log.macs.get(mac) ?? 0));
}

function addLoose(logs: Map<string, SurveyedLog>, blob: BlobRef): void {
  const log = logs.get("") ?? emptyLog("files", "files without hours", "");
  logs.set("", log);
  log.blobs++;
  log.bytes += blob.sizeBytes ?? 0;
  if (log.newest.length < mostLoose) log.newest.push(blob);
}

/**
 * Groups of one name in several resource groups are several flow logs; the same path in several folders is one. It is told
 * apart as Azure does, whatever the case.
 */
function logAt(logs: Map<string, SurveyedLog>, { origin, name }: BlobRef): SurveyedLog {
  const path = `${origin}/${name}`.replaceAll(/%3D/gi, "=").replace(/\/y=\d{4}\/m=.*$/is, "");
  const own = /(?:flowLogResourceID|resourceId)=.*$/is.exec(path)?.[0] ?? path;
  const key = own.toLowerCase();
  const known = logs.get(key);
  if (known) return known;
  const kind = key.startsWith("flowlogresourceid") ? "vnet" : "nsg";
  const log = emptyLog(kind, parseFolders(`${origin}/${name}`).target ?? "unnamed", own);
  logs.set(key, log);
  return log;
}

function emptyLog(kind: SurveyedLog["kind"], name: string, path: string): SurveyedLog {
  return { kind, name, path, blobs: 0, bytes: 0, hours: new Map(), macs: new Map(), newest: [], newestHourMs: -1 };
}
