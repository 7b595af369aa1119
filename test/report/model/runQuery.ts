import { buildModel } from "../../../report/model/buildModel.ts";
import type { ReportSettings } from "../../../report/settings.ts";
import { openConnectors } from "./m/connectors.ts";
import { evaluateAll } from "./m/evaluate.ts";
import { library } from "./m/library.ts";
import { asTable, kindOf, type MRecord, type Value } from "./m/values.ts";

/** Rows of a query as plain values, times as ISO text; and what was listed and read for them, from the root on. */
export interface Loaded {
  readonly rows: readonly Record<string, unknown>[];
  readonly columns: readonly string[];
  readonly log: readonly string[];
}

/**
 * Runs a query of the model over a folder. Power Query itself runs on Windows only, so this is an interpreter of our own
 * (m/): it knows the few functions that the queries use as their documentation describes them. It finds wrong names,
 * types, orders and ranges, not what Power Query does otherwise than documented. `changed` stands in place of queries.
 */
export async function runQuery(
  root: string,
  settings: ReportSettings,
  name: string,
  changed: Readonly<Record<string, string>> = {},
): Promise<Loaded> {
  const { tables, expressions } = buildModel(settings);
  const loaded = tables.flatMap(({ name: of, source }) => (source.kind === "m" ? [[of, source.expression]] : []));
  const all = [...loaded, ...expressions.map((it) => [it.name, it.expression]), ...Object.entries(changed)];
  const connectors = await openConnectors(root);
  const queries = Object.fromEntries(all) as Record<string, string>;
  const evaluated = await evaluateAll(queries, { ...library, ...connectors.library });
  const result = asTable(evaluated(name));
  const rows = result.rows().map((row) => Object.fromEntries(result.columns.map((it) => [it, show(row, it)])));
  return { rows, columns: result.columns, log: connectors.log };
}

function show(row: MRecord, name: string): unknown {
  const value: Value = row.fields.get(name)?.() ?? null;
  if (value === null || typeof value !== "object" || !("ms" in value)) return value;
  return new Date(value.ms).toISOString().slice(0, kindOf(value) === "date" ? 10 : 23);
}
