import type { RefreshPolicy } from "./types.ts";

/** Of the tables that the service cuts into partitions by their UTC time. `prep --refresh` asks for those partitions. */
export const refreshPolicies = {
  Traffic: { keepPeriods: 13, keepGranularity: "month", refreshDays: 2 },
  Flows: { keepPeriods: 35, keepGranularity: "day", refreshDays: 2 },
} as const satisfies Readonly<Record<string, RefreshPolicy>>;

/** The table that has a row for each day of which there is traffic. */
export const dateTable = "Date";
