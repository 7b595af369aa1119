import type powerbi from "powerbi-visuals-api";
import type { Told } from "./fakeHost";

/** What the host has kept of what the visual asked it to, as the objects of the next data view. */
export function keptObjects({ persisted }: Pick<Told, "persisted">): powerbi.DataViewObjects {
  const objects: Record<string, powerbi.DataViewObject> = {};
  for (const { objectName, properties } of persisted.flat()) {
    objects[objectName] = { ...objects[objectName], ...properties };
  }
  return objects;
}

/** The state of the canvas that was kept last. */
export function keptState(told: Pick<Told, "persisted">): {
  readonly view: unknown;
  readonly split: unknown;
  readonly expanded: unknown;
  readonly hidden: unknown;
  readonly page: unknown;
} {
  const { layout, multiples, state } = keptObjects(told);
  const parse = (text: unknown): unknown => (typeof text === "string" ? (JSON.parse(text) as unknown) : text);
  return {
    view: layout?.["view"],
    split: multiples?.["by"],
    expanded: parse(state?.["expanded"]),
    hidden: parse(state?.["hidden"]),
    page: state?.["page"],
  };
}
