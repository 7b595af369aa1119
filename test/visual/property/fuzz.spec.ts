import fc from "fast-check";
import { flowRows } from "../helpers/arbitraries";
import { dataViewOf } from "../helpers/dataViewOf";
import { startVisual, updateTypes } from "../helpers/startVisual";

const fields = fc.subarray(["source", "destination", "rule", "action", "value"] as const);
const viewport = fc.record({ width: fc.integer({ min: 0, max: 900 }), height: fc.integer({ min: 0, max: 700 }) });
const objects = fc.record({
  layout: fc.record({ hostCount: fc.oneof(fc.integer(), fc.string()), showOthers: fc.boolean(), padding: fc.double() }),
  colors: fc.record({ colorBy: fc.constantFrom("action", "rule", "x"), opacity: fc.double() }),
  labels: fc.record({ show: fc.boolean(), fontSize: fc.integer() }),
  legend: fc.record({ show: fc.boolean(), position: fc.constantFrom("top", "bottom", "right", 5) }),
});
const updates = fc.tuple(viewport, fc.constantFrom(...Object.values(updateTypes)));

describe("any data view, size and settings", () => {
  it("ends in a drawing or a sentence, with one terminal event and no number that is none", () => {
    const { update, told, element } = startVisual();
    fc.assert(
      fc.property(flowRows, fields, objects, updates, (rows, kept, settings, [size, updateType]) => {
        const cut = rows.map((row) => Object.fromEntries(kept.map((field) => [field, row[field]])));
        told.events.length = 0;
        update(dataViewOf(cut, { objects: settings }), { viewport: size, type: updateType });
        expect(told.events).toEqual(["started", "finished"]);
        expect(element.querySelectorAll(".ribbon, .message text").length).toBeGreaterThan(0);
        expect(element.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });
});
