import { findFlaw } from "./helpers/canvasTexts";
import { dataViewOf } from "./helpers/dataViewOf";
import { buildFlows, nestFlows } from "./helpers/estate";
import { startVisual } from "./helpers/startVisual";

const sizes = [
  [300, 200],
  [600, 400],
  [1280, 720],
] as const;

const settings: Readonly<Record<string, Record<string, object>>> = {
  "as they are": {},
  "radial, with values": { labels: { orientation: "radial", showValues: true } },
  "horizontal, wrapped, with values": { labels: { orientation: "horizontal", overflow: "wrap", showValues: true } },
  "large and bold": { labels: { fontSize: 14, bold: true }, legend: { position: "right" } },
  "in a table": { layout: { view: "matrix" } },
};

describe("texts on the canvas", () => {
  for (const [width, height] of sizes) {
    for (const [hosts, rows] of [
      [3, 30],
      [12, 300],
      [60, 900],
      [500, 3000],
    ] as const) {
      for (const [name, objects] of Object.entries(settings)) {
        it(`neither overlap nor leave ${width} x ${height} px with ${hosts} hosts, ${name}`, () => {
          const started = startVisual({ width, height });
          started.update(dataViewOf(buildFlows(hosts, rows), { objects: { ...objects } }));
          expect(started.find("text").length).toBeGreaterThan(3);
          expect(findFlaw(started)).toBeUndefined();
        });
      }
    }

    it(`nor with open groups on ${width} x ${height} px`, () => {
      const started = startVisual({ width, height });
      const rows = nestFlows(buildFlows(60, 900)).map(({ source, destination, value }) => ({
        source,
        destination,
        value,
      }));
      const expanded = JSON.stringify(["network 0\u0000", "network 2\u0000"]);
      started.update(dataViewOf(rows, { objects: { state: { expanded } } }));
      expect(started.find("g.group").length).toBe(2);
      expect(findFlaw(started)).toBeUndefined();
    });

    it(`nor in small multiples on ${width} x ${height} px`, () => {
      const started = startVisual({ width, height });
      started.update(dataViewOf(nestFlows(buildFlows(30, 400)), { objects: { grouping: { by: "none" } } }));
      expect(started.find(".panel-title").length).toBeGreaterThan(0);
      expect(findFlaw(started)).toBeUndefined();
    });
  }

  it("tell their whole wording where they are cut", () => {
    const { update, find } = startVisual({ width: 300, height: 200 });
    update(dataViewOf([{ source: "a", destination: "b", rule: "r", action: `Allow ${"x".repeat(200)}`, value: 1 }]));
    const [cut] = find(".legend-text");
    expect(cut?.querySelector("title")?.textContent).toBe(`Allow ${"x".repeat(200)}`);
    expect(cut?.firstChild?.textContent).toMatch(/…$/);
  });
});
