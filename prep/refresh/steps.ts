import { dateTable, refreshPolicies } from "../../report/model/refreshPolicies.ts";

/** What of a semantic model is refreshed: a table, or one partition of it. */
export interface RefreshObject {
  readonly table: string;
  readonly partition?: string;
}

/** One request to Power BI. With the policy the service moves its window of days and refreshes the partitions in it. */
export interface RefreshStep {
  /** None: the whole model. */
  readonly objects: readonly RefreshObject[];
  readonly applyRefreshPolicy: boolean;
}

type Policy = (typeof refreshPolicies)[keyof typeof refreshPolicies];

const dayMs = 86_400_000;

/**
 * What to ask for so that the rows of some dates (`2026-11-30`, UTC) are in the model: the last days by the policy, which
 * makes the partition of a day that is new; older dates by the partitions that hold them. What the model does not keep is
 * left out.
 */
export function stepsFor(dates: readonly string[], now: Date): RefreshStep[] {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const tables = Object.entries(refreshPolicies);
  const isInWindow = (dateMs: number, { refreshDays }: Policy): boolean => dateMs > today - refreshDays * dayMs;
  const older = tables.flatMap(([table, policy]) => {
    const wanted = dates
      .map((date) => Date.parse(date))
      .filter((ms) => !isInWindow(ms, policy) && isKept(ms, policy, today));
    const partitions = new Set(wanted.map((ms) => partitionOf(ms, policy, today)));
    return [...partitions].sort().map((partition) => ({ table, partition }));
  });
  return [
    { objects: [...tables.map(([table]) => ({ table })), { table: dateTable }], applyRefreshPolicy: true },
    ...(older.length === 0 ? [] : [{ objects: older, applyRefreshPolicy: false }]),
  ];
}

function isKept(dateMs: number, { keepPeriods, keepGranularity }: Policy, today: number): boolean {
  if (keepGranularity === "day") return dateMs > today - keepPeriods * dayMs;
  const date = new Date(today);
  return dateMs >= Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - keepPeriods + 1);
}

/** As the service names them: `2026Q41130` is a day, `2026Q411` a month that has left the window of days. */
function partitionOf(dateMs: number, { keepGranularity, refreshDays }: Policy, today: number): string {
  const [year = "", month = "", day = ""] = new Date(dateMs).toISOString().slice(0, 10).split("-");
  const quarter = Math.ceil(Number(month) / 3);
  const nextMonth = Date.UTC(Number(year), Number(month));
  const isWholeMonth = keepGranularity === "month" && nextMonth <= today - (refreshDays - 1) * dayMs;
  return `${year}Q${quarter}${month}${isWholeMonth ? "" : day}`;
}
