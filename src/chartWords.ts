import type { Drawn } from "./drawn";
import type { Mark } from "./layout/types";
import { addAmounts } from "./model/amount";
import type { LoadState } from "./model/types";
import type { ChartWords } from "./render/drawChart";
import { sumSlots } from "./text/arcSums";
import { nameMark } from "./text/nameMark";
import { slotLabel } from "./text/slotText";
import { buildNotes } from "./text/notes";
import { buildSummary } from "./text/summary";

/** Stands in front of the name of a group that a click on it opens. */
const opensSign = "▸";

/** Every word on the canvas, in the reader's language; the lines are the summary, where it is wanted, and the notes. */
export function buildWords(drawn: Drawn, loadState: LoadState, showSummary: boolean): ChartWords {
  const { model, view, facts } = drawn;
  const { texts } = facts;
  const notes = buildNotes(model, view.table, loadState, texts);
  const summary = showSummary ? [buildSummary(model, texts)] : [];
  return {
    labelOf: (slot) => (model.slots[slot]?.kind === "group" ? `${opensSign} ` : "") + slotLabel(facts, slot),
    valueOf: (slot) => {
      // A slot's label is the same in each of several diagrams, its amount is not.
      if (model.panels.length > 1) return "";
      const { sent, received } = sumSlots(model.panels[0], slot);
      return texts.short(addAmounts(sent, received));
    },
    nameOf: (mark: Mark) => nameMark(facts, mark),
    legendText: ({ text }) => text || texts.say("blank"),
    bandTexts: { outgoing: texts.say("legend_sends"), incoming: texts.say("legend_receives") },
    blankText: texts.say("blank"),
    axisTexts: { rows: texts.say("axis_source"), columns: texts.say("axis_destination") },
    moreText: (count) => texts.say("legend_more", texts.count(count)),
    lines: notes === "" ? summary : [...summary, notes],
  };
}
