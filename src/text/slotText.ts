import type { ChordModel, OpenGroup, Slot } from "../model/types";
import type { Texts } from "./texts";

/** What marks are described from. */
export interface MarkFacts {
  readonly model: ChordModel;
  readonly texts: Texts;
}

/** What stands at an arc: a host's label; a group's, or Others, and how many hosts they are. */
export function slotLabel(facts: MarkFacts, slot: number): string {
  const place = facts.model.slots[slot];
  return place === undefined ? "" : labelOf(facts, place, place.label);
}

/** A slot with all levels of its name. */
export function slotPath(facts: MarkFacts, slot: number): string {
  const place = facts.model.slots[slot];
  return place === undefined ? "" : labelOf(facts, place, pathOf(place));
}

/** All levels of the name of a host or group. */
export function pathOf({ path, label }: Pick<Slot | OpenGroup, "path" | "label">): string {
  return path.length === 0 ? label : path.join(" / ");
}

function labelOf({ model, texts }: MarkFacts, { kind, hostCount, parent }: Slot, name: string): string {
  if (kind === "host") return name;
  const count = texts.count(hostCount);
  if (kind === "group") return texts.say("group_label", name, count);
  const group = model.openGroups.find(({ key }) => key === parent);
  return group === undefined ? texts.say("others", count) : texts.say("others_of", group.label, count);
}
