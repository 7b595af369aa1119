import { parseActionKind } from "../model/actionKind";
import type { ActionKind, ChordModel } from "../model/types";
import type { LegendMark } from "./types";

/** An entry of the legend before it has a place: what it stands for and how its swatch is told apart. */
export interface LegendKey {
  readonly mark: LegendMark;
  readonly kind: ActionKind;
}

/**
 * The entries for a colour mode: the actions, or the deny actions, which say what the hatch means, and after them the
 * rules (hatched where all they do is deny). None without actions and rules.
 */
export function listLegendKeys(model: ChordModel, colorBy: "action" | "rule"): LegendKey[] {
  const actions = model.actions.map((text): LegendKey => {
    return { mark: { kind: "legend", by: "action", text }, kind: parseActionKind(text) };
  });
  if (colorBy === "action" || model.rules.length === 0) return actions;
  const kinds = kindOfRules(model);
  const rules = model.rules.map((text, rule): LegendKey => {
    return { mark: { kind: "legend", by: "rule", text }, kind: kinds.get(rule) ?? "other" };
  });
  return [...actions.filter(({ kind }) => kind === "deny"), ...rules];
}

function kindOfRules({ panels, actionKinds }: ChordModel): Map<number, ActionKind> {
  const kinds = new Map<number, ActionKind>();
  for (const { rule, action } of panels.flatMap(({ links }) => links.flatMap(({ parts }) => parts))) {
    if (rule === undefined) continue;
    const kind = actionKinds[action] ?? "allow";
    const known = kinds.get(rule);
    kinds.set(rule, known === undefined || known === kind ? kind : "other");
  }
  return kinds;
}
