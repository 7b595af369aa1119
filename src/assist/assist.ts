import { select } from "d3";
import type { FlowTable } from "../model/types";
import type { MarkFacts } from "../text/slotText";
import { drawTable } from "./drawTable";
import { listNews, sayOpened, sayPage, saySelected, type ShownPage, type Status } from "./status";
import { tableFlows } from "./tableFlows";

/** A drawing as far as it is put into words; without `diagram` a sentence stands in its place, which is its summary. */
export interface Shown {
  readonly summary: string;
  readonly diagram?: {
    readonly facts: MarkFacts;
    readonly table: FlowTable;
    readonly expanded: readonly string[];
    readonly layout: ShownPage;
    readonly isLoading: boolean;
  };
}

/** What assistive technology is given beside the diagram: its flows as a table, and what has changed, said aloud. */
export interface Assist {
  /** Takes a new drawing. */
  readonly follow: (shown: Shown) => void;
  /** Takes the rows that are selected in the latest drawing. */
  readonly select: (rows: ReadonlySet<number>) => void;
  readonly remove: () => void;
}

/** So long, in ms, nothing has to change before the table is made and anything is said. */
const settlingMs = 300;

/**
 * Adds both to an element, out of sight and out of the order of Tab. They are made when things have settled, so that they
 * delay no drawing; the first drawing is not said, as the diagram's own name says it.
 */
export function buildAssist(frame: HTMLElement): Assist {
  const place = select(frame).append("div").attr("class", "flow-chord-assist");
  const voice = place.append("div").attr("role", "status").attr("aria-live", "polite");
  const table = place.append("div").node() ?? frame;
  let shown: Shown | undefined;
  let tabled: Shown | undefined;
  let rows: ReadonlySet<number> = new Set();
  let before: Status | undefined;
  let timer: number | undefined;
  const settle = (): void => {
    if (shown === undefined) return;
    const { diagram } = shown;
    // What is selected is not in the table.
    if (tabled !== shown) drawTable(table, diagram && tableFlows(diagram.facts, diagram.layout.panels));
    tabled = shown;
    const now = buildStatus(shown, rows, before);
    const news = before === undefined ? "" : listNews(before, now);
    before = now;
    if (news !== "") voice.text(news);
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(settle, settlingMs);
  };
  return {
    follow(next) {
      shown = next;
      wait();
    },
    select(selected) {
      rows = selected;
      wait();
    },
    remove() {
      clearTimeout(timer);
    },
  };
}

/** While rows are still loading, the sums change with each of their segments: what was said before holds. */
function buildStatus({ summary, diagram }: Shown, rows: ReadonlySet<number>, before: Status | undefined): Status {
  if (diagram === undefined) return { opened: "", page: "", summary, selected: "" };
  const { facts, table, expanded, layout, isLoading } = diagram;
  return {
    opened: sayOpened(facts, expanded),
    page: sayPage(facts, layout),
    summary: isLoading && before !== undefined ? before.summary : summary,
    selected: isLoading && before !== undefined ? before.selected : saySelected(facts, table, rows),
  };
}
