import { createNarrowing } from "../plan/narrowing.ts";
import { parseBlobPath, parseFolders } from "../source/blobPath.ts";
import type { BlobRef, Source } from "../source/source.ts";

/** What a listing says of one flow log: of a network security group, of a virtual network, or of files without paths. */
export interface SurveyedLog {
  readonly kind: "nsg" | "vnet" | "files";
  /** As the path names it. */
  readonly name: string;
  blobs: number;
  bytes: number;
  /** Bytes of each hour, by its beginning in milliseconds since 1970 UTC. */
  readonly hours: Map<number, number>;
  /** The last hour of each NIC, by its MAC address. */
  readonly macs: Map<string, number>;
  /** A blob of the last hour. */
  newest: BlobRef;
  newestHourMs: number;
}

/** What a listing of a source says. Its size is that of hours and NICs, not of blobs. */
export interface Survey {
  readonly logs: ReadonlyMap<string, SurveyedLog>;
  readonly blobs: number;
  readonly bytes: number;
}

/** Lists a source, but not the days before `sinceMs`; hours before it are left out. Throws a PrepError where it cannot be listed. */
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
  let [blobs, bytes] = [0, 0];
  const narrowing = createNarrowing({ range: { sinceMs, untilMs: undefined }, nsgs: [], macs: [] });
  for await (const blob of source.list(signal, narrowing)) {
    const place = parseBlobPath(`${blob.origin}/${blob.name}`);
    if (place && sinceMs !== undefined && place.hourMs + 3_600_000 <= sinceMs) continue;
    addBlob(logs, blob, place);
    blobs++;
    bytes += blob.sizeBytes ?? 0;
    if (blobs % 1000 === 0) onBlobs(blobs);
  }
  return { logs, blobs, bytes };
}

function addBlob(logs: Map<string, SurveyedLog>, blob: BlobRef, place: ReturnType<typeof parseBlobPath>): void {
  const path = `${blob.origin}/${blob.name}`;
  const { kind, name } = place ? whoseLog(path) : ({ kind: "files", name: "files without hours" } as const);
  const size = blob.sizeBytes ?? 0;
  const hourMs = place?.hourMs ?? 0;
  const key = `${kind} ${name}`;
  const log = logs.get(key) ?? {
    ...{ kind, name, blobs: 0, bytes: 0, newest: blob, newestHourMs: hourMs },
    hours: new Map<number, number>(),
    macs: new Map<string, number>(),
  };
  logs.set(key, log);
  log.blobs++;
  log.bytes += size;
  if (hourMs >= log.newestHourMs) [log.newest, log.newestHourMs] = [blob, hourMs];
  if (!place) return;
  log.hours.set(hourMs, (log.hours.get(hourMs) ?? 0) + size);
  if (place.mac !== undefined) log.macs.set(place.mac, Math.max(hourMs, log.macs.get(place.mac) ?? 0));
}

function whoseLog(path: string): Pick<SurveyedLog, "kind" | "name"> {
  const { target = "" } = parseFolders(path);
  const isVnet = /flowLogResourceID(?:=|%3D)/i.test(path);
  return { kind: isVnet ? "vnet" : "nsg", name: target === "" ? "unnamed" : target };
}
