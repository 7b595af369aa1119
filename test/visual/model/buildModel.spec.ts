import { addAmounts, shareOf } from "../../../src/model/amount";
import { parseActionKind } from "../../../src/model/actionKind";
import { createModeler } from "../../../src/model/buildModel";
import { detailPanels } from "../../../src/model/detailPanels";
import type { ChordModel, ModelOptions } from "../../../src/model/types";
import type { FlowRow } from "../helpers/dataViewOf";
import { buildFlows } from "../helpers/estate";
import { optionsOf, tableOf } from "../helpers/tableOf";

const buildModel = (rows: readonly FlowRow[], options: Partial<ModelOptions> = {}): ChordModel =>
  createModeler(tableOf(rows))(optionsOf(options));

const top = (count: number): Partial<ModelOptions> => ({ cutoff: { by: "count", count } });
const keysOf = ({ slots }: ChordModel): string[] =>
  slots.map(({ kind, key, hostCount }) => `${kind} ${key} ${hostCount}`);

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
    const words = ["A", "Allow", " allowed ", "허용", "許可", "允许"];
    expect(new Set(words.map(parseActionKind))).toEqual(new Set(["allow"]));
    expect(["D", "DENY", "Blocked", "거부"].map(parseActionKind)).toEqual(["deny", "deny", "deny", "deny"]);
    expect(["", "audit"].map(parseActionKind)).toEqual(["other", "other"]);
  });
});

describe("the hosts of a model", () => {
  it("are the largest ones, and the rest is folded into Others, last", () => {
    const rows = ["a", "b", "c", "d", "e"].map((source, index) => ({ source, destination: "a", value: index }));
    const model = buildModel(rows, top(2));
    expect(keysOf(model)).toEqual(["host a 1", "host e 1", "others others  3"]);
    expect([model.hostCount, model.shownHostCount]).toEqual([5, 2]);
  });

  it("are all shown where only one would be folded", () => {
    const rows = ["a", "b", "c"].map((source) => ({ source, destination: "a", value: 1 }));
    expect(keysOf(buildModel(rows, top(2)))).toEqual(["host a 1", "host b 1", "host c 1"]);
  });

  it("keep what runs from Others to Others, but do not draw it", () => {
    const rows = [
      { source: "a", destination: "b", value: 9 },
      { source: "c", destination: "d", value: 1 },
      { source: "a", destination: "d", value: 2 },
    ];
    const { panels, totals } = buildModel(rows, top(2));
    expect(panels[0]?.links.map(({ source, target, isDrawn }) => [source, target, isDrawn])).toEqual([
      [0, 1, true],
      [0, 2, true],
      [2, 2, false],
    ]);
    expect([totals.drawn, totals.amongOthers, totals.leftOut]).toEqual([11, 1, 0]);
  });

  it("leave the rest out where the author wants no Others, and tell how much that is", () => {
    const rows = [9, 2, 2].map((value, index) => ({ source: "a", destination: `b${index}`, value }));
    const { slots, totals } = buildModel(rows, { ...top(2), showOthers: false });
    expect([slots.length, totals.drawn, totals.leftOut]).toEqual([2, 9, 4]);
    const lone = [...rows, { source: "c", destination: "d", value: 6 }];
    const model = buildModel(lone, { ...top(3), showOthers: false });
    expect([model.slots.length, model.shownHostCount]).toEqual([3, 2]);
  });

  it("stand in the order that is wanted, Others last", () => {
    const values: Readonly<Record<string, number>> = {
      "10.0.0.10": 5,
      "10.0.0.9": 9,
      web10: 7,
      web9: 1,
      z: 0.1,
      y: 0.1,
    };
    const rows = Object.entries(values).map(([source, value]) => ({ source, destination: "web9", value }));
    const order = (by: ModelOptions["order"]): string[] =>
      buildModel(rows, { ...top(4), order: by }).slots.map(({ label }) => label);
    expect(order("value")).toEqual(["web9", "10.0.0.9", "web10", "10.0.0.10", ""]);
    expect(order("address")).toEqual(["10.0.0.9", "10.0.0.10", "web9", "web10", ""]);
    expect(order("name")).toEqual(["10.0.0.9", "10.0.0.10", "web9", "web10", ""]);
    expect([...order("crossings")].sort()).toEqual([...order("value")].sort());
  });
});

