/** How a finding is meant: all is well, something is to be looked at, prep cannot do its work. */
export type Level = "ok" | "warning" | "error";

/** One thing that doctor has found, with a name for machines. */
export interface Finding {
  readonly level: Level;
  readonly code:
    | "access"
    | "container"
    | "flow-logs"
    | "late"
    | "missing-hours"
    | "silent-nics"
    | "version-1"
    | "no-successor"
    | "other-blobs"
    | "silent-log"
    | "many-nics"
    | "damaged"
    | "clock"
    | "unreadable";
  readonly message: string;
}

/** Hours in a row; `from` and `to` are the beginnings of the first and the last, ISO 8601 in UTC. */
export interface HourRange {
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

/** A flow log as doctor tells it; times are ISO 8601 in UTC. */
export interface LogReport {
  readonly name: string;
  readonly kind: "nsg" | "vnet" | "files";
  /** Of the resource that is logged, as its records or its paths name them. */
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly versions: readonly number[];
  readonly blobs: number;
  readonly bytes: number;
  readonly nics: number;
  /** The last hour of each NIC, by its MAC address. */
  readonly macs: Readonly<Record<string, string>>;
  readonly hours: number;
  readonly firstHour: string | undefined;
  readonly lastHour: string | undefined;
  /** Hours between the first and the last without a blob. */
  readonly missingHours: number;
  readonly missing: readonly HourRange[];
  readonly newestRecord: string | undefined;
  /** When the newest blob was written; undefined of files. */
  readonly newestWrite: string | undefined;
  /** Bytes of each of the last 24 hours of the source, the latest last. */
  readonly lastDay: readonly number[];
}

/** One source. */
export interface SourceReport {
  readonly source: string;
  readonly blobs: number;
  readonly bytes: number;
  readonly logs: readonly LogReport[];
  readonly findings: readonly Finding[];
}

/** All that doctor says. */
export interface DoctorReport {
  readonly time: string;
  readonly sources: readonly SourceReport[];
  /** The worst of all findings. */
  readonly level: Level;
}
