import { readTable, readVoice, settleAssist } from "../helpers/assist";
import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { buildFlows } from "../helpers/estate";
import { findArc, findButton, findNamed, findText } from "../helpers/find";
import { click } from "../helpers/pointer";
import { operations, startVisual, updateTypes, type StartedVisual } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: ["hub", "a"], destination: ["spoke", "b"], rule: "web", action: "Allow", value: 30 },
  { source: ["hub", "a"], destination: ["spoke", "b"], rule: "block", action: "Deny", value: 50 },
  { source: ["hub", "c"], destination: ["hub", "a"], rule: "web", action: "Allow", value: 20 },
];
const ungrouped = { objects: { grouping: { by: "none" } } };

async function start(given: readonly FlowRow[] = rows, options: object = ungrouped): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600 });
  await started.draw(dataViewOf(given, options));
  await settleAssist();
  return started;
}

describe("the table for screen readers", () => {
  it("tells what is shown, the largest first, under headers", async () => {
    const started = await start();
    expect(readTable(started)).toEqual([
      ["Source", "Destination", "Action", "Rule", "Bytes"],
      ["hub / a", "spoke / b", "Deny", "block", "50 B"],
      ["hub / a", "spoke / b", "Allow", "web", "30 B"],
      ["hub / c", "hub / a", "Allow", "web", "20 B"],
    ]);
    expect(started.element.querySelector("caption")?.textContent).toBe("Flows shown, the largest first");
    expect(started.element.querySelectorAll("thead th[scope=col]").length).toBe(5);
    expect(started.element.querySelectorAll("tbody th[scope=row]").length).toBe(3);
  });

  it("has a column for what there is: diagrams, and what is highlighted", async () => {
    const started = await start([
      { source: "a", destination: "b", value: 30, highlight: 7.5, smallMultiple: "TCP" },
      { source: "a", destination: "b", value: 20, highlight: null, smallMultiple: "UDP" },
    ]);
    expect(readTable(started)).toEqual([
      ["Source", "Destination", "Diagram", "Bytes", "Highlighted"],
      ["a", "b", "TCP", "30 B", "7.5 B"],
      ["a", "b", "UDP", "20 B", "0 B"],
    ]);
  });

  it("ends after 100 rows with the number and the sum of the rest: nothing is lost", async () => {
    for (const view of ["chord", "matrix"]) {
      const many = Array.from({ length: 2000 }, (_, index) => ({
        source: `s${index % 50}`,
        destination: `d${Math.floor(index / 50)}`,
        value: 1,
      }));
      const started = await start(many, { objects: { layout: { view }, grouping: { hostCount: 100 } } });
      const table = readTable(started);
      expect(table.length).toBe(102);
      expect(table.at(-1)).toEqual(["1,900 more, together 1.9 kB (1,900)"]);
    }
  });

  it("is not seen, takes no focus, and is gone with the diagram", async () => {
    const started = await start(buildFlows(30, 200));
    const [place] = started.find(".flow-chord-assist");
    expect(place?.getBoundingClientRect().width).toBe(1);
    expect(place?.querySelectorAll("[tabindex], a, button, input").length).toBe(0);
    expect(getComputedStyle(place ?? started.element).clipPath).toBe("inset(50%)");
    await started.draw(undefined);
    await settleAssist();
    expect(readTable(started)).toEqual([]);
  });
});

describe("what is said aloud", () => {
  it("is nothing at first, as the diagram's name says it all", async () => {
    const started = await start();
    expect(readVoice(started)).toBe("");
    await started.draw(dataViewOf(rows, ungrouped), { type: updateTypes.resize });
    await settleAssist();
    expect(readVoice(started)).toBe("");
  });

  it("is the summary when the data change, also where there is nothing more to draw", async () => {
    const started = await start();
    await started.draw(dataViewOf(rows.slice(0, 1), ungrouped));
    await settleAssist();
    expect(readVoice(started)).toBe("30 B among 2 hosts.");
    await started.draw(dataViewOf([], ungrouped));
    await settleAssist();
    expect(readVoice(started)).toMatch(/^Add a Source and a Destination .* width\.$/);
  });

  it("is not each segment while rows are loading, but what they come to", async () => {
    const started = startVisual({ width: 900, height: 600, segments: 2 });
    const flows = buildFlows(9, 30);
    for (const [index, count] of [10, 20].entries()) {
      const operationKind = index === 0 ? operations.create : operations.append;
      await started.draw(dataViewOf(flows.slice(0, count), { hasMore: true }), { operationKind });
      await settleAssist();
      expect(readVoice(started)).toBe("");
    }
    await started.draw(dataViewOf(flows), { operationKind: operations.append });
    await settleAssist();
    expect(readVoice(started)).toMatch(/^[\d.]+ [kM]B among \d hosts; .* denied.*\.$/);
  });

  it("is what is selected, in words, and that nothing is any more", async () => {
    const started = await start();
    await click(findArc(started.element, "c sends"));
    await settleAssist();
    expect(readVoice(started)).toBe("Selected: 20 B among 2 hosts, 20% of the total.");
    await click(findNamed(started.element, "a sends 50 B to b"), { ctrlKey: true });
    await settleAssist();
    expect(readVoice(started)).toBe("Selected: 70 B among 3 hosts, 70% of the total.");
    started.restore([]);
    await settleAssist();
    expect(readVoice(started)).toBe("Nothing is selected.");
  });

  it("is which group is open, and that none is", async () => {
    const started = await start(rows, {});
    await click(findText(started.element, ".label", "hub"));
    await settleAssist();
    expect(readVoice(started)).toContain("Open groups: hub.");
    await click(findButton(started.element, "All"));
    await settleAssist();
    expect(readVoice(started)).toContain("No group is open.");
  });

  it("is the page and what is on it", async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      source: "a",
      destination: "b",
      value: 60 - index,
      smallMultiple: `m${String(index).padStart(2, "0")}`,
    }));
    const started = await start(many);
    await click(findButton(started.element, "Next page"));
    await settleAssist();
    expect(readVoice(started)).toMatch(/^Page 2 of \d+: m\d\d, m\d\d/);
  });
});
