import { stackingKinds } from "../model/actionKind";
import { listAllSingle } from "../model/detailPanels";
import type { ActionKind, PanelDetail } from "../model/types";
import { buildWeight } from "./buildWeight";
import type { MatrixBar, Rect } from "./types";

/** Sums by slot and kind of action: `sums[slot * 3 + kind]`. */
interface EndSums {
  readonly outgoing: Float64Array;
  readonly incoming: Float64Array;
}

const kindCount = stackingKinds.length;
/** Keeps sums of amounts finite. */
const weigh = buildWeight("linear", 1);

/** What each slot sends and receives in a diagram by kind of action, over the links drawn one by one and the rest. */
export function sumEnds(
  { links, rest }: PanelDetail,
  slotCount: number,
  kindOf: (action: number | undefined) => ActionKind,
): EndSums {
  const outgoing = new Float64Array(slotCount * kindCount);
  const incoming = new Float64Array(slotCount * kindCount);
  for (const list of [links, rest]) {
    for (const { link, parts } of list) {
      for (const { action, amount } of listAllSingle(parts)) {
        const kind = stackingKinds.indexOf(kindOf(action));
        const [out, into] = [link.source * kindCount + kind, link.target * kindCount + kind];
        const weight = weigh(amount);
        outgoing[out] = (outgoing[out] ?? 0) + weight;
        incoming[into] = (incoming[into] ?? 0) + weight;
      }
    }
  }
  return { outgoing, incoming };
}

/** Where the bars of one end stand: the slots with their place, how thick a bar is and how long one of the `largest`. */
interface BarPlaces {
  readonly panel: number;
  readonly end: MatrixBar["end"];
  readonly slots: readonly number[];
  readonly placeOf: Float64Array;
  readonly side: number;
  /** Where bars begin: x for those of rows, y for those of columns. */
  readonly start: number;
  readonly longest: number;
  readonly largest: number;
}

/** A bar is at most this thick, and at least this long, in px. */
const thickest = 14;
const shortest = 1;

/** The bars of all rows, or of all columns, with something to show; their lengths are in proportion to the sums. */
export function layoutBars(sums: EndSums, places: BarPlaces, hasMix: boolean): MatrixBar[] {
  const ofEnd = sums[places.end];
  return places.slots.flatMap((slot) => {
    const amounts = ofEnd.subarray(slot * kindCount, (slot + 1) * kindCount);
    const total = amounts.reduce((sum, amount) => sum + amount, 0);
    if (!(total > 0)) return [];
    const mark = { kind: "arc", panel: places.panel, slot } as const;
    return [{ mark, end: places.end, ...placeBar(places, slot, total), mix: hasMix ? splitBar(amounts, total) : [] }];
  });
}

function placeBar({ end, placeOf, side, start, longest, largest }: BarPlaces, slot: number, total: number): Rect {
  const thickness = Math.min(Math.max(Math.round(side * 0.6), 1), thickest, side);
  const across = (placeOf[slot] ?? 0) + (side - thickness) / 2;
  const length = Math.max(Math.min(total / largest, 1) * longest, Math.min(shortest, longest));
  return end === "outgoing"
    ? { x: start, y: across, width: length, height: thickness }
    : { x: across, y: start, width: thickness, height: length };
}

function splitBar(amounts: Float64Array, total: number): MatrixBar["mix"] {
  let before = 0;
  return stackingKinds.flatMap((actionKind, kind) => {
    const amount = amounts[kind] ?? 0;
    if (!(amount > 0)) return [];
    const from = before / total;
    before += amount;
    return [{ actionKind, from, to: Math.min(before / total, 1) }];
  });
}
