import { addAmounts, type Amount } from "./amount";
import type { ChordModel, DetailedLink, Link, Panel, PanelDetail, Part } from "./types";

/** So many sub-ribbons, and links one by one, are drawn at most, so that a page stays quick. */
const partLimit = 1400;
const linkLimit = 1000;
/** Rules are told apart where their sub-ribbons are this wide on average, in px: thinner ones are one to the eye. */
const thinnestPart = 2.5;

/**
 * The parts of what is drawn in some diagrams. The largest links keep their rules apart, smaller ones show actions, and
 * the smallest of too many are the rest, drawn as one; together they are all drawn links. `widthOf` is how wide an
 * amount is drawn, in px.
 */
export function detailPanels(
  model: ChordModel,
  panels: readonly Panel[],
  widthOf: (amount: Amount) => number,
): PanelDetail[] {
  const drawn = panels.flatMap(({ links }) => links.filter(({ isDrawn }) => isDrawn));
  const fineness = chooseFineness(model, drawn, widthOf);
  return panels.map((panel) => {
    const [links, rest]: [DetailedLink[], DetailedLink[]] = [[], []];
    for (const link of panel.links) {
      if (!link.isDrawn) continue;
      const chosen = fineness.get(link) ?? "rest";
      const parts = chosen === "rules" ? listParts(model, link) : listActions(model, link);
      (chosen === "rest" ? rest : links).push({ link, parts });
    }
    return { panel, links, rest };
  });
}

type Fineness = "rules" | "actions" | "rest";

function chooseFineness(
  { actions }: ChordModel,
  links: readonly Link[],
  widthOf: (amount: Amount) => number,
): ReadonlyMap<Link, Fineness> {
  const ranked = [...links].sort((a, b) => Number(b.amount) - Number(a.amount));
  const fewest = ({ cellStart, cellEnd }: Link): number => Math.min(cellEnd - cellStart, Math.max(actions.length, 1));
  let room = partLimit;
  const single = ranked.slice(0, linkLimit).filter((link) => (room -= fewest(link)) >= 0);
  room = Math.max(room, 0);
  const fineness = new Map<Link, Fineness>();
  for (const link of single) {
    const count = link.cellEnd - link.cellStart;
    const more = count - fewest(link);
    const isFine = more === 0 || (more <= room && widthOf(link.amount) >= count * thinnestPart);
    if (isFine) room -= more;
    fineness.set(link, isFine ? "rules" : "actions");
  }
  return fineness;
}

function listParts({ cells, cellOrder }: ChordModel, { cellStart, cellEnd }: Link): Part[] {
  const parts: Part[] = [];
  for (let at = cellStart; at < cellEnd; at++) {
    const cell = cellOrder[at] ?? 0;
    const amount = cells.amountOf(cell);
    if (!(amount > 0)) continue;
    const [action, rule] = [cells.actions[cell] ?? 0, cells.rules[cell] ?? 0];
    const highlighted = cells.highlightedOf(cell);
    parts.push({ action, rule, ruleCount: 1, amount, highlighted, cellStart: at, cellEnd: at + 1 });
  }
  return parts;
}

/** The same with the rules of each action put together. */
function listActions({ cells, cellOrder }: ChordModel, { cellStart, cellEnd }: Link): Part[] {
  const parts: Writable<Part>[] = [];
  for (let at = cellStart; at < cellEnd; at++) {
    const cell = cellOrder[at] ?? 0;
    const amount = cells.amountOf(cell);
    if (!(amount > 0)) continue;
    const [action, highlighted] = [cells.actions[cell] ?? 0, cells.highlightedOf(cell)];
    const last = parts.at(-1);
    if (last?.action === action) {
      last.rule = undefined;
      last.ruleCount++;
      last.amount = addAmounts(last.amount, amount);
      last.highlighted = addAmounts(last.highlighted, highlighted);
      last.cellEnd = at + 1;
    } else {
      const rule = cells.rules[cell] ?? 0;
      parts.push({ action, rule, ruleCount: 1, amount, highlighted, cellStart: at, cellEnd: at + 1 });
    }
  }
  return parts;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
