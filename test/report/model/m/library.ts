import { moment } from "./operators.ts";
import {
  asFunction,
  asList,
  asMoment,
  asNumber,
  asRecord,
  asTable,
  asText,
  delay,
  field,
  kindOf,
  record,
  table,
  type MFunction,
  type MRecord,
  type MTable,
  type MType,
  type Value,
} from "./values.ts";

const dayMs = 86_400_000;

/** Functions of M as their documentation describes them, as far as the queries use them. */
export const library: Readonly<Record<string, Value>> = {
  ...build({
    "#date": (y, m, d) => moment("date", Date.UTC(...triple(y, m, d))),
    "#time": (h, m, s) => moment("time", ((asNumber(h) * 60 + asNumber(m)) * 60 + asNumber(s)) * 1000),
    "#duration": (d, h, m, s) =>
      moment("duration", (((asNumber(d) * 24 + asNumber(h)) * 60 + asNumber(m)) * 60 + asNumber(s)) * 1000),
    "#datetime": (...args) => {
      const [y = 0, m = 0, d = 0, h = 0, minute = 0, s = 0] = args.map(asNumber);
      return moment("datetime", new Date(0).setUTCFullYear(y, m - 1, d) + ((h * 60 + minute) * 60 + s) * 1000);
    },
    "#table": (columns, rows) => {
      const names = kindOf(columns) === "type" ? (columns as MType).columns : asList(columns).map(asText);
      return table(names, () => asList(rows).map((row) => toRecord(names, asList(row))));
    },
  }),
  ...build({
    "Date.AddDays": (date, days) => moment("date", asMoment(date).ms + asNumber(days) * dayMs),
    "Date.DayOfWeek": (date, first) => (dayOf(date).getUTCDay() - asNumber(first) + 7) % 7,
    "Date.DayOfWeekName": (date, culture) => formatDay(date, culture, { weekday: "long" }),
    "Date.FromText": (text) => {
      const ms = Date.parse(`${asText(text)}T00:00:00Z`);
      if (Number.isNaN(ms)) throw new Error(`"${asText(text)}" is no date`);
      return moment("date", ms);
    },
    "Date.Month": (date) => dayOf(date).getUTCMonth() + 1,
    "Date.MonthName": (date, culture) => formatDay(date, culture, { month: "long" }),
    "Date.QuarterOfYear": (date) => Math.floor(dayOf(date).getUTCMonth() / 3) + 1,
    "Date.StartOfWeek": (date, first) =>
      moment("date", asMoment(date).ms - ((dayOf(date).getUTCDay() - asNumber(first) + 7) % 7) * dayMs),
    "Date.ToText": (date) => dayOf(date).toISOString().slice(0, 7),
    "Date.Year": (date) => dayOf(date).getUTCFullYear(),
    "DateTime.Date": (time) => moment("date", Math.floor(asMoment(time).ms / dayMs) * dayMs),
    "DateTimeZone.From": (value) =>
      moment("datetimezone", typeof value === "string" ? Date.parse(value) : asMoment(value).ms),
    "DateTimeZone.RemoveZone": (value) => moment("datetime", asMoment(value).ms),
    "DateTimeZone.ToUtc": (value) => value,
    "Duration.Days": (value) => Math.trunc(asMoment(value).ms / dayMs),
    "Time.Hour": (time) => Math.floor((asMoment(time).ms / 3_600_000) % 24),
    "Number.FromText": (text) => Number(asText(text)),
    "Text.From": (value) => JSON.stringify(value),
  }),
  ...build({
    "Text.Combine": (texts, separator) => asList(texts).map(asText).join(asText(separator)),
    "Text.EndsWith": (text, end) => asText(text).endsWith(asText(end)),
    "Text.Length": (text) => asText(text).length,
    "Text.Middle": (text, start) => asText(text).slice(asNumber(start)),
    "Text.Remove": (text, characters) =>
      asList(characters).reduce<string>((left, it) => left.replaceAll(asText(it), ""), asText(text)),
    "Text.Split": (text, separator) => asText(text).split(asText(separator)),
    "Text.StartsWith": (text, start) => asText(text).startsWith(asText(start)),
    "List.Accumulate": (list, seed, step) => asList(list).reduce((state, it) => asFunction(step)(state, it), seed),
    "List.Count": (list) => asList(list).length,
    "List.Dates": (start, count, step) =>
      Array.from({ length: asNumber(count) }, (_, i) => moment("date", asMoment(start).ms + i * asMoment(step).ms)),
    "List.Distinct": (list) => [...new Map(asList(list).map((it) => [asMoment(it).ms, it])).values()],
    "List.IsEmpty": (list) => asList(list).length === 0,
    "List.Last": (list, otherwise = null) => asList(list).at(-1) ?? otherwise,
    "List.Max": (list) => moment("date", Math.max(...asList(list).map((it) => asMoment(it).ms))),
    "List.Min": (list) => moment("date", Math.min(...asList(list).map((it) => asMoment(it).ms))),
    "List.Select": (list, test) => asList(list).filter((it) => asFunction(test)(it) === true),
    "List.Transform": (list, change) => asList(list).map((it) => asFunction(change)(it)),
    "Record.Field": (of, name) => field(of, asText(name)),
  }),
  ...build({
    "Table.AddColumn": (of, name, make) => addColumn(asTable(of), asText(name), asFunction(make)),
    "Table.Combine": (tables) => {
      const list = asList(tables).map(asTable);
      return table([...new Set(list.flatMap(({ columns }) => columns))], () => list.flatMap((it) => it.rows()));
    },
    "Table.ExpandTableColumn": (of, column, names) => {
      const wanted = asList(names).map(asText);
      return table(wanted, () =>
        asTable(of)
          .rows()
          .flatMap((row) => asTable(field(row, asText(column))).rows())
          .map((row) => pick(row, wanted)),
      );
    },
    "Table.IsEmpty": (of) => asTable(of).rows().length === 0,
    "Table.PromoteHeaders": (of) => {
      const [header, ...rows] = asTable(of).rows();
      const names = [...(header?.fields.values() ?? [])].map((value) => asText(value()));
      return table(names, () =>
        rows.map((row) =>
          toRecord(
            names,
            [...row.fields.values()].map((value) => value()),
          ),
        ),
      );
    },
    "Table.SelectColumns": (of, names, missing) =>
      selectColumns(asTable(of), asList(names).map(asText), missing === "null"),
    "Table.SelectRows": (of, test) =>
      table(asTable(of).columns, () =>
        asTable(of)
          .rows()
          .filter((row) => isTrue(asFunction(test)(row))),
      ),
    "Table.ToRecords": (of) => [...asTable(of).rows()],
    "Table.TransformColumns": (of, changes) => changeColumns(asTable(of), readPairs(changes, asFunction)),
    "Table.TransformColumnTypes": (of, types) =>
      changeColumns(
        asTable(of),
        readPairs(types, (type) => (value) => convert(value, (type as { name: string }).name)),
      ),
  }),
  "Day.Monday": 1,
  "MissingField.UseNull": "null",
  "QuoteStyle.Csv": 1,
  "TextEncoding.Utf8": 65_001,
  "Int64.Type": { kind: "type", name: "Int64.Type", columns: [] },
};

