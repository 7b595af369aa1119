import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findNamed } from "../helpers/find";
import { hover } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: ["hub", "a"], destination: ["hub", "b"], rule: "web", action: "Allow", value: 12345678901, tooltip: 3 },
  { source: ["hub", "a"], destination: ["spoke", "b"], rule: "web", action: "Allow", value: 99, tooltip: 8 },
  { source: ["hub", "b"], destination: ["hub", "a"], rule: "block", action: "Deny", value: 1000, tooltip: 5 },
];

function lines({ told }: StartedVisual): string[] {
  return told.tooltips.at(-1)?.dataItems.map(({ displayName, value }) => `${displayName}: ${value}`) ?? [];
}

describe("the tooltip", () => {
  it("tells a sub-ribbon's true number, whole path, rule and action", () => {
    const started = startVisual();
    started.update(dataViewOf(rows));
    hover(findNamed(started.element, "a to b: 12,345,678,901"));
    expect(lines(started)).toEqual([
      "Source: hub / a",
      "Destination: hub / b",
      "Action: Allow",
      "Rule: web",
      "Bytes: 12,345,678,901",
      "Share of total: 99.9%",
      "Packets: 3",
    ]);
  });

  it("tells what a host sends and receives, and the range of a measure over its rows", () => {
    const started = startVisual();
    started.update(dataViewOf(rows));
    hover(findNamed(started.element, "a: "));
    expect(lines(started)).toEqual([
      "Host: hub / a",
      "Sends (Bytes): 12,345,679,000",
      "Receives (Bytes): 1,000",
      "Packets: 3 to 8",
    ]);
  });

  it("adds up integers beyond 2^53 exactly", () => {
    const started = startVisual();
    const value = 2 ** 53;
    started.update(
      dataViewOf([
        { source: "a", destination: "b", value },
        { source: "a", destination: "b", value: 1 },
      ]),
    );
    hover(findNamed(started.element, "a to b"));
    expect(lines(started)).toContain("Bytes: 9,007,199,254,740,993");
  });

  it("follows the measure's format", () => {
    const started = startVisual();
    started.update(dataViewOf([{ source: "a", destination: "b", value: 1234.5 }], { valueFormat: "$#,0.00" }));
    hover(findNamed(started.element, "a to b"));
    expect(lines(started)).toContain("Bytes: $1,234.50");
  });

  it("tells the highlighted part and, in small multiples, the diagram", () => {
    const started = startVisual();
    started.update(
      dataViewOf([
        { source: "a", destination: "b", value: 10, highlight: 4, smallMultiple: "x" },
        { source: "a", destination: "b", value: 20, highlight: null, smallMultiple: "y" },
      ]),
    );
    hover(findNamed(started.element, "a to b: 10"));
    expect(lines(started)).toEqual([
      "Diagram: x",
      "Source: a",
      "Destination: b",
      "Bytes: 10",
      "Highlighted: 4",
      "Share of total: 33.3%",
    ]);
  });

  it("tells how many rules were put together, and what runs among Others", () => {
    const started = startVisual({ width: 900, height: 700 });
    const hosts = Array.from({ length: 30 }, (_, index) => `h${index}`);
    const many = hosts.flatMap((source, s) =>
      hosts.flatMap((destination, d) =>
        [0, 1, 2].map((rule) => ({ source, destination, rule: `r${rule}`, action: "Allow", value: 1 + s + d })),
      ),
    );
    started.update(dataViewOf(many));
    const joined = started.find(".part").filter((part) => part.getAttribute("aria-label")?.endsWith("3 rules"));
    expect(joined.length).toBeGreaterThan(10);
    hover(findNamed(started.element, "Others (6): "));
    expect(lines(started)[3]).toMatch(/^Among themselves, not drawn \(Bytes\): /);
  });

  it("moves along, carries the rows' ids, and hides on leaving", () => {
    const started = startVisual();
    started.update(dataViewOf(rows));
    const mark = findNamed(started.element, "a: ");
    hover(mark);
    hover(mark, 11);
    expect(started.told.tooltips.length).toBe(1);
    expect(started.told.tooltips[0]?.identities.length).toBe(3);
    expect(started.told.tooltipMoves.length).toBe(1);
    hover(started.find("svg")[0] ?? mark);
    expect(started.told.hides).toBe(1);
  });

  it("shows none for the legend", () => {
    const started = startVisual();
    started.update(dataViewOf(rows));
    hover(findNamed(started.element, "Action Allow"));
    expect(started.told.tooltips.length).toBe(0);
  });
});

describe("tracing", () => {
  const trace = (name: string): string[] => {
    const started = startVisual();
    started.update(
      dataViewOf([...rows, { source: ["x", "c"], destination: ["x", "d"], rule: "web", action: "Allow", value: 50 }]),
    );
    hover(findNamed(started.element, name));
    expect(started.find("svg.is-tracing").length).toBe(1);
    const traced = started.find(".is-traced:not(text)").map((mark) => mark.getAttribute("aria-label") ?? "");
    started.find("svg")[0]?.dispatchEvent(new PointerEvent("pointerleave"));
    expect(started.find("svg.is-tracing").length).toBe(0);
    return traced.map((label) => label.split(":")[0] ?? "").sort();
  };

  it("keeps what is connected with a host", () => {
    expect(trace("a: ")).toEqual(["a", "a to b", "a to b", "b", "b", "b to a"]);
  });

  it("keeps a ribbon and its two hosts", () => {
    expect(trace("c to d")).toEqual(["c", "c to d", "d"]);
  });

  it("keeps what an entry of the legend stands for", () => {
    expect(trace("Action Deny")).toEqual(["Action Deny", "a", "b", "b to a"]);
  });
});
