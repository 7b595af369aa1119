import type { PanelLayout, PartMark } from "../layout/types";
import { actionText, panelText, ruleText, sumParts } from "../text/partText";
import { slotPath, type MarkFacts } from "../text/slotText";

/** A table in words: `rows[row][column]`; `more` says what was left out of it, undefined where nothing was. */
export interface FlowsTable {
  readonly caption: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly more: string | undefined;
}

interface Column {
  readonly header: string;
  readonly cell: (mark: PartMark) => string;
}

/** Nobody listens to more rows than these. */
const mostRows = 100;

/** All flows of the diagrams on a page, the largest first, also those that are drawn in one shape; the last row counts the rest. */
export function tableFlows(facts: MarkFacts, panels: readonly PanelLayout[]): FlowsTable {
  const { texts } = facts;
  const columns = listColumns(facts);
  const parts = panels.flatMap(listParts).sort((a, b) => Number(b.part.amount) - Number(a.part.amount));
  const [told, left] = [parts.slice(0, mostRows), parts.slice(mostRows)];
  const rest = texts.full(sumParts(left, "amount"));
  return {
    caption: texts.say("table_caption"),
    headers: columns.map(({ header }) => header),
    rows: told.map((mark) => columns.map(({ cell }) => cell(mark))),
    more: left.length === 0 ? undefined : texts.say("table_more", texts.count(left.length), rest),
  };
}

function listParts(panel: PanelLayout): PartMark[] {
  const single = panel.kind === "chord" ? panel.ribbons : panel.cells;
  return [
    ...single.flatMap(({ parts }) => parts.map(({ mark }) => mark)),
    ...panel.rest.flatMap(({ mark }) => mark.parts),
  ];
}

function listColumns(facts: MarkFacts): Column[] {
  const { model, texts } = facts;
  const column = (isThere: boolean, header: string, cell: Column["cell"]): Column[] => {
    return isThere ? [{ header, cell }] : [];
  };
  return [
    ...column(true, texts.say("tooltip_source"), ({ link }) => slotPath(facts, link.source)),
    ...column(true, texts.say("tooltip_destination"), ({ link }) => slotPath(facts, link.target)),
    ...column(model.actions.length > 0, texts.say("tooltip_action"), ({ part }) => actionText(facts, part)),
    ...column(model.rules.length > 0, texts.say("tooltip_rule"), ({ part }) => ruleText(facts, part)),
    ...column(model.panels.length > 1, texts.say("tooltip_panel"), ({ panel }) => panelText(facts, panel)),
    ...column(true, texts.unit, ({ part }) => texts.full(part.amount)),
    ...column(model.hasHighlights, texts.say("tooltip_highlighted"), ({ part }) => texts.full(part.highlighted)),
  ];
}