function build(functions: Readonly<Record<string, (...args: [Value, Value, Value, Value]) => Value>>) {
  return functions as Readonly<Record<string, MFunction>>;
}

function triple(y: Value, m: Value, d: Value): [number, number, number] {
  return [asNumber(y), asNumber(m) - 1, asNumber(d)];
}

function dayOf(date: Value): Date {
  return new Date(asMoment(date).ms);
}

function formatDay(date: Value, culture: Value, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(asText(culture), { ...options, timeZone: "UTC" }).format(asMoment(date).ms);
}

export function toRecord(names: readonly string[], values: readonly Value[]): MRecord {
  return record(names.map((name, index) => [name, () => values[index] ?? null]));
}

function isTrue(value: Value): boolean {
  if (typeof value !== "boolean") throw new Error(`a row is kept by true or false, not by ${kindOf(value)}`);
  return value;
}

function addColumn(of: MTable, name: string, make: MFunction): MTable {
  if (of.columns.includes(name)) throw new Error(`the column "${name}" is there already`);
  return table([...of.columns, name], () =>
    of.rows().map((row) => record([...row.fields, [name, delay(() => make(row))]])),
  );
}

function selectColumns(of: MTable, names: readonly string[], mayLack: boolean): MTable {
  const lacking = names.filter((name) => !of.columns.includes(name));
  if (lacking.length > 0 && !mayLack) throw new Error(`the column "${lacking.join()}" was not found`);
  return table(names, () => of.rows().map((row) => pick(row, names)));
}

function pick(row: MRecord, names: readonly string[]): MRecord {
  return record(names.map((name) => [name, row.fields.get(name) ?? (() => null)]));
}

function readPairs<T>(pairs: Value, read: (value: Value) => T): Map<string, T> {
  return new Map(asList(pairs).map((pair) => [asText(asList(pair)[0] ?? null), read(asList(pair)[1] ?? null)]));
}

function changeColumns(of: MTable, changes: ReadonlyMap<string, MFunction>): MTable {
  const lacking = [...changes.keys()].filter((name) => !of.columns.includes(name));
  if (lacking.length > 0) throw new Error(`the column "${lacking.join()}" was not found`);
  return table(of.columns, () => of.rows().map((row) => changeRow(asRecord(row), changes)));
}

function changeRow(row: MRecord, changes: ReadonlyMap<string, MFunction>): MRecord {
  return record(
    [...row.fields].map(([name, value]) => {
      const change = changes.get(name);
      return [name, change === undefined ? value : delay(() => change(value()))];
    }),
  );
}

/** As Table.TransformColumnTypes does it, where what it is given is what the queries give it. */
function convert(value: Value, type: string): Value {
  if (value === null || kindOf(value) === type) return value;
  if (type !== "Int64.Type") throw new Error(`${kindOf(value)} is not made ${type} here`);
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number))
    throw new Error(`${JSON.stringify(value)} is no integer`);
  return number;
}
