import type { Drawn } from "./drawn";
import { findMarkOf, listMarks, type DrawnMark } from "./interact/marks";

/**
 * Draws, and keeps the focus on what it is on: elements are used again for other marks. Where that is gone it is given
 * to the diagram, so that a reader with keys goes on.
 */
export function keepFocus(frame: HTMLElement, drawn: () => Drawn | undefined, draw: () => void): void {
  const { ownerDocument } = frame;
  const focused = ownerDocument.activeElement;
  if (focused === null || !frame.contains(focused)) {
    draw();
    return;
  }
  const mark = findMarkOf(focused);
  const name = mark && identify(drawn(), mark);
  draw();
  const svg = frame.querySelector("svg");
  const now = drawn();
  const same =
    name === undefined || svg === null
      ? undefined
      : listMarks(svg).find((other) => other.element.hasAttribute("tabindex") && identify(now, other) === name);
  if (same !== undefined) same.element.focus();
  else if (name !== undefined || !frame.contains(ownerDocument.activeElement)) svg?.focus();
}

/** What a mark stands for, by names: numbers of slots and rules are others in each drawing. */
function identify(drawn: Drawn | undefined, { mark, end }: DrawnMark): string | undefined {
  if (drawn === undefined) return undefined;
  const { panels, slots, actions, rules } = drawn.model;
  const slotOf = (slot: number): string => slots[slot]?.key ?? "";
  const named = (panel: number, ...names: readonly string[]): string =>
    JSON.stringify([mark.kind, panels[panel]?.name ?? "", ...names]);
  switch (mark.kind) {
    case "arc":
      return named(mark.panel, slotOf(mark.slot), end ?? "");
    case "part": {
      const { link, part } = mark;
      const rule = part.rule === undefined ? "" : (rules[part.rule] ?? "");
      return named(mark.panel, slotOf(link.source), slotOf(link.target), actions[part.action ?? -1] ?? "", rule);
    }
    case "rest":
      return named(mark.panel, mark.actionKind, String(mark.isThin));
    case "group":
      return named(mark.panel, mark.group.key);
    case "legend":
      return JSON.stringify([mark.kind, mark.by, mark.text]);
  }
}
