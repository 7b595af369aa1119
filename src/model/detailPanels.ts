import { addAmounts, type Amount } from "./amount";
import type { Breakdown, ChordModel, DetailedLink, Link, Panel, PanelDetail, Part } from "./types";

/** So many sub-ribbons, and links one by one, are drawn at most, so that a page stays quick. */
const partLimit = 1400;
const linkLimit = 1000;
/** Rules are told apart where their sub-ribbons are this wide on average, in px: thinner ones are one to the eye. */
const thinnestPart = 2.5;

/**
 * The parts of what is drawn in some diagrams. Where links are broken down by rules, the largest keep theirs apart and
 * smaller ones show actions. The smallest of too many are the rest, drawn as one by action; together they are all drawn
 * links. `widthOf` is how wide an amount is drawn, in px.
 */
export function detailPanels(
  model: ChordModel,
  panels: readonly Panel[],
  widthOf: (amount: Amount) => number,
  breakdown: Breakdown = "rules",
): PanelDetail[] {
  const drawn = panels.flatMap(({ links }) => links.filter(({ isDrawn }) => isDrawn));
  const fineness = chooseFineness(model, drawn, widthOf);
  return panels.map((panel) => {
    const [links, rest]: [DetailedLink[], DetailedLink[]] = [[], []];
    for (const link of panel.links) {
      if (!link.isDrawn) continue;
      const chosen = fineness.get(link) ?? "rest";
      const parts = listBroken(model, link, chosen === "rest" ? "actions" : coarser(chosen, breakdown));
      (chosen === "rest" ? rest : links).push({ link, parts });
    }
    return { panel, links, rest };
  });
}

/** How many links of the only diagram are too many to be drawn one by one; of several, what a page shows decides. */
export function countRest(model: ChordModel): number {
  const [panel, another] = model.panels;
  if (panel === undefined || another !== undefined) return 0;
  const drawn = panel.links.filter(({ isDrawn }) => isDrawn);
  return drawn.length - chooseSingle(model, drawn).links.length;
}

/** The parts of one action each that a part is made of: itself, or those that it puts together. */
export function listSingle(part: Part): readonly Part[] {
  return part.joined ?? [part];
}

/** The parts of one action each that the parts of a link are made of; mostly the same array. */
export function listAllSingle(parts: readonly Part[]): readonly Part[] {
  return parts.some(({ joined }) => joined !== undefined) ? parts.flatMap(listSingle) : parts;
}

type Fineness = "rules" | "actions" | "rest";

function coarser(chosen: "rules" | "actions", wanted: Breakdown): Breakdown {
  return wanted === "rules" ? chosen : wanted;
}

function listBroken(model: ChordModel, link: Link, breakdown: Breakdown): readonly Part[] {
  if (breakdown === "rules") return listParts(model, link);
  const byAction = listActions(model, link);
  return breakdown === "none" ? joinActions(model, link, byAction) : byAction;
}

/** The links that are drawn one by one, the largest first where not all are, and how many more parts they may have. */
function chooseSingle(model: ChordModel, links: readonly Link[]): { links: readonly Link[]; room: number } {
  const cellCount = links.reduce((sum, { cellStart, cellEnd }) => sum + cellEnd - cellStart, 0);
  // Where there is room for all, in whatever order, they need not be ranked.
  if (links.length <= linkLimit && cellCount <= partLimit) return { links, room: partLimit };
  const ranked = [...links].sort((a, b) => Number(b.amount) - Number(a.amount));
  let room = partLimit;
  const single = ranked.slice(0, linkLimit).filter((link) => (room -= countFewest(model, link)) >= 0);
  return { links: single, room: Math.max(room, 0) };
}

/** How many parts a link has at least: one for each action. */
function countFewest({ actions }: ChordModel, { cellStart, cellEnd }: Link): number {
  return Math.min(cellEnd - cellStart, Math.max(actions.length, 1));
}

function chooseFineness(
  model: ChordModel,
  links: readonly Link[],
  widthOf: (amount: Amount) => number,
): ReadonlyMap<Link, Fineness> {
  const single = chooseSingle(model, links);
  let { room } = single;
  const fineness = new Map<Link, Fineness>();
  for (const link of single.links) {
    const count = link.cellEnd - link.cellStart;
    const more = count - countFewest(model, link);
    const isFine = more === 0 || (more <= room && widthOf(link.amount) >= count * thinnestPart);
    if (isFine) room -= more;
    fineness.set(link, isFine ? "rules" : "actions");
  }
  return fineness;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function listParts({ cells, cellOrder }: ChordModel, { cellStart, cellEnd }: Link): Writable<Part>[] {
  const parts: Writable<Part>[] = [];
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

/** The same with the rules of each action put together, each into the first part of its action. */
function listActions(model: ChordModel, link: Link): readonly Part[] {
  const joined: Writable<Part>[] = [];
  for (const part of listParts(model, link)) {
    const last = joined.at(-1);
    if (last === undefined || last.action !== part.action) joined.push(part);
    else {
      last.rule = undefined;
      last.ruleCount++;
      last.amount = addAmounts(last.amount, part.amount);
      last.highlighted = addAmounts(last.highlighted, part.highlighted);
      last.cellEnd = part.cellEnd;
    }
  }
  return joined;
}

/** All of a link in one part, if it has several actions. */
function joinActions(model: ChordModel, { cellStart, cellEnd }: Link, byAction: readonly Part[]): readonly Part[] {
  if (byAction.length < 2) return byAction;
  const rules = new Set<number>();
  for (let at = cellStart; at < cellEnd; at++) rules.add(model.cells.rules[model.cellOrder[at] ?? 0] ?? 0);
  const [rule] = rules.size === 1 ? rules : [];
  const sumOf = (what: "amount" | "highlighted"): Amount =>
    byAction.reduce<Amount>((sum, part) => addAmounts(sum, part[what]), 0);
  const sums = { amount: sumOf("amount"), highlighted: sumOf("highlighted") };
  return [{ action: undefined, joined: byAction, rule, ruleCount: rules.size, ...sums, cellStart, cellEnd }];
}
