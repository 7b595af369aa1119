import { addAmounts, type Amount } from "../model/amount";
import { countRest } from "../model/detailPanels";
import type { ChordModel, FlowTable } from "../model/types";
import { sayCount } from "./counted";
import type { Texts } from "./texts";

/**
 * What the diagram shows in one line: the total, what is denied of it and by which rule, how much of it is seen, where
 * the rest runs, what is drawn in one shape, what is highlighted.
 */
export function buildSummary(model: ChordModel, table: FlowTable, texts: Texts): string {
  const { totals } = model;
  const shareOfTotal = (part: Amount): string => texts.share(part, totals.total);
  const parts = [
    describeTotal(model, texts),
    ...(tellsDenied(model, texts) ? [describeDenied(model, table, texts)] : []),
    ...describeShown(model, texts),
  ];
  if (totals.amongOthers > 0) parts.push(texts.say("summary_amongOthers", shareOfTotal(totals.amongOthers)));
  const restCount = countRest(model);
  if (restCount > 0) parts.push(texts.say("summary_rest", sayCount(texts, "connections", restCount)));
  if (totals.leftOut > 0) parts.push(texts.say("summary_leftOut", shareOfTotal(totals.leftOut)));
  if (model.hasHighlights) parts.push(texts.say("summary_highlighted", shareOfTotal(totals.highlighted)));
  return parts.join(texts.say("summary_separator"));
}

/** Power BI leaves out rows without a value, as denied flows have no bytes: 0 % would be a lie where only these count. */
function tellsDenied({ actionKinds, totals }: ChordModel, { isMeasured }: Texts): boolean {
  return actionKinds.includes("deny") || (actionKinds.length > 0 && (totals.flows !== undefined || !isMeasured));
}

function describeTotal({ totals, hostCount }: ChordModel, texts: Texts): string {
  const hosts = sayCount(texts, "hosts", hostCount);
  const amount = describeAmount(totals.total, texts);
  // Where the value is the number of flows itself, it is told once.
  const isFlows = texts.isMeasured && totals.flows === totals.total;
  if (totals.flows === undefined || isFlows) return texts.say("summary_hosts", amount, hosts);
  const flows = sayCount(texts, "flows", totals.flows);
  return texts.say(texts.isMeasured ? "summary_flows" : "summary_rowsWithFlows", amount, flows, hosts);
}

/** An amount and what it counts. Any name may be given to a measure, so it stands in front: "Packets: 12.4K". */
export function describeAmount(amount: Amount, texts: Texts): string {
  if (!texts.isMeasured) return sayCount(texts, "rows", amount);
  return texts.tellsUnit ? texts.short(amount) : texts.say("summary_measure", texts.unit, texts.short(amount));
}

/** What is denied, and of what. */
interface Denied {
  readonly part: Amount;
  readonly whole: Amount;
  /** What the parts are counted in, undefined for flows. */
  readonly unit: string | undefined;
  /** Whether the rule that denies most is known in the same unit. */
  readonly hasRules: boolean;
}

/**
 * Denied flows carry no bytes, so their share is one of flows where these are given. Without them it is one of the
 * measure; where denied rows were not measured, which is not zero, it is one of rows.
 */
function findDenied({ totals, rules }: ChordModel, table: FlowTable, texts: Texts): Denied {
  const { flows, deniedFlows, deniedRows, deniedNotMeasured, denied, total } = totals;
  const hasRules = rules.length > 0;
  if (flows !== undefined && flows > 0) return { part: deniedFlows ?? 0, whole: flows, unit: undefined, hasRules };
  if (deniedNotMeasured > 0) {
    return { part: deniedRows, whole: table.rowCount, unit: texts.say("unit_rows"), hasRules: false };
  }
  return { part: denied, whole: total, unit: texts.unit, hasRules: hasRules && flows === undefined };
}

function describeDenied(model: ChordModel, table: FlowTable, texts: Texts): string {
  const { part, whole, unit, hasRules } = findDenied(model, table, texts);
  const share = texts.share(part, whole);
  const denied = unit === undefined ? texts.say("summary_denied", share) : texts.say("summary_deniedOf", share, unit);
  const { topDeny } = model.totals;
  if (!hasRules || topDeny === undefined || !(part > 0)) return denied;
  const rule = model.rules[topDeny.rule] || texts.say("blank");
  if (topDeny.amount >= part) return texts.say("summary_deniedAll", denied, rule);
  const isMost = addAmounts(topDeny.amount, topDeny.amount) > part;
  return isMost ? texts.say("summary_deniedMostly", denied, rule) : denied;
}

/** How much of the total is drawn with how many places; nothing where each host has one and all is drawn. */
function describeShown({ slots, totals, hostCount, shownHostCount }: ChordModel, texts: Texts): string[] {
  const isWhole = totals.drawn >= totals.total && !slots.some(({ kind }) => kind === "others");
  const groupCount = slots.filter(({ kind }) => kind === "group").length;
  if (isWhole && (shownHostCount === hostCount || groupCount > 0)) return [];
  const counts: string[] = [];
  if (groupCount > 0) counts.push(sayCount(texts, "groups", groupCount));
  if (shownHostCount > 0 || groupCount === 0) counts.push(sayCount(texts, "hosts", shownHostCount));
  const [places = "", hosts] = counts;
  const shown = hosts === undefined ? places : texts.say("summary_and", places, hosts);
  return [texts.say("summary_shown", shown, texts.share(totals.drawn, totals.total), texts.unit)];
}
