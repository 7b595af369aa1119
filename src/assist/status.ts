import type { PanelLayout } from "../layout/types";
import { addAmounts, type Amount } from "../model/amount";
import type { FlowTable, OpenGroup } from "../model/types";
import { sayCount } from "../text/counted";
import { panelText } from "../text/partText";
import { pathOf, type MarkFacts } from "../text/slotText";
import { describeAmount } from "../text/summary";

/** What of a drawing is said aloud, each by itself when it is another than before; empty where there is nothing to say. */
export interface Status {
  readonly opened: string;
  readonly page: string;
  readonly summary: string;
  readonly selected: string;
}

/** A page of diagrams: which one of how many (from 0), and what is on it. */
export interface ShownPage {
  readonly page: number;
  readonly pageCount: number;
  readonly panels: readonly PanelLayout[];
}

/** Which groups are open, the last one opened at the end; `expanded` are their keys, also of such as are gone. */
export function sayOpened({ model, texts }: MarkFacts, expanded: readonly string[]): string {
  const isOpened = (group: OpenGroup | undefined): group is OpenGroup => group !== undefined;
  const opened = expanded.map((key) => model.openGroups.find((group) => group.key === key)).filter(isOpened);
  if (opened.length === 0) return texts.say("status_closed");
  return texts.say("status_open", texts.list(opened.map(pathOf)));
}

/** Which page it is and what its diagrams are called; empty where there is only one page. */
export function sayPage(facts: MarkFacts, { page, pageCount, panels }: ShownPage): string {
  const { say, count, list } = facts.texts;
  if (pageCount < 2) return "";
  const titles = list(panels.map(({ panel }) => panelText(facts, panel.index)));
  return say("status_page", count(page + 1), count(pageCount), titles);
}

/** What is selected, in words: its amount, its hosts and its share. */
export function saySelected({ model, texts }: MarkFacts, table: FlowTable, rows: ReadonlySet<number>): string {
  if (rows.size === 0) return texts.say("status_nothingSelected");
  let amount: Amount = 0;
  const hosts = new Set<number>();
  for (const row of rows) {
    const value = table.values[row] ?? 0;
    // A row that cannot be drawn is NaN.
    if (value > 0) amount = addAmounts(amount, value);
    hosts.add(table.sources[row] ?? 0).add(table.targets[row] ?? 0);
  }
  const share = texts.share(amount, model.totals.total);
  return texts.say("status_selected", describeAmount(amount, texts), sayCount(texts, "hosts", hosts.size), share);
}

/** What is new of it, as sentences. */
export function listNews(before: Status, now: Status): string {
  const names = ["opened", "page", "summary", "selected"] as const;
  const news = names.filter((name) => now[name] !== "" && now[name] !== before[name]).map((name) => now[name]);
  return news.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`)).join(" ");
}
