import fc from "fast-check";
import { layoutMatrix } from "../../../src/layout/matrixLayout";
import { fontSizePx, inputOf, matrixBoxes, matrixCases, measure } from "../helpers/matrices";
import { detailOf, slotsOf } from "../helpers/panelDetails";
import { findOverlap, isInside, textBoxes } from "../helpers/textBoxes";

describe("the matrix's texts", () => {
  it("never overlap and stay inside the box", () => {
    fc.assert(
      fc.property(matrixCases, matrixBoxes, fc.integer({ min: 1, max: 30 }), (one, room, length) => {
        const slots = slotsOf(one.slotCount, true);
        const detail = detailOf(one.links);
        const labels = slots.map((_, slot) => "x".repeat(1 + ((slot * 7) % length)));
        const panel = layoutMatrix(detail, room, inputOf(slots, [detail], { labels }));
        const boxes = textBoxes(panel, { fontSizePx, measure });
        expect(findOverlap(boxes)).toBeUndefined();
        for (const { corners } of boxes) {
          for (const [x, y] of corners) {
            const point = { x: x + panel.x, y: y + panel.y, width: 0, height: 0 };
            expect(isInside(point, room, 1)).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  for (const slotCount of [3, 12, 24, 60, 100]) {
    it(`never overlap for ${slotCount} hosts in a ring, in boxes of all shapes`, () => {
      const parts = [{ action: 0, amount: 1 }];
      const detail = detailOf(
        slotsOf(slotCount).map((_, slot) => ({ source: slot, target: (slot + 1) % slotCount, parts })),
      );
      const input = inputOf(slotsOf(slotCount, true), [detail]);
      let seen = 0;
      for (const [width, height] of [
        [300, 200],
        [600, 400],
        [1280, 720],
        [300, 720],
        [400, 300],
        [262, 262],
      ] as const) {
        const panel = layoutMatrix(detail, { x: 0, y: 0, width, height }, input);
        expect(findOverlap(textBoxes(panel, { fontSizePx, measure }))).toBeUndefined();
        seen += panel.labels.length;
      }
      expect(seen).toBeGreaterThan(30);
    });
  }

  it("name all rows and columns where there is room, cut where they are long", () => {
    const links = [0, 1, 2].map((slot) => ({ source: slot, target: 2 - slot, parts: [{ action: 0, amount: 1 }] }));
    const detail = detailOf(links);
    const slots = slotsOf(3);
    const long = ["a", "b".repeat(90), "c"];
    const room = { x: 0, y: 0, width: 600, height: 400 };
    const { labels, axisTitles } = layoutMatrix(detail, room, inputOf(slots, [detail], { labels: long }));
    expect(labels.map(({ end, mark }) => `${end} ${mark.slot}`)).toEqual([
      ...["outgoing 0", "outgoing 1", "outgoing 2"],
      ...["incoming 0", "incoming 1", "incoming 2"],
    ]);
    expect(labels[1]?.lines[0]?.text).toMatch(/^b+…$/);
    expect(labels[1]?.whole).toBe(long[1]);
    expect(labels[0]?.whole).toBeUndefined();
    expect(axisTitles.map(({ text }) => text)).toEqual(["Source", "Destination"]);
  });

  it("keep to the hosts with the larger amounts where rows are lower than a line", () => {
    const links = Array.from({ length: 50 }, (_, slot) => {
      return { source: slot, target: 0, parts: [{ action: 0, amount: slot === 31 ? 1e6 : 1 }] };
    });
    const detail = detailOf(links);
    const { labels } = layoutMatrix(detail, { x: 0, y: 0, width: 500, height: 350 }, inputOf(slotsOf(50), [detail]));
    const rows = labels.filter(({ end }) => end === "outgoing").map(({ mark }) => mark.slot);
    expect(rows).toContain(31);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(40);
  });

  it("are not there in a tiny box", () => {
    const detail = detailOf([{ source: 0, target: 1, parts: [{ action: 0, amount: 1 }] }]);
    const tiny = layoutMatrix(detail, { x: 0, y: 0, width: 40, height: 30 }, inputOf(slotsOf(2), [detail]));
    expect([tiny.labels.length, tiny.axisTitles.length, tiny.bars.length, tiny.cells.length]).toEqual([0, 0, 0, 1]);
  });
});
