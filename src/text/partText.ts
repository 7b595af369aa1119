import type { PartMark } from "../layout/types";
import { addAmounts, type Amount } from "../model/amount";
import { listSingle } from "../model/detailPanels";
import type { Part } from "../model/types";
import type { MarkFacts } from "./slotText";

/** The text of a diagram's value, action or rule. */
export function panelText({ model, texts }: MarkFacts, panel: number): string {
  return model.panels[panel]?.name || texts.say("blank");
}

/** The text of a part's action, or of those that it puts together. */
export function actionText({ model, texts }: MarkFacts, part: Part): string {
  return texts.list(listSingle(part).map(({ action }) => model.actions[action ?? -1] || texts.say("blank")));
}

/** The texts of the actions of some parts, each once. */
export function actionTexts(facts: MarkFacts, parts: readonly PartMark[]): string {
  return facts.texts.list([...new Set(parts.map(({ part }) => actionText(facts, part)))]);
}

/** A part's rule, or how many rules it puts together. */
export function ruleText({ model, texts }: MarkFacts, { rule, ruleCount }: Part): string {
  if (rule === undefined) return texts.say("tooltip_rules", texts.count(ruleCount));
  return model.rules[rule] || texts.say("blank");
}

/** How many links some parts belong to. */
export function countLinks(parts: readonly PartMark[]): number {
  return new Set(parts.map(({ link }) => link)).size;
}

/** The sum of some parts, or of what is highlighted of them. */
export function sumParts(parts: readonly PartMark[], what: "amount" | "highlighted"): Amount {
  return parts.reduce<Amount>((sum, { part }) => addAmounts(sum, part[what]), 0);
}
