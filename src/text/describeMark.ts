import type { ArcMark, GroupMark, LegendMark, Mark, PartMark, RestMark } from "../layout/types";
import { addAmounts, type Amount } from "../model/amount";
import { listSingle } from "../model/detailPanels";
import { sumSlots, type ArcSum } from "./arcSums";
import { actionText, actionTexts, countLinks, panelText, ruleText, sumParts } from "./partText";
import { pathOf, slotLabel, slotPath, type MarkFacts } from "./slotText";

/** One line of a tooltip. */
export interface Fact {
  readonly displayName: string;
  readonly value: string;
}

/** The lines of a mark's tooltip, with its true numbers; an entry of the legend says how to take it off and back. */
export function describeMark(facts: MarkFacts, mark: Mark): Fact[] {
  if (mark.kind === "legend") return [describeLegend(facts, mark)];
  return [...describePanel(facts, mark.panel), ...describeBody(facts, mark)];
}

function describeBody(facts: MarkFacts, mark: Exclude<Mark, { kind: "legend" }>): Fact[] {
  switch (mark.kind) {
    case "arc":
      return describeArc(facts, mark);
    case "part":
      return describePart(facts, mark);
    case "rest":
      return describeRest(facts, mark);
    case "group":
      return describeGroup(facts, mark);
  }
}

function describeLegend({ texts: { say } }: MarkFacts, { isHidden }: LegendMark): Fact {
  return isHidden
    ? { displayName: say("tooltip_show"), value: say("tooltip_show_how") }
    : { displayName: say("tooltip_hide"), value: say("tooltip_hide_how") };
}

function describePanel({ model, texts }: MarkFacts, panel: number): Fact[] {
  if (model.panels.length < 2) return [];
  return [{ displayName: texts.say("tooltip_panel"), value: panelText({ model, texts }, panel) }];
}

function describeArc(facts: MarkFacts, { panel, slot }: ArcMark): Fact[] {
  const { model, texts } = facts;
  const place = model.slots[slot];
  const sums = describeSums(facts, sumSlots(model.panels[panel], slot));
  if (place?.kind === "host") return [{ displayName: texts.say("tooltip_host"), value: pathOf(place) }, ...sums];
  if (place?.kind !== "group")
    return [{ displayName: texts.say("tooltip_hosts"), value: slotLabel(facts, slot) }, ...sums];
  return [
    { displayName: texts.say("tooltip_group"), value: pathOf(place) },
    { displayName: texts.say("tooltip_hosts"), value: texts.count(place.hostCount) },
    ...sums,
    { displayName: texts.say("tooltip_open"), value: texts.say("tooltip_open_how") },
  ];
}

function describeGroup(facts: MarkFacts, { panel, group }: GroupMark): Fact[] {
  const { model, texts } = facts;
  return [
    { displayName: texts.say("tooltip_group"), value: pathOf(group) },
    { displayName: texts.say("tooltip_hosts"), value: texts.count(group.hostCount) },
    ...describeSums(facts, sumSlots(model.panels[panel], group.start, group.end)),
    { displayName: texts.say("tooltip_close"), value: texts.say("tooltip_close_how") },
  ];
}

function describeSums({ texts }: MarkFacts, { sent, received, within }: ArcSum): Fact[] {
  const lines = [
    { displayName: texts.say("tooltip_sends", texts.unit), value: texts.full(sent) },
    { displayName: texts.say("tooltip_receives", texts.unit), value: texts.full(received) },
  ];
  if (within > 0) lines.push({ displayName: texts.say("tooltip_within", texts.unit), value: texts.full(within) });
  return lines;
}

function describePart(facts: MarkFacts, { link, part }: PartMark): Fact[] {
  const { model, texts } = facts;
  const lines = [
    { displayName: texts.say("tooltip_source"), value: slotPath(facts, link.source) },
    { displayName: texts.say("tooltip_destination"), value: slotPath(facts, link.target) },
    ...describeActions(facts, actionText(facts, part)),
  ];
  if (model.rules.length > 0) lines.push({ displayName: texts.say("tooltip_rule"), value: ruleText(facts, part) });
  return [...lines, ...describeAmount(facts, part.amount, part.highlighted), ...describeAlso(facts, { link, part })];
}

/** What else runs on the same connection, by action: it may be too thin to be seen. */
function describeAlso({ model, texts }: MarkFacts, { link, part }: Pick<PartMark, "link" | "part">): Fact[] {
  const { cells, cellOrder, actions } = model;
  const own = new Set(listSingle(part).map((one) => one.action));
  const sums = new Map<number, Amount>();
  for (let at = link.cellStart; at < link.cellEnd; at++) {
    const cell = cellOrder[at] ?? 0;
    const action = cells.actions[cell] ?? 0;
    if (!own.has(action)) sums.set(action, addAmounts(sums.get(action) ?? 0, cells.amountOf(cell)));
  }
  return [...sums]
    .filter(([, amount]) => amount > 0)
    .map(([action, amount]) => {
      const name = texts.say("tooltip_also", actions[action] || texts.say("blank"));
      return { displayName: name, value: texts.full(amount) };
    });
}

function describeRest(facts: MarkFacts, { parts }: RestMark): Fact[] {
  const { texts } = facts;
  return [
    { displayName: texts.say("tooltip_connections"), value: texts.count(countLinks(parts)) },
    ...describeActions(facts, actionTexts(facts, parts)),
    ...describeAmount(facts, sumParts(parts, "amount"), sumParts(parts, "highlighted")),
  ];
}

function describeActions({ model, texts }: MarkFacts, value: string): Fact[] {
  return model.actions.length === 0 ? [] : [{ displayName: texts.say("tooltip_action"), value }];
}

function describeAmount({ model, texts }: MarkFacts, amount: Amount, highlighted: Amount): Fact[] {
  const lines = [{ displayName: texts.unit, value: texts.full(amount) }];
  if (model.hasHighlights) {
    lines.push({ displayName: texts.say("tooltip_highlighted"), value: texts.full(highlighted) });
  }
  lines.push({ displayName: texts.say("tooltip_share"), value: texts.share(amount, model.totals.total) });
  return lines;
}
