import { buildStrength, planMatrix } from "../../../src/layout/matrixPlan";
import type { PanelDetail, Slot } from "../../../src/model/types";
import { detailOf, slotsOf, type LinkOf } from "../helpers/panelDetails";

describe("the matrix's plan", () => {
  const one = [{ action: 0, amount: 1 }];
  const link = (source: number, target: number): LinkOf => ({ source, target, parts: one });
  const planOf = (slots: readonly Slot[], details: readonly PanelDetail[]): ReturnType<typeof planMatrix> => {
    return planMatrix(
      slots,
      details.map(({ panel }) => panel),
    );
  };

  it("leaves out rows of those that send nothing and columns of those that receive nothing, over all diagrams alike", () => {
    const plan = planOf(slotsOf(5), [detailOf([link(0, 3)]), detailOf([link(1, 4)], 1, 1)]);
    expect([plan.rows, plan.columns]).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });

  it("keeps rows and columns alike where that costs little, for the sake of the diagonal", () => {
    const ring = Array.from({ length: 9 }, (_, slot) => link(slot, slot + 1));
    const plan = planOf(slotsOf(10), [detailOf(ring)]);
    expect(plan.rows).toEqual(plan.columns);
    expect(plan.rows.length).toBe(10);
  });

  it("counts no links that are told but not drawn", () => {
    const { panel } = detailOf([link(0, 1), link(2, 2)]);
    const links = panel.links.map((each) => ({ ...each, isDrawn: each.source !== 2 }));
    const plan = planMatrix(slotsOf(3), [{ ...panel, links }]);
    expect([plan.rows, plan.columns, plan.largestTotal]).toEqual([[0], [1], 1]);
  });

  it("sets Others and the members of an open group apart", () => {
    const slots = slotsOf(5, true).map((slot, index) => ({
      ...slot,
      parent: index === 1 || index === 2 ? "g" : undefined,
    }));
    expect(planOf(slots, []).isApart).toEqual([false, true, false, true, true]);
  });

  it("gives strengths that never fall where amounts grow, from 0 to 1, on every scale", () => {
    for (const scale of ["linear", "sqrt", "log"] as const) {
      const strengthOf = buildStrength(scale, 1e6, 2);
      const strengths = [0, 2, 3, 1e3, 1e6, 10n ** 20n].map(strengthOf);
      expect(strengths).toEqual([...strengths].sort((a, b) => a - b));
      expect([strengths[0], strengths[4], strengths[5], strengthOf(NaN)]).toEqual([0, 1, 1, 0]);
      expect(strengths[1]).toBeGreaterThan(0);
    }
    expect(buildStrength("linear", 0, 0)(0)).toBe(0);
  });
});
