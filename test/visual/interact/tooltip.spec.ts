import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findArc, findButton, findNamed } from "../helpers/find";
import { hover, tap } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: ["hub", "a"], destination: ["hub", "b"], rule: "web", action: "Allow", value: 12345678901, tooltip: 3 },
  { source: ["hub", "a"], destination: ["spoke", "b"], rule: "web", action: "Allow", value: 99, tooltip: 8 },
  { source: ["hub", "b"], destination: ["hub", "a"], rule: "block", action: "Deny", value: 1000, tooltip: 5 },
];

const ungrouped = { objects: { grouping: { by: "none" } } };

function lines({ told }: StartedVisual): string[] {
  return told.tooltips.at(-1)?.dataItems.map(({ displayName, value }) => `${displayName}: ${value}`) ?? [];
}

describe("the tooltip", () => {
  it("tells a sub-ribbon's true number, whole path, rule and action", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows, ungrouped));
    hover(findNamed(started.element, "a sends 12.3 GB to b"));
    expect(lines(started)).toEqual([
      "Source: hub / a",
      "Destination: hub / b",
      "Action: Allow",
      "Rule: web",
      "Bytes: 12.3 GB (12,345,678,901)",
      "Share of total: 99.9%",
      "Packets: 3",
    ]);
  });

  it("tells what a host sends and receives, and the range of a measure over its rows", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows, ungrouped));
    hover(findArc(started.element, "a sends"));
    expect(lines(started)).toEqual([
      "Host: hub / a",
      "Sends (Bytes): 12.3 GB (12,345,679,000)",
      "Receives (Bytes): 1 kB (1,000)",
      "Packets: 3 to 8",
    ]);
  });

  it("adds up integers beyond 2^53 exactly", async () => {
    const started = startVisual();
    const value = 2 ** 53;
    await started.draw(
      dataViewOf([
        { source: "a", destination: "b", value },
        { source: "a", destination: "b", value: 1 },
      ]),
    );
    hover(started.find(".part")[0] ?? started.element);
    expect(lines(started)).toContain("Bytes: 9.01 PB (9,007,199,254,740,993)");
  });

  it("follows the measure's format", async () => {
    const started = startVisual();
    await started.draw(dataViewOf([{ source: "a", destination: "b", value: 1234.5 }], { valueFormat: "$#,0.00" }));
    hover(started.find(".part")[0] ?? started.element);
    expect(lines(started)).toContain("Bytes: 1.23 kB ($1,234.50)");
  });

  it("tells the highlighted part and, in small multiples, the diagram", async () => {
    const started = startVisual();
    await started.draw(
      dataViewOf([
        { source: "a", destination: "b", value: 10, highlight: 4, smallMultiple: "x" },
        { source: "a", destination: "b", value: 20, highlight: null, smallMultiple: "y" },
      ]),
    );
    hover(findNamed(started.element, "a sends 10 B to b"));
    expect(lines(started)).toEqual([
      "Diagram: x",
      "Source: a",
      "Destination: b",
      "Bytes: 10 B",
      "Highlighted: 4 B",
      "Share of total: 33.3%",
    ]);
  });

  it("tells how many rules were put together, and what runs among Others", async () => {
    const started = startVisual({ width: 900, height: 700 });
    const hosts = Array.from({ length: 30 }, (_, index) => `h${index}`);
    const many = hosts.flatMap((source, s) =>
      hosts.flatMap((destination, d) =>
        [0, 1, 2].map((rule) => ({ source, destination, rule: `r${rule}`, action: "Allow", value: 1 + s + d })),
      ),
    );
    await started.draw(dataViewOf(many));
    const joined = started.find(".part").filter((part) => part.getAttribute("aria-label")?.endsWith("3 rules)."));
    expect(joined.length).toBeGreaterThan(10);
    hover(findArc(started.element, "Others (6)"));
    expect(lines(started)[3]).toMatch(/^Among themselves, not drawn \(Bytes\): /);
  });

  it("moves along, carries the rows' ids, and hides on leaving", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows, ungrouped));
    const mark = findArc(started.element, "a sends");
    hover(mark);
    hover(mark, 11);
    expect(started.told.tooltips.length).toBe(1);
    expect(started.told.tooltips[0]?.identities.length).toBe(3);
    expect(started.told.tooltipMoves.length).toBe(1);
    hover(started.find("svg")[0] ?? mark);
    expect(started.told.hides).toBe(1);
  });

  it("tells of a group what it stands for, and of a bracket too", async () => {
    const started = startVisual({ width: 900, height: 600 });
    const state = { expanded: JSON.stringify(["hub\u0000"]) };
    await started.draw(dataViewOf(rows, { objects: { state } }));
    hover(findArc(started.element, "The group spoke"));
    expect(lines(started)).toEqual([
      "Group: spoke",
      "Hosts: 1",
      "Sends (Bytes): 0 B",
      "Receives (Bytes): 99 B",
      "To open: click the name",
      "Packets: 8",
    ]);
    hover(findNamed(started.element, "The open group hub"));
    expect(lines(started).slice(0, 2)).toEqual(["Group: hub", "Hosts: 2"]);
  });

  it("stays where a finger was, which also selects, until the next tap", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows, ungrouped));
    await tap(findArc(started.element, "a sends"), 5, 6);
    expect(started.told.tooltips.length).toBe(1);
    expect(started.told.tooltips[0]?.isTouchEvent).toBe(true);
    expect(started.selectedKeys().length).toBe(3);
    expect(started.told.hides).toBe(0);
    await tap(findNamed(started.element, "b sends 1 kB to a"));
    expect(started.told.tooltips.length).toBe(2);
    expect(started.told.hides).toBe(1);
    await tap(started.find("svg")[0] ?? started.element);
    expect(started.told.hides).toBe(2);
    expect(started.selectedKeys()).toEqual([]);
  });

  it("goes with a tap on a button, and follows no finger that moves the page", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows, ungrouped));
    const mark = findArc(started.element, "a sends");
    mark.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, pointerType: "touch" }));
    expect(started.told.tooltips).toEqual([]);
    await tap(mark);
    await tap(findButton(started.element, "Matrix"));
    expect(started.told.hides).toBe(1);
    expect(getComputedStyle(started.find("svg")[0] ?? mark).touchAction).toBe("manipulation");
  });

  it("is not shown where the host has switched tooltips off", async () => {
    const started = startVisual({ hasTooltips: false });
    await started.draw(dataViewOf(rows, ungrouped));
    hover(findArc(started.element, "a sends"));
    expect(started.told.tooltips).toEqual([]);
  });

  it("goes where the mark under it is gone", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows, ungrouped));
    hover(findArc(started.element, "a sends"));
    await started.draw(undefined);
    hover(started.find("svg")[0] ?? started.element);
    expect(started.told.hides).toBe(1);
  });

  it("goes where what it tells of is drawn no more", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows, ungrouped));
    hover(findArc(started.element, "a sends"));
    await started.draw(dataViewOf(rows.slice(1), ungrouped));
    expect(started.told.hides).toBe(1);
  });
});

