import fc from "fast-check";
import { findSmallest } from "../../../src/layout/buildWeight";
import { layoutMatrix } from "../../../src/layout/matrixLayout";
import { buildStrength, planMatrix, type MatrixInput } from "../../../src/layout/matrixPlan";
import type { MatrixPanel, Rect } from "../../../src/layout/types";
import type { ActionKind, PanelDetail, Slot } from "../../../src/model/types";
import { detailOf, slotsOf, type LinkOf } from "./panelDetails";

const kinds: readonly ActionKind[] = ["allow", "deny", "other"];
/** Actions 0, 1 and 2 are allow, deny and other. */
export const kindOf = (action: number | undefined): ActionKind => kinds[action ?? -1] ?? "other";
/** Texts 12 px high and 6 px a letter. */
export const fontSizePx = 12;
export const measure = (text: string): number => text.length * 6;

/** How a spec lays out the matrices of these details, all alike. */
export function inputOf(
  slots: readonly Slot[],
  details: readonly PanelDetail[],
  more: Partial<MatrixInput> = {},
): MatrixInput {
  const panels = details.map(({ panel }) => panel);
  const plan = planMatrix(slots, panels);
  return {
    plan,
    title: undefined,
    labels: slots.map(({ label }) => label || "Others (9)"),
    labelStyle: { fontSizePx, measure },
    axisTexts: { rows: "Source", columns: "Destination" },
    strengthOf: buildStrength("linear", plan.largestLink, findSmallest(panels)),
    hasMix: true,
    kindOf,
    ...more,
  };
}

const amount = fc.oneof(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 1e-6, max: Number.MAX_VALUE, noNaN: true }));
const part = fc.record({ action: fc.nat(2), amount });

/** Links between so many slots, from `restFrom` on among the rest. */
interface MatrixCase {
  readonly slotCount: number;
  readonly links: readonly LinkOf[];
  readonly restFrom: number;
}

/** Any links with parts of any amounts, no two from and to the same slots. */
export const matrixCases: fc.Arbitrary<MatrixCase> = fc.integer({ min: 1, max: 60 }).chain((slotCount) => {
  const slot = fc.nat(slotCount - 1);
  const link = fc.record({ source: slot, target: slot, parts: fc.array(part, { minLength: 1, maxLength: 4 }) });
  const selector = ({ source, target }: LinkOf): string => `${source} ${target}`;
  const links = fc.uniqueArray(link, { minLength: 1, maxLength: 200, selector });
  return fc.record({ slotCount: fc.constant(slotCount), links, restFrom: fc.nat(200) });
});

/** Boxes from tiny to a whole screen. */
export const matrixBoxes = fc.record({
  x: fc.nat(50),
  y: fc.nat(50),
  width: fc.integer({ min: 20, max: 1300 }),
  height: fc.integer({ min: 20, max: 800 }),
});

/** The matrix of a case in a box. */
export function layoutCase({ slotCount, links, restFrom }: MatrixCase, room: Rect): MatrixPanel {
  const slots = slotsOf(slotCount, true);
  const detail = detailOf(links, restFrom);
  return layoutMatrix(detail, room, inputOf(slots, [detail]));
}
