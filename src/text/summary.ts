import type { ChordModel, FlowTable, LoadState } from "../model/types";
import type { Texts } from "./texts";

/** The lines under the diagram: how much of the total is seen, then what of the data could not be drawn. */
export function buildSummary(model: ChordModel, table: FlowTable, unit: string, texts: Texts): string {
  const { totals } = model;
  const parts = [describeShown(model, unit, texts)];
  if (totals.amongOthers > 0) {
    parts.push(texts.say("summary_amongOthers", texts.share(totals.amongOthers, totals.total)));
  }
  if (totals.leftOut > 0) parts.push(texts.say("summary_leftOut", texts.share(totals.leftOut, totals.total)));
  if (table.actions !== undefined && isDenialMeasured(model, table)) {
    parts.push(texts.say("summary_denied", texts.share(totals.denied, totals.total)));
  }
  if (model.hasHighlights) {
    parts.push(texts.say("summary_highlighted", texts.share(totals.highlighted, totals.total)));
  }
  return parts.join(texts.say("summary_separator"));
}

/** Denied flows carry no bytes: where none of them has a value, their share is not measured, which is not zero. */
function isDenialMeasured({ actions, actionKinds }: ChordModel, table: FlowTable): boolean {
  const denials = new Set(actions.filter((_, action) => actionKinds[action] === "deny"));
  const isDenied = table.actions?.texts.map((text) => denials.has(text)) ?? [];
  const rows = table.actions?.ofRow ?? new Uint32Array();
  const denied = table.values.filter((_, row) => isDenied[rows[row] ?? -1] === true);
  return denied.length === 0 || denied.some((value) => !Number.isNaN(value));
}

function describeShown({ slots, endpointCount, totals }: ChordModel, unit: string, texts: Texts): string {
  const shown = slots.filter(({ endpoint }) => endpoint !== undefined).length;
  const [shownText, allText] = [texts.count(shown), texts.count(endpointCount)];
  const isAll = totals.drawn === totals.total && shown === endpointCount;
  const key = endpointCount === 1 ? "summary_one" : "summary_all";
  if (isAll) return texts.say(key, allText, texts.amount(totals.total), unit);
  return texts.say("summary_shown", shownText, allText, texts.share(totals.drawn, totals.total), unit);
}

/** What is missing from the diagram, in words, empty where nothing is. */
export function buildNotes(model: ChordModel, table: FlowTable, state: LoadState, texts: Texts): string {
  const { problems, rowCount } = table;
  const { totals, panels, panelCount } = model;
  const notes: string[] = [];
  if (state === "loading") notes.push(texts.say("note_loading", texts.count(rowCount)));
  if (state === "incomplete") notes.push(texts.say("note_incomplete", texts.count(rowCount)));
  if (panelCount > panels.length) {
    const [hidden, all] = [texts.count(panelCount - panels.length), texts.count(panelCount)];
    notes.push(texts.say("note_panels", hidden, all, texts.share(totals.inOtherPanels, totals.total)));
  }
  if (problems.notMeasured > 0) notes.push(texts.say("note_notMeasured", texts.count(problems.notMeasured)));
  if (problems.negative > 0) notes.push(texts.say("note_negative", texts.count(problems.negative)));
  if (problems.notANumber > 0) notes.push(texts.say("note_notANumber", texts.count(problems.notANumber)));
  return notes.join(texts.say("summary_separator"));
}

/** The key of the sentence to show instead of a diagram without a ribbon; undefined where there are ribbons. */
export function findEmptyKey({ totals }: ChordModel, { problems, rowCount }: FlowTable): string | undefined {
  if (totals.drawn > 0) return undefined;
  if (problems.notMeasured === rowCount) return "message_notMeasured";
  return totals.total > 0 ? "message_allLeftOut" : "message_nothingAboveZero";
}