describe("tracing", () => {
  const trace = async (name: string, kind = findNamed): Promise<string[]> => {
    const started = startVisual();
    await started.draw(
      dataViewOf(
        [...rows, { source: ["x", "c"], destination: ["x", "d"], rule: "web", action: "Allow", value: 50 }],
        ungrouped,
      ),
    );
    hover(kind(started.element, name));
    expect(started.find("svg.is-tracing").length).toBe(1);
    const traced = started.find(".is-traced:not(text)").map((mark) => {
      const { source, destination } = mark.dataset;
      const name = mark.getAttribute("aria-label")?.split(" sends ")[0] ?? "";
      return source === undefined ? name : `${source} > ${destination ?? ""}`;
    });
    started.find("svg")[0]?.dispatchEvent(new PointerEvent("pointerleave"));
    expect(started.find("svg.is-tracing").length).toBe(0);
    return traced.sort();
  };

  it("keeps what is connected with a host", async () => {
    expect(await trace("a sends", findArc)).toEqual(["a", "a > b", "a > b", "b", "b", "b > a"]);
  });

  it("keeps a ribbon and its two hosts", async () => {
    expect(await trace("c sends 50 B to d")).toEqual(["c", "c > d", "d"]);
  });

  it("keeps what an entry of the legend stands for", async () => {
    expect(await trace("Legend entry for the action Deny")).toEqual([
      "Legend entry for the action Deny.",
      "a",
      "b",
      "b > a",
    ]);
  });
});
