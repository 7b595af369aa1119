import { dataViewOf } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { startVisual } from "./helpers/startVisual";

const slack = 1;

function overlaps(a: DOMRect, b: DOMRect): boolean {
  const isBeside = a.right <= b.left + slack || b.right <= a.left + slack;
  return !isBeside && a.bottom > b.top + 4 && b.bottom > a.top + 4;
}

describe("texts on the canvas", () => {
  for (const [width, height] of [
    [300, 200],
    [600, 400],
    [1280, 720],
  ] as const) {
    for (const [hosts, rows] of [
      [3, 30],
      [12, 300],
      [60, 900],
      [500, 3000],
    ] as const) {
      it(`neither overlap nor leave ${width} x ${height} px with ${hosts} hosts`, () => {
        const { update, find, element } = startVisual({ width, height });
        update(dataViewOf(buildFlows(hosts, rows)));
        const origin = element.querySelector("svg")?.getBoundingClientRect() ?? new DOMRect();
        const boxes = find("text").map((text) => text.getBoundingClientRect());
        expect(boxes.length).toBeGreaterThan(3);
        for (const [index, box] of boxes.entries()) {
          expect(box.left >= origin.left - slack && box.right <= origin.left + width + slack).toBe(true);
          expect(box.top >= origin.top - slack - 3 && box.bottom <= origin.top + height + slack + 3).toBe(true);
          expect(boxes.slice(index + 1).filter((other) => overlaps(box, other)).length).toBe(0);
        }
      });
    }
  }

  it("tell their whole wording where they are cut", () => {
    const { update, find } = startVisual({ width: 300, height: 200 });
    update(dataViewOf([{ source: "a", destination: "b", rule: "r", action: `Allow ${"x".repeat(200)}`, value: 1 }]));
    const [cut] = find(".legend-text");
    expect(cut?.querySelector("title")?.textContent).toBe(`Allow ${"x".repeat(200)}`);
    expect(cut?.firstChild?.textContent).toMatch(/…$/);
  });
});
