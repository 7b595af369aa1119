import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findOverlap, type TextBox } from "./helpers/textBoxes";
import { startVisual, type StartedVisual } from "./helpers/startVisual";

const slack = 1;

/** A text's box where it stands, turned as it is; letters are less high than their line by a quarter. */
function boxOf(text: SVGTextElement): TextBox {
  const { x, y, width, height } = text.getBBox();
  const matrix = text.getScreenCTM() ?? new DOMMatrix();
  const [top, bottom] = [y + height / 8, y + (height * 7) / 8];
  const corners = [
    [x, top],
    [x + width, top],
    [x + width, bottom],
    [x, bottom],
  ].map(([left, down]): [number, number] => {
    const point = new DOMPoint(left, down).matrixTransform(matrix);
    return [point.x, point.y];
  });
  return { text: text.textContent, corners };
}

/** All texts but those along a bracket, which are bent. */
function boxesOf({ find }: StartedVisual): TextBox[] {
  return find("svg.flow-chord text:not(:has(textPath))").map((text) => boxOf(text as SVGTextElement));
}

function expectLegible(started: StartedVisual): void {
  const boxes = boxesOf(started);
  expect(boxes.length).toBeGreaterThan(3);
  const canvas = started.find("svg.flow-chord")[0]?.getBoundingClientRect() ?? new DOMRect();
  const outside = boxes.filter(({ corners }) => {
    return corners.some(([x, y]) => {
      const isBeside = x < canvas.left - slack || x > canvas.right + slack;
      return isBeside || y < canvas.top - slack || y > canvas.bottom + slack;
    });
  });
  expect(outside.map(({ text }) => text)).toEqual([]);
  expect(findOverlap(boxes)).toBeUndefined();
}

/** Hosts under long and short names in networks, so that groups can be opened. */
function nestedFlows(hosts: number, count: number): FlowRow[] {
  const pathOf = (host: unknown, index: number): unknown[] => [`network ${index % 3}`, host];
  return buildFlows(hosts, count).map((row, index) => ({
    ...row,
    source: pathOf(row.source, index),
    destination: pathOf(row.destination, index + 1),
    smallMultiple: row.rule,
  }));
}

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
          expectLegible(started);
        });
      }
    }

    it(`nor with open groups on ${width} x ${height} px`, () => {
      const started = startVisual({ width, height });
      const rows = nestedFlows(60, 900).map(({ source, destination, value }) => ({ source, destination, value }));
      const expanded = JSON.stringify(["network 0\u0000", "network 2\u0000"]);
      started.update(dataViewOf(rows, { objects: { state: { expanded } } }));
      expect(started.find("g.group").length).toBe(2);
      expectLegible(started);
    });

    it(`nor in small multiples on ${width} x ${height} px`, () => {
      const started = startVisual({ width, height });
      started.update(dataViewOf(nestedFlows(30, 400), { objects: { grouping: { by: "none" } } }));
      expect(started.find(".panel-title").length).toBeGreaterThan(0);
      expectLegible(started);
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
