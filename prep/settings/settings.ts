import { concurrencyLimits, usualConcurrency } from "./limits.ts";

/** What a setting takes: text, yes or no, a list of texts, a whole number, one of some words. */
export type SettingKind = "text" | "flag" | "list" | "number" | "choice";

/** One thing that can be said to `prep`: as an option, in the environment, or in `flow-chord.json`. */
export interface Setting {
  /** Its name in the file; `FLOW_CHORD_NAME` in the environment. */
  readonly key: string;
  readonly kind: SettingKind;
  /** As an option; undefined for what is an argument. */
  readonly flags: string | undefined;
  /** For people, without a full stop. */
  readonly help: string;
  readonly group: (typeof settingGroups)[number];
  readonly choices?: readonly string[];
  /** What holds where nothing is said. */
  readonly usual?: string | boolean;
  /** What a text looks like, and an example of it. */
  readonly pattern?: string;
  readonly example?: string;
  /** Least and greatest number. */
  readonly limits?: readonly [least: number, greatest: number];
  /** A path or the URL of a container: in a file a path is meant from where the file lies. */
  readonly isPlace?: true;
  /** Said for one run, on the command line: in a file it would hold for all of them. */
  readonly isForOneRun?: true;
}

/** Headings of help, in their order. */
export const settingGroups = [
  "What is read:",
  "What is written:",
  "When, and what comes after it:",
  "What is told:",
] as const;

const [read, written, when, told] = settingGroups;
const time = String.raw`^(\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d{1,3})?)?)?Z?)?|\d{1,6}[mhdw])$`;

/** All of them, in the order in which help lists them. */
export const settings: readonly Setting[] = [
  {
    key: "sources",
    kind: "list",
    flags: undefined,
    help: "where the flow logs are: files, folders, - (standard input), URLs of containers",
    group: read,
    example: "https://ACCOUNT.blob.core.windows.net/insights-logs-flowlogflowevent",
    isPlace: true,
  },
  {
    key: "since",
    kind: "text",
    flags: "--since <time>",
    help: "only flows from this time on: 2026-11-22, 2026-11-22T06:00Z, 24h",
    group: read,
    pattern: time,
    example: "7d",
  },
  {
    key: "until",
    kind: "text",
    flags: "--until <time>",
    help: "only flows before this time",
    group: read,
    pattern: time,
    example: "2026-11-30",
  },
  {
    key: "nsg",
    kind: "list",
    flags: "--nsg <name>",
    help: "only logs of this network security group or virtual network; may be repeated",
    group: read,
    example: "web-nsg",
  },
  {
    key: "mac",
    kind: "list",
    flags: "--mac <address>",
    help: "only logs of the NIC with this MAC address; may be repeated",
    group: read,
    example: "000D3AF87856",
  },
  {
    key: "concurrency",
    kind: "number",
    flags: "--concurrency <number>",
    help: `requests to Blob Storage at the same time, at most; ${usualConcurrency} unless given`,
    group: read,
    limits: concurrencyLimits,
  },
  {
    key: "full",
    kind: "flag",
    flags: "--full",
    help: "read everything anew and replace the tables as a whole",
    group: read,
    isForOneRun: true,
  },
  {
    key: "strict",
    kind: "flag",
    flags: "--strict",
    help: "fail on the first reject and write nothing",
    group: read,
    usual: false,
  },
  {
    key: "out",
    kind: "text",
    flags: "--out <place>",
    help: "where the tables go: a folder, or the URL of a container",
    group: written,
    example: "out",
    isPlace: true,
  },
  {
    key: "keep",
    kind: "text",
    flags: "--keep <duration>",
    help: "remove hours of the tables that are older: 90d, 26w",
    group: written,
    pattern: String.raw`^\d{1,6}[hdw]$`,
    example: "90d",
  },
  {
    key: "format",
    kind: "choice",
    flags: "--format <format>",
    help: "files to write",
    group: written,
    choices: ["parquet", "csv", "both"],
    usual: "parquet",
  },
  {
    key: "compression",
    kind: "choice",
    flags: "--compression <codec>",
    help: "of Parquet pages",
    group: written,
    choices: ["snappy", "zstd", "none"],
    usual: "snappy",
  },
  {
    key: "traffic",
    kind: "flag",
    flags: "--no-traffic",
    help: "leave out the traffic table, the hourly totals of the flows",
    group: written,
    usual: true,
  },
  {
    key: "dryRun",
    kind: "flag",
    flags: "--dry-run",
    help: "say what would be read and removed, and how long it would take; change nothing",
    group: when,
    isForOneRun: true,
  },
  {
    key: "every",
    kind: "text",
    flags: "--every <duration>",
    help: "run again and again, so long apart, until it is stopped: 10m, 1h",
    group: when,
    pattern: String.raw`^\d{1,6}[mhd]$`,
    example: "10m",
  },
  {
    key: "refresh",
    kind: "text",
    flags: "--refresh <model>",
    help: "then refresh a Power BI semantic model, WORKSPACE/SEMANTIC_MODEL, where rows were written",
    group: when,
    pattern: String.raw`^[^/]+/.+$`,
    example: "Network/Flow Chord",
  },
  {
    key: "refreshTimeout",
    kind: "text",
    flags: "--refresh-timeout <duration>",
    help: "how long the refresh may take",
    group: when,
    pattern: String.raw`^\d{1,6}[mhd]$`,
    usual: "1h",
  },
  {
    key: "status",
    kind: "text",
    flags: "--status <file>",
    help: "keep a file that says how the runs go, for flow-chord status and for supervisors",
    group: told,
    example: "/run/flow-chord/status.json",
    isPlace: true,
  },
  {
    key: "log",
    kind: "choice",
    flags: "--log <form>",
    help: "what is said on standard error",
    group: told,
    choices: ["text", "json"],
    usual: "text",
  },
  {
    key: "json",
    kind: "flag",
    flags: "--json",
    help: "end each run with one line of JSON on standard output",
    group: told,
    usual: false,
  },
];

/** Name of a setting in the environment: `FLOW_CHORD_OUT`. */
export function variableOf({ key }: Pick<Setting, "key">): string {
  return `FLOW_CHORD_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
