import fc from "fast-check";
import { findFlaw } from "../helpers/canvasTexts";
import { dataViewOf } from "../helpers/dataViewOf";
import { buildFlows, nestFlows } from "../helpers/estate";
import { startVisual } from "../helpers/startVisual";

const fontSize = fc.integer({ min: 6, max: 20 });
const open = (...networks: number[]): string => JSON.stringify(networks.map((network) => `network ${network}\u0000`));

/** What an author chooses in the pane, of what moves texts. */
const objects = fc.record(
  {
    labels: fc.record({
      orientation: fc.constantFrom("auto", "radial", "horizontal"),
      overflow: fc.constantFrom("truncate", "wrap"),
      showValues: fc.boolean(),
      bold: fc.boolean(),
      fontSize,
    }),
    legend: fc.record({ position: fc.constantFrom("top", "bottom", "right"), fontSize }),
    summary: fc.record({ fontSize }),
    layout: fc.record({
      view: fc.constantFrom("auto", "chord", "matrix"),
      hostCount: fc.integer({ min: 1, max: 100 }),
      order: fc.constantFrom("value", "address", "name"),
    }),
    multiples: fc.record({ by: fc.constantFrom("field", "action", "rule") }),
    grouping: fc.record({ by: fc.constantFrom("levels", "none", "prefix") }),
    state: fc.record({ expanded: fc.constantFrom(open(), open(0), open(0, 1, 2)) }),
  },
  { requiredKeys: [] },
);

const data = fc.record({
  hosts: fc.integer({ min: 1, max: 60 }),
  rows: fc.integer({ min: 1, max: 400 }),
  isNested: fc.boolean(),
  seed: fc.nat(1000),
});

const viewport = { width: fc.integer({ min: 160, max: 1300 }), height: fc.integer({ min: 130, max: 800 }) };

describe("texts on the canvas, whatever the author chooses", () => {
  it("neither overlap nor leave it", () => {
    fc.assert(
      fc.property(objects, data, fc.record(viewport), (chosen, { hosts, rows, isNested, seed }, size) => {
        const started = startVisual(size);
        const flows = buildFlows(hosts, rows, seed);
        started.update(dataViewOf(isNested ? nestFlows(flows) : flows, { objects: chosen }));
        const flaw = findFlaw(started);
        started.element.remove();
        if (flaw !== undefined) throw new Error(flaw);
      }),
      { numRuns: 300 },
    );
    expect(document.querySelectorAll("[data-visual]").length).toBe(0);
  });
});
