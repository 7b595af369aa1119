import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { rollDice } from "../../scripts/estate/dice.ts";
import type { Totals } from "./flows.ts";
import { buildPeers, type Peers } from "./hosts.ts";
import { createRecorder, maxRecordBytes, putRecord, type NicHour } from "./records.ts";
import { createText, putString, type Text } from "./text.ts";

/** A container of flow logs, all of one size; the same shape gives the same bytes. */
export interface ContainerShape {
  /** Also the seed. */
  readonly name: string;
  readonly version: 1 | 2 | 4;
  readonly files: number;
  /** So many files, the first ones, are of version 1. */
  readonly version1Files: number;
  readonly fileBytes: number;
  /** Network security groups, or flow logs in version 4. */
  readonly groups: number;
  readonly nicsPerGroup: number;
}

/** A container that was written. */
export interface Container {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly totals: Totals;
}

const startMs = Date.UTC(2026, 0, 5);
const hourMs = 3_600_000;
const flushesPerHour = 60;
/** A small file is flushed less often. */
const leastFlushBytes = 1_000;
const writeBytes = 1 << 20;
const subscription = "/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000";
const networkProviders = "PROVIDERS/MICROSOFT.NETWORK";

/** The container of that shape below `folder`: written now, or found there from an earlier time and this program. */
export function keepContainer(folder: string, shape: ContainerShape): Container {
  const place = path.join(folder, Object.values(shape).join("-"));
  const told = path.join(place, "container.json");
  const kept = existsSync(told) ? (JSON.parse(readFileSync(told, "utf8")) as KeptContainer) : undefined;
  const generator = hashGenerator();
  const logs = path.join(place, "logs");
  if (kept?.generator === generator) return { ...kept.container, folder: logs };
  rmSync(place, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const beside = mkdtempSync(`${place}-`);
  const container = writeContainer(path.join(beside, "logs"), shape);
  writeFileSync(path.join(beside, "container.json"), JSON.stringify({ generator, container }));
  renameSync(beside, place);
  return { ...container, folder: logs };
}

interface KeptContainer {
  readonly generator: string;
  readonly container: Container;
}

/** Another one whenever a file of the generator is. */
function hashGenerator(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(import.meta.dirname).sort()) {
    hash.update(readFileSync(path.join(import.meta.dirname, name)));
  }
  return hash.digest("hex");
}

/** Writes every file of the container into the folder. */
export function writeContainer(folder: string, shape: ContainerShape): Container {
  const peers = buildPeers(shape.name);
  const totals: Totals = { rows: 0, sums: [0, 0, 0, 0] };
  const text = createText(writeBytes + 4 * maxRecordBytes);
  let bytes = 0;
  for (let index = 0; index < shape.files; index++) {
    const nic = nicHourOf(shape, index);
    const file = path.join(folder, blobName(nic));
    mkdirSync(path.dirname(file), { recursive: true });
    const seed = `${shape.name} ${index}`;
    bytes += writeLog(file, nic, { text, seed, peers, totals, sizeBytes: shape.fileBytes });
  }
  return { folder, files: shape.files, bytes, totals };
}

/** Group by group, NIC by NIC, hour by hour. */
function nicHourOf({ version, version1Files, groups, nicsPerGroup }: ContainerShape, index: number): NicHour {
  const group = index % groups;
  const rest = Math.floor(index / groups);
  const nic = group * nicsPerGroup + (rest % nicsPerGroup);
  const id = (type: string, name: string): string =>
    `${subscription}/RESOURCEGROUPS/TERN-PROD-${group % 7}/${networkProviders}/${type}/TERN-${group}-${name}`;
  const flowLog = `${subscription}/RESOURCEGROUPS/NETWORKWATCHERRG/${networkProviders}/NETWORKWATCHERS/NETWORKWATCHER_EASTUS2/FLOWLOGS/TERN-${group}-VNET`;
  return {
    version: index < version1Files ? 1 : version,
    resourceId: version === 4 ? flowLog : id("NETWORKSECURITYGROUPS", "NSG"),
    targetResourceId: id("VIRTUALNETWORKS", "VNET"),
    mac: (0x000d3a000000 + nic * 16).toString(16).padStart(12, "0").toUpperCase(),
    address: `10.${group % 8}.${32 + (group >> 3)}.${4 + (nic % 200)}`,
    startMs: startMs + Math.floor(rest / nicsPerGroup) * hourMs,
  };
}

/** Source: Microsoft Learn, network-watcher/nsg-flow-logs-overview and vnet-flow-logs-overview, "Log format". */
function blobName({ version, resourceId, mac, startMs: hourStartMs }: NicHour): string {
  const [year, month, day, hour] = new Date(hourStartMs).toISOString().split(/[-T:]/);
  const key = version === 4 ? "flowLogResourceID" : "resourceId";
  return `${key}=${resourceId}/y=${year}/m=${month}/d=${day}/h=${hour}/m=00/macAddress=${mac}/PT1H.json`;
}

interface LogPlan {
  /** Taken for what is not written yet. */
  readonly text: Text;
  readonly seed: string;
  readonly peers: Peers;
  readonly totals: Totals;
  readonly sizeBytes: number;
}

/** Writes one log, record by record and flush by flush; returns its bytes. */
function writeLog(file: string, nic: NicHour, { text, seed, peers, totals, sizeBytes }: LogPlan): number {
  const dice = rollDice(seed);
  const recorder = createRecorder(nic, dice, { peers, totals });
  const flushes = Math.max(1, Math.min(flushesPerHour, Math.floor(sizeBytes / leastFlushBytes)));
  const output = openSync(file, "wx");
  let written = 0;
  const write = (): void => {
    written += writeSync(output, text.bytes, 0, text.length);
    text.length = 0;
  };
  putString(text, '{"records":[');
  for (let flush = 0; flush < flushes; flush++) {
    const flushMs = nic.startMs + Math.floor(((flush + 0.5) * hourMs) / flushes) + dice.integer(0, 999);
    const endOfFlush = (sizeBytes * (flush + 1)) / flushes;
    for (let left = endOfFlush - written - text.length; left > leastFlushBytes / 2;) {
      if (written + text.length > '{"records":['.length) putString(text, ",");
      putRecord(text, recorder, { flushMs, sizeBytes: Math.min(left, maxRecordBytes) });
      if (text.length > writeBytes) write();
      left = endOfFlush - written - text.length;
    }
  }
  putString(text, "]}");
  write();
  closeSync(output);
  return written;
}
