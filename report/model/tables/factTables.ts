import { flowColumns, trafficColumns } from "../../../prep/columns/schema.ts";
import type { DataLocation } from "../../settings.ts";
import { formatFactQuery } from "../queries/tableQueries.ts";
import { refreshPolicies } from "../refreshPolicies.ts";
import type { ModelMeasure, ModelTable } from "../types.ts";
import { listModelColumns, listSchemaColumns } from "./factColumns.ts";

/** Hourly totals, small enough to keep for a year; all measures belong to it. */
export function buildTraffic(location: DataLocation, measures: readonly ModelMeasure[]): ModelTable {
  return {
    name: "Traffic",
    caption: { en: "Traffic", ko: "트래픽" },
    description: {
      en: "Hourly totals: one row per UTC hour and per combination of source, destination, port, protocol, direction, action, rule and resource.",
      ko: "시간별 합계: UTC 한 시간과 출발지, 목적지, 포트, 프로토콜, 방향, 동작, 규칙, 리소스의 조합마다 한 행.",
    },
    columns: [...listSchemaColumns("Traffic", trafficColumns), ...listModelColumns("LocalHour")],
    measures,
    hierarchies: [],
    source: {
      kind: "m",
      expression: formatFactQuery(location, "Traffic"),
      refresh: refreshPolicies.Traffic,
    },
  };
}

/** Single flow tuples, for details; kept for five weeks. */
export function buildFlows(location: DataLocation): ModelTable {
  return {
    name: "Flows",
    caption: { en: "Flows", ko: "흐름" },
    description: {
      en: "One row per flow tuple of the logs, for details. The service keeps fewer days of it than of Traffic.",
      ko: "로그의 흐름 튜플마다 한 행, 세부 확인용. 서비스에서는 트래픽보다 적은 날짜만 보관한다.",
    },
    columns: [...listSchemaColumns("Flows", flowColumns), ...listModelColumns("LocalTime")],
    measures: [],
    hierarchies: [],
    source: {
      kind: "m",
      expression: formatFactQuery(location, "Flows"),
      refresh: refreshPolicies.Flows,
    },
  };
}
