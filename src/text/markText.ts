import { addAmounts, type Amount } from "../model/amount";
import type { ChordModel, Part } from "../model/types";
import type { ArcMark, Mark, PartMark } from "../layout/types";
import type { Texts } from "./texts";

/** One line of a tooltip. */
export interface Fact {
  readonly displayName: string;
  readonly value: string;
}

/** What a mark is described from; `unit` names what is measured. */
export interface MarkFacts {
  readonly model: ChordModel;
  readonly unit: string;
  readonly texts: Texts;
}

/** What stands at an arc: the endpoint's label, or Others and how many they are. */
export function slotLabel({ model, texts }: MarkFacts, slot: number): string {
  const { endpoint, foldedCount } = model.slots[slot] ?? { endpoint: undefined, foldedCount: 0 };
  return endpoint?.label ?? texts.say("others", texts.count(foldedCount));
}

function slotPath(facts: MarkFacts, slot: number): string {
  return facts.model.slots[slot]?.endpoint?.path.join(" / ") ?? slotLabel(facts, slot);
}

/** The lines of a mark's tooltip, with its true numbers; none for an entry of the legend, which says all it is. */
export function describeMark(facts: MarkFacts, mark: Mark): Fact[] {
  if (mark.kind === "arc") return describeArc(facts, mark);
  return mark.kind === "part" ? describePart(facts, mark) : [];
}

function describeArc(facts: MarkFacts, mark: ArcMark): Fact[] {
  const { model, texts, unit } = facts;
  const { sent, received, within } = sumArc(model, mark);
  const lines = [
    { displayName: texts.say("tooltip_host"), value: slotPath(facts, mark.slot) },
    { displayName: texts.say("tooltip_sends", unit), value: texts.amount(sent) },
    { displayName: texts.say("tooltip_receives", unit), value: texts.amount(received) },
  ];
  if (within > 0) lines.push({ displayName: texts.say("tooltip_within", unit), value: texts.amount(within) });
  return [...describePanel(facts, mark.panel), ...lines];
}

/** What an arc's drawn links send and receive, and what runs among Others and is not drawn. */
function sumArc(model: ChordModel, { panel, slot }: ArcMark): Record<"sent" | "received" | "within", Amount> {
  let [sent, received, within]: Amount[] = [0, 0, 0];
  for (const { source, target, amount, isDrawn } of model.panels[panel]?.links ?? []) {
    if (source === slot && isDrawn) sent = addAmounts(sent ?? 0, amount);
    if (target === slot && isDrawn) received = addAmounts(received ?? 0, amount);
    if (source === slot && target === slot && !isDrawn) within = addAmounts(within ?? 0, amount);
  }
  return { sent: sent ?? 0, received: received ?? 0, within: within ?? 0 };
}

function describePart(facts: MarkFacts, { panel, link, part }: PartMark): Fact[] {
  const { model, texts, unit } = facts;
  const lines = [
    { displayName: texts.say("tooltip_source"), value: slotPath(facts, link.source) },
    { displayName: texts.say("tooltip_destination"), value: slotPath(facts, link.target) },
  ];
  if (model.actions.length > 0)
    lines.push({ displayName: texts.say("tooltip_action"), value: actionText(facts, part) });
  if (model.rules.length > 0) lines.push({ displayName: texts.say("tooltip_rule"), value: ruleText(facts, part) });
  lines.push({ displayName: unit, value: texts.amount(part.amount) });
  if (model.hasHighlights) {
    lines.push({ displayName: texts.say("tooltip_highlighted"), value: texts.amount(part.highlighted) });
  }
  lines.push({ displayName: texts.say("tooltip_share"), value: texts.share(part.amount, model.totals.total) });
  return [...describePanel(facts, panel), ...lines];
}

function describePanel({ model, texts }: MarkFacts, panel: number): Fact[] {
  if (model.panels.length < 2) return [];
  return [{ displayName: texts.say("tooltip_panel"), value: model.panels[panel]?.name ?? "" }];
}

function actionText({ model, texts }: MarkFacts, { action }: Part): string {
  return model.actions[action] || texts.say("blank");
}

function ruleText({ model, texts }: MarkFacts, { rule, ruleCount }: Part): string {
  if (rule === undefined) return texts.say("tooltip_rules", texts.count(ruleCount));
  return model.rules[rule] || texts.say("blank");
}

/** A mark's name for assistive technology: one sentence that says what the tooltip says. */
export function nameMark(facts: MarkFacts, mark: Mark): string {
  const { model, texts, unit } = facts;
  if (mark.kind === "legend") return texts.say(`name_${mark.by}`, mark.text || texts.say("blank"));
  if (mark.kind === "arc") {
    const { sent, received } = sumArc(model, mark);
    return texts.say("name_arc", slotLabel(facts, mark.slot), texts.amount(sent), texts.amount(received), unit);
  }
  const { link, part } = mark;
  const words = [texts.amount(part.amount), unit];
  if (model.actions.length > 0) words.push(actionText(facts, part));
  if (model.rules.length > 0) words.push(ruleText(facts, part));
  return texts.say("name_part", slotLabel(facts, link.source), slotLabel(facts, link.target), words.join(" "));
}
