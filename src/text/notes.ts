import type { ChordModel, FlowTable, LoadState } from "../model/types";
import { describeAmount } from "./summary";
import type { Texts } from "./texts";

/** A warning for the icon of the visual: the words of its tooltip, and of the window that a click opens. */
export interface Warning {
  readonly title: string;
  readonly detail: string;
}

/** What is missing from the diagram, in words; empty where nothing is. */
export function buildNotes(
  { hidden, totals, actions, rules }: ChordModel,
  { problems, rowCount }: FlowTable,
  state: LoadState,
  texts: Texts,
): string {
  const notes: string[] = [];
  const off = [
    ...actions.filter((text) => hidden.actions.includes(text)),
    ...rules.filter((text) => hidden.rules.includes(text)),
  ];
  if (off.length > 0) {
    const names = texts.list(off.map((text) => text || texts.say("blank")));
    notes.push(texts.say("note_hidden", names, describeAmount(totals.hidden, texts)));
  }
  const add = (key: string, count: number): void => {
    if (count > 0) notes.push(texts.say(key, texts.count(count)));
  };
  if (state === "loading") add("note_loading", rowCount);
  if (state === "incomplete") add("note_incomplete", rowCount);
  add("note_notMeasured", problems.notMeasured);
  add("note_negative", problems.negative);
  add("note_notANumber", problems.notANumber);
  return notes.join(texts.say("note_separator"));
}

/** The warning that the host had no room for all rows, undefined where it had. */
export function buildWarning(state: LoadState, { rowCount }: FlowTable, texts: Texts): Warning | undefined {
  if (state !== "incomplete") return undefined;
  return { title: texts.say("warning_title"), detail: texts.say("warning_detail", texts.count(rowCount)) };
}

/** The key of the sentence to show instead of a diagram without a ribbon; undefined where there are ribbons. */
export function findEmptyKey({ totals }: ChordModel, { problems, rowCount }: FlowTable): string | undefined {
  if (totals.drawn > 0) return undefined;
  if (totals.hidden > 0) return totals.rows > 0 ? "message_restNotDrawn" : "message_allHidden";
  if (totals.total > 0) return "message_allLeftOut";
  return problems.notMeasured === rowCount ? "message_notMeasured" : "message_nothingAboveZero";
}
