import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findArc, findNamed, listPairs, listParts } from "./helpers/find";
import { hover, settle } from "./helpers/pointer";
import { bandAngle, bandStart, listOutline } from "./helpers/shapes";
import { startVisual, type StartedVisual } from "./helpers/startVisual";
import { exactTotal } from "./helpers/tableOf";

/** Amounts with all their digits, and a number of hosts. */
const exactly = (hostCount: number, showOthers = true): { objects: Record<string, object> } => ({
  objects: { labels: { units: "none" }, layout: { view: "chord" }, grouping: { hostCount, showOthers } },
});

const largeFlows = buildFlows(60, 900).map((row, index) => ({ ...row, value: 2 ** 52 - index }));

/** The sum of what the names of ribbons say, read digit by digit. */
function sumOfNames({ find }: StartedVisual): bigint {
  return find(".part, .rest").reduce((sum, mark) => {
    const [, amount = "0"] = /(?:sends?|carries|carry) ([\d,]+) ?/.exec(mark.getAttribute("aria-label") ?? "") ?? [];
    return sum + BigInt(amount.replaceAll(",", ""));
  }, 0n);
}

function readTooltip({ told }: StartedVisual, line: string): bigint {
  const value = told.tooltips.at(-1)?.dataItems.find(({ displayName }) => displayName.startsWith(line))?.value;
  return BigInt((value ?? "0").replaceAll(",", ""));
}

describe("direction", () => {
  it("keeps a large flow and the small one against it apart, each as wide as it is", async () => {
    const { draw, element } = startVisual();
    await draw(
      dataViewOf([
        { source: "a", destination: "b", value: 100 },
        { source: "b", destination: "a", value: 1 },
      ]),
    );
    const [a, b] = [findArc(element, "a sends 100 B and"), findArc(element, "b sends 1 B and")];
    const ratio = bandAngle(a.querySelector(".outgoing")) / bandAngle(b.querySelector(".outgoing"));
    expect(ratio).toBeGreaterThan(80);
    expect(bandAngle(a.querySelector(".outgoing"))).toBeCloseTo(bandAngle(b.querySelector(".incoming")), 1);
    expect(listPairs(element)).toEqual(["a > b", "b > a"]);
  });

  it("draws a ribbon to the rim at its source, and lets it end in a head before its target", async () => {
    const { draw, element } = startVisual();
    await draw(dataViewOf([{ source: "a", destination: "b", value: 5 }]));
    const [ribbon] = listParts(element, "a", "b");
    // Two places of the same size: the source is on the right, the target on the left.
    expect(bandStart(element.querySelector(".outgoing"))).toBeLessThan(0.5);
    const reaches = (ribbon === undefined ? [] : listOutline(ribbon)).map(({ x, y }) => ({ x, r: Math.hypot(x, y) }));
    const atSource = Math.max(...reaches.filter(({ x }) => x > 0).map(({ r }) => r));
    const atTarget = Math.max(...reaches.filter(({ x }) => x < 0).map(({ r }) => r));
    expect(atSource - atTarget).toBeGreaterThan(1.5);
    // The head is a point: only a little of the outline reaches as far as it does.
    const tip = reaches.filter(({ x, r }) => x < 0 && r > atTarget - 0.5).length;
    const flush = reaches.filter(({ x, r }) => x > 0 && r > atSource - 0.5).length;
    expect(tip).toBeLessThan(flush / 3);
  });

  it("gives a flow of a host to itself both its ends on the host's arc", async () => {
    const { draw, element } = startVisual();
    await draw(
      dataViewOf([
        { source: "a", destination: "a", value: 5 },
        { source: "a", destination: "b", value: 5 },
        { source: "c", destination: "c", value: 5 },
      ]),
    );
    expect(listPairs(element)).toEqual(["a > a", "a > b", "c > c"]);
    const bands = findNamed(element, "a sends 10 B and receives 5 B");
    const ratio = bandAngle(bands.querySelector(".outgoing")) / bandAngle(bands.querySelector(".incoming"));
    expect(ratio).toBeCloseTo(2, 1);
  });
});

describe("conservation on the canvas", () => {
  it("what is drawn and what runs among Others is the total, to the byte, beyond 2^53", async () => {
    const started = startVisual({ width: 900, height: 700 });
    await started.draw(dataViewOf(largeFlows, exactly(6)));
    await settle();
    hover(findArc(started.element, "Others ("));
    const among = readTooltip(started, "Among themselves, not drawn");
    const total = exactTotal(largeFlows);
    expect(among > 0n).toBe(true);
    expect(sumOfNames(started) + among).toBe(total);
    expect(started.texts(".line").join(" ")).toContain(`Bytes: ${total.toLocaleString("en-US")} among`);
    expect(started.texts(".line").join(" ")).toMatch(/[\d.]+% runs among Others, not drawn/);
    expect(listPairs(started.element)).not.toContain("Others (54) > Others (54)");
  });

  it("is so with every host drawn, where the smallest flows are one shape", async () => {
    const started = startVisual({ width: 900, height: 700 });
    await started.draw(dataViewOf(buildFlows(70, 6000), exactly(100)));
    await settle();
    expect(started.find(".rest").length).toBeGreaterThan(0);
    const [, told = ""] = /the smallest ([\d,]+) connections in one shape/.exec(started.texts(".line").join(" ")) ?? [];
    const single = listPairs(started.element).length;
    const pairs = new Set(
      buildFlows(70, 6000).map(({ source, destination }) => `${String(source)} > ${String(destination)}`),
    );
    expect(Number(told.replace(",", ""))).toBe(pairs.size - single);
    expect(sumOfNames(started)).toBe(exactTotal(buildFlows(70, 6000)));
  });

  it("what is left out where Others are not wanted is told, and is what is missing", async () => {
    const started = startVisual({ width: 900, height: 700 });
    const rows: FlowRow[] = [
      { source: "a", destination: "b", value: 600 },
      { source: "a", destination: "c", value: 250 },
      { source: "c", destination: "d", value: 150 },
    ];
    await started.draw(dataViewOf(rows, exactly(2, false)));
    await settle();
    expect(sumOfNames(started)).toBe(600n);
    expect(started.texts(".line")[0]).toContain("40% touches hosts not shown");
    expect(started.texts(".line")[0]).toContain("2 hosts shown = 60% of Bytes");
  });

  it("is told on the canvas in a sentence where nothing that is shown is drawn", async () => {
    const started = startVisual();
    await started.draw(dataViewOf([{ source: "a", destination: "b", value: 1 }], exactly(1, false)));
    // A lone host more than wanted is shown: there is nothing to fold it into.
    expect(started.find(".part").length).toBe(1);
    const pairs = ["a", "b", "c"].map((name) => ({ source: name, destination: `${name}2`, value: 1 }));
    await started.draw(dataViewOf(pairs, exactly(1, false)));
    expect(started.texts(".message text").join(" ")).toContain("every flow touches hosts that are not shown");
  });

  it("says what part of each band is denied, mostly by which rule, in flows where these are given", async () => {
    const started = startVisual({ width: 900 });
    await started.draw(
      dataViewOf([
        { source: "a", destination: "b", action: "Allow", rule: "web", value: 900, flows: 6 },
        { source: "a", destination: "c", action: "Deny", rule: "block", value: null, flows: 3 },
        { source: "c", destination: "a", action: "Deny", rule: "guard", value: 0, flows: 1 },
      ]),
    );
    expect(started.texts(".line")).toEqual([
      "900 B in 10 flows from 2 hosts; 40% denied, mostly block",
      "Rows not measured: 1",
    ]);
  });
});
