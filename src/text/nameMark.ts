import type { ArcMark, GroupMark, LegendMark, Mark, PartMark, RestMark } from "../layout/types";
import { sumSlots } from "./arcSums";
import { sayCount } from "./counted";
import { actionText, actionTexts, countLinks, panelText, ruleText, sumParts } from "./partText";
import { pathOf, slotLabel, type MarkFacts } from "./slotText";

/** A mark's name for assistive technology: one sentence that says what the tooltip says, with short amounts. */
export function nameMark(facts: MarkFacts, mark: Mark): string {
  switch (mark.kind) {
    case "arc":
      return nameArc(facts, mark);
    case "part":
      return namePart(facts, mark);
    case "rest":
      return nameRest(facts, mark);
    case "group":
      return nameGroup(facts, mark);
    case "legend":
      return nameLegend(facts, mark);
  }
}

function nameArc(facts: MarkFacts, { panel, slot }: ArcMark): string {
  const { model, texts } = facts;
  const { sent, received } = sumSlots(model.panels[panel], slot);
  const [sends, receives] = [texts.short(sent), texts.short(received)];
  const place = model.slots[slot];
  const sentence =
    place?.kind === "group"
      ? texts.say("name_group", place.label, sends, receives, sayCount(texts, "hosts", place.hostCount))
      : texts.say(place?.kind === "others" ? "name_others" : "name_arc", slotLabel(facts, slot), sends, receives);
  return endSentence(facts, panel, sentence, []);
}

function namePart(facts: MarkFacts, { panel, link, part }: PartMark): string {
  const { model, texts } = facts;
  const key = model.slots[link.source]?.kind === "others" ? "name_part_others" : "name_part";
  const [source, target] = [slotLabel(facts, link.source), slotLabel(facts, link.target)];
  const details: string[] = [];
  if (model.actions.length > 0) details.push(actionText(facts, part));
  if (model.rules.length > 0) details.push(ruleText(facts, part));
  return endSentence(facts, panel, texts.say(key, source, target, texts.short(part.amount)), details);
}

function nameRest(facts: MarkFacts, { panel, parts, isThin }: RestMark): string {
  const { model, texts } = facts;
  const [count, sum] = [sayCount(texts, "connections", countLinks(parts)), texts.short(sumParts(parts, "amount"))];
  const actions = model.actions.length === 0 ? [] : [actionTexts(facts, parts)];
  return endSentence(facts, panel, texts.say(isThin ? "name_thin" : "name_rest", count, sum), actions);
}

function nameGroup(facts: MarkFacts, { panel, group }: GroupMark): string {
  const { model, texts } = facts;
  const { sent, received } = sumSlots(model.panels[panel], group.start, group.end);
  const hosts = sayCount(texts, "hosts", group.hostCount);
  const sentence = texts.say("name_openGroup", pathOf(group), texts.short(sent), texts.short(received), hosts);
  return endSentence(facts, panel, sentence, []);
}

function nameLegend({ texts }: MarkFacts, { by, text, isHidden }: LegendMark): string {
  const name = texts.say(`name_${by}`, text || texts.say("blank"));
  return isHidden ? texts.say("name_hidden", name) : name;
}

/** What the sentence has not said stands in brackets: what is counted, the details, the diagram of several. */
function endSentence(facts: MarkFacts, panel: number, sentence: string, details: readonly string[]): string {
  const { model, texts } = facts;
  const all = texts.tellsUnit ? [...details] : [texts.unit, ...details];
  if (model.panels.length > 1) all.push(texts.say("name_panel", panelText(facts, panel)));
  if (all.length === 0) return texts.say("name_plain", sentence);
  return texts.say("name_detailed", sentence, texts.list(all));
}