describe("groups", () => {
  const rows = [
    { source: ["hub", "web", "10.0.0.4"], destination: ["spoke", "db", "10.1.0.4"], value: 10 },
    { source: ["hub", "web", "10.0.0.5"], destination: ["spoke", "db", "10.1.0.5"], value: 5 },
    { source: ["hub", "app", "10.0.1.4"], destination: ["hub", "web", "10.0.0.4"], value: 2 },
  ];
  const hub = "hub\u0000";

  it("are the levels of the fields, closed at first, with what runs within them", () => {
    const model = buildModel(rows);
    expect(model.slots.map(({ kind, label, hostCount }) => [kind, label, hostCount])).toEqual([
      ["group", "hub", 3],
      ["group", "spoke", 2],
    ]);
    expect(model.panels[0]?.links.map(({ source, target, amount }) => [source, target, amount])).toEqual([
      [0, 0, 2],
      [0, 1, 15],
    ]);
  });

  it("open in place: their members stand side by side, and the total stays", () => {
    const model = buildModel(rows, { expanded: [hub, "hub\u0000web\u0000"] });
    expect(model.slots.map(({ label }) => label)).toEqual(["10.0.0.4", "10.0.0.5", "app", "spoke"]);
    expect(model.openGroups.map(({ label, start, end, hostCount }) => [label, start, end, hostCount])).toEqual([
      ["hub", 0, 3, 3],
      ["web", 0, 2, 2],
    ]);
    expect(model.totals.drawn).toBe(17);
  });

  it("stay closed within a closed one, and unknown ones do not matter", () => {
    const model = buildModel(rows, { expanded: ["hub\u0000web\u0000", "nowhere"] });
    expect(model.slots.map(({ label }) => label)).toEqual(["hub", "spoke"]);
    expect(model.openGroups).toEqual([]);
  });

  it("have Others of their own when they are open", () => {
    const many = Array.from({ length: 30 }, (_, host) => {
      return { source: ["hub", `10.0.0.${host}`], destination: ["spoke", "10.1.0.4"], value: 100 - host };
    });
    const model = buildModel(many, { ...top(10), expanded: [hub] });
    const others = model.slots.filter(({ kind }) => kind === "others");
    expect(others.map(({ parent, hostCount }) => [parent, hostCount])).toEqual([[hub, 24]]);
    expect(model.shownHostCount).toBe(6);
  });

  it("are prefixes where that is wanted; names and lone hosts stand for themselves", () => {
    const flat = ["10.0.0.4", "10.0.0.5", "10.0.1.4", "web", "2001:db8::1", "2001:db8::2"].map((source) => {
      return { source, destination: "10.0.0.4", value: 1 };
    });
    const model = buildModel(flat, { grouping: "prefix", prefixLengths: { ipv4: 24, ipv6: 64 } });
    expect(model.slots.map(({ label }) => label).sort()).toEqual(["10.0.0.0/24", "10.0.1.4", "2001:db8::/64", "web"]);
  });

  it("are prefixes of a length that gives a readable number where none is chosen", () => {
    const flat = Array.from({ length: 400 }, (_, host) => {
      return { source: `10.${host % 5}.${host % 40}.${host % 200}`, destination: "10.0.0.4", value: 1 };
    });
    const { slots } = buildModel(flat, { grouping: "prefix" });
    expect(slots.filter(({ kind }) => kind === "group").length).toBeGreaterThan(1);
    expect(slots.length).toBeLessThanOrEqual(24);
  });
});

