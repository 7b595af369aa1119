import { createModeler } from "../../../src/model/buildModel";
import type { FlowRow } from "../helpers/dataViewOf";
import { optionsOf, tableOf } from "../helpers/tableOf";

const countShown = (rows: readonly FlowRow[], share: number): number =>
  createModeler(tableOf(rows))(optionsOf({ cutoff: { by: "coverage", share } })).shownHostCount;

describe("the hosts of a coverage", () => {
  it("are as many as it takes to touch the wanted share of the total, but eight at least", () => {
    const rows = [100, 50, 30, 20, 15, 12, 10, 8, 5, 3, 1, 1].map((value, index) => ({
      source: `s${index}`,
      destination: `d${index}`,
      value,
    }));
    expect([0.5, 0.75, 0.9, 0.95, 0.98, 1].map((share) => countShown(rows, share))).toEqual([8, 8, 13, 15, 17, 22]);
  });

  it("are more than the hub of a star, which touches all", () => {
    const star = Array.from({ length: 40 }, (_, at) => ({ source: "hub", destination: `s${at}`, value: 40 - at }));
    expect(countShown(star, 0.95)).toBe(8);
  });
});
