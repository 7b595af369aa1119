import { PrepError } from "../errors.ts";
import { isId, type ModelName } from "./modelName.ts";
import type { PowerBi } from "./powerBi.ts";
import { refusal } from "./refusal.ts";

interface Listed {
  readonly id: string;
  readonly name: string;
}

/**
 * The path of a model below the API, by the names or ids of it and its workspace. Throws a PrepError of code `refresh` that
 * says what there is where there is none of that name, or more than one.
 */
export async function findModel(
  powerBi: PowerBi,
  { workspace, model }: ModelName,
  signal: AbortSignal,
): Promise<string> {
  const group = isId(workspace)
    ? workspace
    : await idOf(powerBi, { what: "workspace", name: workspace, path: "groups" }, signal);
  const path = `groups/${group}/datasets`;
  const dataset = isId(model) ? model : await idOf(powerBi, { what: "semantic model", name: model, path }, signal);
  return `${path}/${dataset}`;
}

const mostNames = 5;

async function idOf(
  powerBi: PowerBi,
  { what, name, path }: { readonly what: string; readonly name: string; readonly path: string },
  signal: AbortSignal,
): Promise<string> {
  const answer = await powerBi.send("GET", path, signal);
  if (answer.status !== 200) throw refusal(`cannot list each ${what}`, answer);
  const listed = (answer.body as { value?: readonly Listed[] } | undefined)?.value ?? [];
  const found = listed.filter((each) => each.name.toLowerCase() === name.toLowerCase());
  const [first] = found;
  if (first && found.length === 1) return first.id;
  if (found.length > 1) {
    throw new PrepError("refresh", `there is more than one ${what} ${JSON.stringify(name)}; give its id instead`);
  }
  throw new PrepError("refresh", `there is no ${what} ${JSON.stringify(name)} for this login; ${namesOf(listed)}`);
}

function namesOf(listed: readonly Listed[]): string {
  if (listed.length === 0) return "it sees none: give it a role in the workspace";
  const names = listed.slice(0, mostNames).map(({ name }) => JSON.stringify(name));
  return `it sees ${names.join(", ")}${listed.length > mostNames ? ` and ${listed.length - mostNames} more` : ""}`;
}
