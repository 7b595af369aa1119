import { addAmounts, shareOf } from "../../../src/model/amount";
import { parseActionKind } from "../../../src/model/actionKind";
import { buildModel } from "../../../src/model/buildModel";
import { buildFlows } from "../helpers/estate";
import { tableOf } from "../helpers/tableOf";

describe("amounts", () => {
  it("stay exact beyond 2^53", () => {
    expect(addAmounts(2 ** 53, 1)).toBe(2n ** 53n + 1n);
    expect(addAmounts(2n ** 60n, 1)).toBe(2n ** 60n + 1n);
  });

  it("add fractions as numbers", () => {
    expect(addAmounts(0.5, 0.25)).toBe(0.75);
    expect(addAmounts(2n ** 60n, 0.5)).toBe(2 ** 60);
  });

  it("share nothing where there is nothing", () => {
    expect(shareOf(0, 0)).toBe(0);
    expect(shareOf(3n, 4n)).toBe(0.75);
  });
});

describe("actions", () => {
  it("are known by the log's letter and by the word, in any case", () => {
    expect(["A", "Allow", " allowed ", "허용"].map(parseActionKind)).toEqual(["allow", "allow", "allow", "allow"]);
    expect(["D", "DENY", "Blocked", "거부"].map(parseActionKind)).toEqual(["deny", "deny", "deny", "deny"]);
    expect(["", "audit"].map(parseActionKind)).toEqual(["other", "other"]);
  });
});

describe("the model", () => {
  const options = { endpointCount: 2, showOthers: true };

  it("shows the largest hosts and folds the rest into Others, last", () => {
    const table = tableOf(
      ["a", "b", "c", "d", "e"].map((source, index) => ({ source, destination: "a", value: index })),
    );
    const { slots, endpointCount } = buildModel(table, options);
    expect(slots.map(({ endpoint, foldedCount }) => [endpoint?.key, foldedCount])).toEqual([
      ["a", 0],
      ["e", 0],
      [undefined, 3],
    ]);
    expect(endpointCount).toBe(5);
  });

  it("never folds a single host", () => {
    const table = tableOf(["a", "b", "c"].map((source) => ({ source, destination: "a", value: 1 })));
    expect(buildModel(table, options).slots.map(({ endpoint }) => endpoint?.key)).toEqual(["a", "b", "c"]);
  });

  it("keeps what runs from Others to Others, but does not draw it", () => {
    const table = tableOf([
      { source: "a", destination: "b", value: 9 },
      { source: "c", destination: "d", value: 1 },
      { source: "a", destination: "d", value: 2 },
    ]);
    const { panels, totals } = buildModel(table, options);
    expect(panels[0]?.links.map(({ source, target, isDrawn }) => [source, target, isDrawn])).toEqual([
      [0, 1, true],
      [0, 2, true],
      [2, 2, false],
    ]);
    expect([totals.drawn, totals.amongOthers]).toEqual([11, 1]);
  });

  it("stacks parts by action, allowed first, then by the largest rule", () => {
    const rows = [
      ["Deny", "x", 1],
      ["Allow", "y", 2],
      ["audit", "x", 1],
      ["Allow", "z", 9],
    ] as const;
    const table = tableOf(
      rows.map(([action, rule, value]) => ({ source: "a", destination: "b", action, rule, value })),
    );
    const { panels, actions, rules } = buildModel(table, options);
    const parts = panels[0]?.links[0]?.parts.map(
      ({ action, rule }) => `${actions[action] ?? ""} ${rules[rule ?? -1] ?? ""}`,
    );
    expect(parts).toEqual(["Allow z", "Allow y", "audit x", "Deny x"]);
  });

  it("keeps the rules of the largest links apart where there are too many parts, and loses nothing", () => {
    const rows = buildFlows(60, 20000).map((row, index) => ({ ...row, rule: `r${index % 9}` }));
    const { panels, totals } = buildModel(tableOf(rows), { endpointCount: 40, showOthers: true });
    const parts = panels.flatMap(({ links }) => links.flatMap((link) => link.parts));
    expect(parts.some(({ ruleCount }) => ruleCount > 1)).toBe(true);
    expect(parts.some(({ rule }) => rule !== undefined)).toBe(true);
    expect(parts.reduce<number | bigint>((sum, { amount }) => addAmounts(sum, amount), 0)).toBe(totals.total);
  });

  it("gives a panel to each of the largest twelve values, numbers in names by value", () => {
    const rows = Array.from({ length: 14 }, (_, index) => ({
      source: "a",
      destination: "b",
      smallMultiple: `p${index}`,
      value: 14 - index,
    }));
    const { panels, panelCount, totals } = buildModel(tableOf(rows), options);
    expect(panels.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, index) => `p${index}`));
    expect([panelCount, totals.inOtherPanels]).toEqual([14, 3]);
  });
});
