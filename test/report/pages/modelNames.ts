import { buildModel } from "../../../report/model/buildModel.ts";
import { settingsOf } from "./sampleReport.ts";

const { tables } = buildModel(settingsOf());

/** Columns and measures of the model: `column Table.Name`, `measure Table.Name`. */
export function listModelNames(): ReadonlySet<string> {
  return new Set(
    tables.flatMap((table) => [
      ...table.columns.map(({ name }) => `column ${table.name}.${name}`),
      ...table.measures.map(({ name }) => `measure ${table.name}.${name}`),
    ]),
  );
}

/** Those of them that have a name for readers, in both languages. */
export function listCaptioned(): ReadonlySet<string> {
  return new Set(
    tables.flatMap((table) => [
      ...table.columns.filter(({ caption }) => caption !== undefined).map(({ name }) => `column ${table.name}.${name}`),
      ...table.measures.map(({ name }) => `measure ${table.name}.${name}`),
    ]),
  );
}

/** Columns that a reader does not find: keys, and what a dimension or a measure shows already. */
export function listHidden(): ReadonlySet<string> {
  return new Set(
    tables.flatMap((table) =>
      table.columns.filter(({ isHidden }) => isHidden === true).map(({ name }) => `column ${table.name}.${name}`),
    ),
  );
}
