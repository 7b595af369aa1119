import type { ActionKind, ChordModel } from "../model/types";
import type { LegendMark } from "./types";

/** What the colours of the ribbons stand for. */
export type LegendColors = "action" | "rule" | "source" | "destination" | "field";

/** An entry of the legend before it has a place: what it stands for and how its swatch is told apart. */
export interface LegendKey {
  readonly mark: LegendMark;
  readonly kind: ActionKind;
}

/**
 * The entries for a colour mode: the actions, or the deny actions, which say what the hatch means, and after them the
 * rules (hatched where all they do is deny). Where colours stand for hosts, the arcs tell whose they are. None without
 * actions and rules.
 */
export function listLegendKeys(model: ChordModel, colorBy: LegendColors): LegendKey[] {
  const entryOf = (by: LegendMark["by"], text: string, kind: ActionKind = "other"): LegendKey => {
    const isHidden = model.hidden[by === "action" ? "actions" : "rules"].includes(text);
    return { mark: { kind: "legend", by, text, isHidden }, kind };
  };
  const actions = model.actions.map((text, action) => entryOf("action", text, model.actionKinds[action]));
  const denials = actions.filter(({ kind }) => kind === "deny");
  if (colorBy === "source" || colorBy === "destination") return denials;
  if (colorBy !== "rule" || model.rules.length === 0) return actions;
  const kinds = findRuleKinds(model);
  return [...denials, ...model.rules.map((text, rule) => entryOf("rule", text, kinds[rule]))];
}

/** What each rule does in all its flows, "other" where that is more than one thing. */
function findRuleKinds({ rules, actionKinds, cells }: ChordModel): (ActionKind | undefined)[] {
  const kinds = new Array<ActionKind | undefined>(rules.length).fill(undefined);
  for (let cell = 0; cell < cells.count; cell++) {
    const rule = cells.rules[cell] ?? 0;
    const kind = actionKinds[cells.actions[cell] ?? 0] ?? "allow";
    const known = kinds[rule];
    if (known === undefined) kinds[rule] = kind;
    else if (known !== kind) kinds[rule] = "other";
  }
  return kinds;
}
