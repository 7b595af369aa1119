import type { Drawn } from "./drawn";
import { findMarkOf, listMarks, type DrawnMark } from "./interact/marks";
import type { PartMark } from "./layout/types";

/**
 * Draws, and keeps the focus on what it is on: elements are used again for other marks. Where that is gone it goes to
 * what stands in its place: the other way to draw a host or a ribbon, a group that was opened or closed; else to the
 * diagram, so that a reader with keys goes on.
 */
export function keepFocus(frame: HTMLElement, drawn: () => Drawn | undefined, draw: () => void): void {
  const { ownerDocument } = frame;
  const focused = ownerDocument.activeElement;
  if (focused === null || !frame.contains(focused)) {
    draw();
    return;
  }
  const mark = findMarkOf(focused);
  const names = mark && listWanted(identify(drawn(), mark));
  draw();
  const svg = frame.querySelector("svg");
  const same = names === undefined || svg === null ? undefined : findNamed(svg, drawn(), names);
  if (same !== undefined) same.focus();
  else if (names !== undefined || !frame.contains(ownerDocument.activeElement)) svg?.focus();
}

/** The mark that has the first of some names, or the next one of them that there is. */
function findNamed(svg: SVGSVGElement, now: Drawn | undefined, names: readonly string[]): SVGElement | undefined {
  const found = new Map<string, SVGElement>();
  for (const other of listMarks(svg)) {
    if (!other.element.hasAttribute("tabindex")) continue;
    for (const name of identify(now, other).own) if (!found.has(name)) found.set(name, other.element);
  }
  const name = names.find((wanted) => found.has(wanted));
  return name === undefined ? undefined : found.get(name);
}

/** The name of a mark that is most its own, then those of what may stand for it. */
function listWanted({ own, others }: Names): readonly string[] {
  return [...own.slice(0, 1), ...others];
}

/** What a mark answers to, and what may have the focus in its place where that is gone, the closest first. */
interface Names {
  readonly own: readonly string[];
  readonly others: readonly string[];
}

/** What a mark stands for, by the names of slots and rules: their numbers are others in each drawing. */
function identify(drawn: Drawn | undefined, { mark, end }: DrawnMark): Names {
  if (drawn === undefined) return { own: [], others: [] };
  if (mark.kind === "legend") return { own: [JSON.stringify([mark.kind, mark.by, mark.text])], others: [] };
  const panel = drawn.model.panels[mark.panel]?.name ?? "";
  const named = (...names: readonly string[]): string => JSON.stringify([panel, ...names]);
  switch (mark.kind) {
    case "arc": {
      const { key = "", parent } = drawn.model.slots[mark.slot] ?? {};
      const around = listAround(drawn, parent);
      return {
        own: [named("end", key, end ?? ""), named("host", key), ...around.map((group) => named("in", group))],
        others: [named("host", key), named("in", key), ...around.map((group) => named("host", group))],
      };
    }
    case "group": {
      const around = listAround(drawn, mark.group.key);
      return { own: [named("group", mark.group.key)], others: around.map((group) => named("host", group)) };
    }
    case "part": {
      const own = namePart(drawn, mark).map((name) => named("part", ...name));
      return { own, others: own };
    }
    case "rest":
      return { own: [named("rest", mark.actionKind, String(mark.isThin))], others: [] };
  }
}

/** A sub-ribbon; the same where rules are put together; its ribbon. */
function namePart({ model }: Drawn, { link, part }: PartMark): readonly (readonly string[])[] {
  const { slots, actions, rules } = model;
  const ends = [slots[link.source]?.key ?? "", slots[link.target]?.key ?? ""];
  const action = actions[part.action ?? -1] ?? "";
  const rule = part.rule === undefined ? "" : (rules[part.rule] ?? "");
  return [[...ends, action, rule], [...ends, action], ends];
}

/** An open group and those around it, by their keys, from the inside. */
function listAround({ model }: Pick<Drawn, "model">, key: string | undefined): readonly string[] {
  const group = model.openGroups.find((open) => open.key === key);
  return group === undefined ? [] : [group.key, ...listAround({ model }, group.parent)];
}
