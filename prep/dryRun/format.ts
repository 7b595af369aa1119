import { count, formatBytes, formatSeconds } from "../summary.ts";
import type { Forecast } from "./forecast.ts";
import type { Pace } from "./pace.ts";

/** What a dry run tells. */
export interface DryRun extends Forecast {
  readonly estimate: Pace & { readonly seconds: number };
}

/** One JSON object on one line, for machines. */
export function formatDryRunJson(dryRun: DryRun): string {
  return JSON.stringify({ dryRun: true, ...dryRun });
}

/** A few lines for people. */
export function formatDryRunText(dryRun: DryRun): string {
  const { out, blobs, bytes, unknownSizes } = dryRun;
  const size = unknownSizes === 0 ? formatBytes(bytes) : `${formatBytes(bytes)}, and what has no size yet`;
  return [
    `dry run: nothing in ${out} is changed`,
    `  read     ${count(blobs, "blob")} (${size})${kindsOf(dryRun)}`,
    ...hourLines(dryRun),
    ...otherLines(dryRun),
    ...removeLines(dryRun),
    ...(blobs === 0 ? [] : [timeLine(dryRun)]),
  ].join("\n");
}

function kindsOf({ newBlobs, grownBlobs, changedBlobs }: DryRun): string {
  const kinds = [
    newBlobs > 0 && `${newBlobs.toLocaleString("en-US")} new`,
    grownBlobs > 0 && `${grownBlobs.toLocaleString("en-US")} grown`,
    changedBlobs > 0 && `${changedBlobs.toLocaleString("en-US")} to be read again`,
  ].filter((kind) => kind !== false);
  return kinds.length === 0 ? "" : `: ${kinds.join(", ")}`;
}

function hourLines({ hours, firstHour, lastHour }: DryRun): string[] {
  if (firstHour === undefined || lastHour === undefined) return [];
  const span = hours === 1 ? hourWords(firstHour) : `${hourWords(firstHour)} to ${hourWords(lastHour)}`;
  return [`  hours    ${count(hours, "hour")}, ${span} UTC`];
}

function otherLines({ blobsUnchanged, blobsOutside, foldersOutside }: DryRun): string[] {
  const outside = [
    blobsOutside > 0 && `${count(blobsOutside, "blob")} not to be opened`,
    foldersOutside > 0 && `${count(foldersOutside, "folder")} not listed`,
  ].filter((part) => part !== false);
  return [
    ...(blobsUnchanged === 0 ? [] : [`  known    ${count(blobsUnchanged, "blob")} with nothing new`]),
    ...(outside.length === 0 ? [] : [`  outside  ${outside.join("; ")}, by what is asked for`]),
  ];
}

function removeLines({ full, expiredFiles, expiredRows, expiredBytes, keptFrom }: DryRun): string[] {
  if (full) return ["  replace  all tables that are there (--full)"];
  if (expiredFiles === 0 || keptFrom === undefined) return [];
  const what = `${count(expiredFiles, "file")} (${formatBytes(expiredBytes)}) with ${count(expiredRows, "row")}`;
  return [`  remove   ${what}: the hours before ${hourWords(keptFrom)} UTC`];
}

function timeLine({ estimate: { seconds, bytesPerSecond, basis } }: DryRun): string {
  const why = basis === "runs" ? "as the largest of the last runs here" : "a guess: no run here has read so much yet";
  return `  time     about ${formatSeconds(seconds * 1000)}, at ${formatBytes(bytesPerSecond)} a second, ${why}`;
}

function hourWords(time: string): string {
  return time.slice(0, 16).replace("T", " ");
}
