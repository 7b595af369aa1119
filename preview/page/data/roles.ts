import type { DataRole } from "../../payload.ts";
import type { Category, Fields, Measure } from "./fields.ts";

/** The fields that are in each role, by their names. */
export type Roles = Readonly<Record<string, readonly string[]>>;

/** A well of the data pane. */
export interface Well {
  readonly role: DataRole;
  readonly kind: "category" | "measure";
  readonly limit: number;
}

/** As in capabilities.json; more tooltips than these nobody reads. */
const limits: Readonly<Record<string, number>> = { source: 3, destination: 3, tooltips: 7 };
const measureRoles = new Set(["value", "flows", "tooltips"]);

/** The wells of the roles that the visual has. */
export function listWells(dataRoles: readonly DataRole[]): Well[] {
  return dataRoles.map((role) => ({
    role,
    kind: measureRoles.has(role.name) ? "measure" : "category",
    limit: limits[role.name] ?? 1,
  }));
}

/** The fields that some role has, each once, with the roles that it is in. */
export interface ChosenFields {
  readonly categories: readonly { readonly field: Category; readonly roles: Readonly<Record<string, true>> }[];
  readonly measures: readonly { readonly field: Measure; readonly roles: Readonly<Record<string, true>> }[];
}

/** A field that is not there, as in a link to other data, is left out. */
export function chooseFields(wells: readonly Well[], fields: Fields, roles: Roles): ChosenFields {
  const chosen = {
    category: new Map<string, Record<string, true>>(),
    measure: new Map<string, Record<string, true>>(),
  };
  for (const { role, kind } of wells) {
    for (const name of roles[role.name] ?? []) {
      const rolesOf = chosen[kind].get(name) ?? {};
      rolesOf[role.name] = true;
      chosen[kind].set(name, rolesOf);
    }
  }
  const find = <Field>(from: ReadonlyMap<string, Field>, names: ReadonlyMap<string, Record<string, true>>) =>
    [...names].flatMap(([name, rolesOf]) => {
      const field = from.get(name);
      return field === undefined ? [] : [{ field, roles: rolesOf }];
    });
  return { categories: find(fields.categories, chosen.category), measures: find(fields.measures, chosen.measure) };
}