describe("the parts of a link", () => {
  it("stack by action, allowed first, then by the largest rule", () => {
    const rows = [
      ["Deny", "x", 1],
      ["Allow", "y", 2],
      ["audit", "x", 1],
      ["Allow", "z", 9],
    ] as const;
    const model = buildModel(
      rows.map(([action, rule, value]) => ({ source: "a", destination: "b", action, rule, value })),
    );
    const parts = detailPanels(model, model.panels, () => 99)[0]?.links[0]?.parts.map(({ action, rule }) => {
      return `${model.actions[action ?? -1] ?? ""} ${model.rules[rule ?? -1] ?? ""}`;
    });
    expect(parts).toEqual(["Allow z", "Allow y", "audit x", "Deny x"]);
  });

  it("keep the rules of the largest links apart where there are too many, and the smallest links are the rest", () => {
    const rows = buildFlows(90, 30000).map((row, index) => ({ ...row, rule: `r${index % 9}` }));
    const model = buildModel(rows, top(60));
    const [detail] = detailPanels(model, model.panels, () => 99);
    const links = [...(detail?.links ?? []), ...(detail?.rest ?? [])];
    const parts = links.flatMap((link) => link.parts);
    expect(detail?.rest.length).toBeGreaterThan(0);
    expect(detail?.links.flatMap((link) => link.parts).length).toBeLessThanOrEqual(1400);
    expect(parts.some(({ ruleCount }) => ruleCount > 1)).toBe(true);
    expect(parts.some(({ rule }) => rule !== undefined)).toBe(true);
    expect(parts.reduce<number | bigint>((sum, { amount }) => addAmounts(sum, amount), 0)).toBe(model.totals.drawn);
    const smallest = Math.min(...(detail?.links ?? []).map(({ link }) => Number(link.amount)));
    expect(Math.max(...(detail?.rest ?? []).map(({ link }) => Number(link.amount)))).toBeLessThanOrEqual(smallest);
  });
});

describe("the diagrams of a model", () => {
  const rows = Array.from({ length: 14 }, (_, index) => ({
    source: "a",
    destination: "b",
    smallMultiple: `p${index}`,
    action: index % 2 === 0 ? "Allow" : "Deny",
    rule: `r${index % 3}`,
    value: 14 - index,
  }));

  it("are those of the field, numbers in names by value", () => {
    const { panels, totals } = buildModel(rows);
    expect(panels.map(({ name }) => name)).toEqual(Array.from({ length: 14 }, (_, index) => `p${index}`));
    expect(totals.drawn).toBe(105);
  });

  it("are one for each action or rule where that is wanted, in stacking order", () => {
    expect(buildModel(rows, { split: "action" }).panels.map(({ name }) => name)).toEqual(["Allow", "Deny"]);
    expect(buildModel(rows, { split: "rule" }).panels.map(({ name }) => name)).toEqual(["r0", "r1", "r2"]);
  });
});

describe("totals", () => {
  it("tell denied flows by their number, and the rule that denies most", () => {
    const rows = [
      { source: "a", destination: "b", action: "Allow", rule: "web", value: 10, flows: 3 },
      { source: "a", destination: "b", action: "Deny", rule: "x", value: null, flows: 2 },
      { source: "c", destination: "b", action: "Deny", rule: "y", value: null, flows: 5 },
    ];
    const { totals, rules } = buildModel(rows);
    expect([totals.flows, totals.deniedFlows, totals.denied]).toEqual([10, 7, 0]);
    expect([totals.deniedRows, totals.deniedNotMeasured]).toEqual([2, 2]);
    expect([rules[totals.topDeny?.rule ?? -1], totals.topDeny?.amount]).toEqual(["y", 5]);
  });

  it("are exact beyond 2^53", () => {
    const rows = [2 ** 53, 1, 1].map((value) => ({ source: "a", destination: "b", value }));
    expect(buildModel(rows).totals.total).toBe(2n ** 53n + 2n);
  });
});
