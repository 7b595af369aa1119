import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findArc, listArcs } from "./helpers/find";
import { bandAngle } from "./helpers/shapes";
import { startVisual, type StartedVisual } from "./helpers/startVisual";

const hosts: FlowRow[] = [
  { source: "10.0.0.10", destination: "10.0.0.9", value: 1000 },
  { source: "host 10", destination: "10.0.0.9", value: 200 },
  { source: "host 9", destination: "10.0.0.10", value: 300 },
];

async function startWith(objects: Record<string, object>, rows = hosts, width = 900): Promise<StartedVisual> {
  const started = startVisual({ width, height: 600 });
  await started.draw(dataViewOf(rows, { objects }));
  return started;
}

const angleOf = (started: StartedVisual, name: string, band = ".outgoing"): number =>
  bandAngle(findArc(started.element, name).querySelector(band));

describe("the order of hosts", () => {
  const orders: Readonly<Record<string, readonly string[]>> = {
    value: ["10.0.0.10", "10.0.0.9", "host 9", "host 10"],
    address: ["10.0.0.9", "10.0.0.10", "host 9", "host 10"],
    name: ["10.0.0.9", "10.0.0.10", "host 9", "host 10"],
  };
  for (const [order, expected] of Object.entries(orders)) {
    it(`by ${order} counts numbers as numbers`, async () => {
      expect(listArcs((await startWith({ layout: { order } })).element)).toEqual(expected);
    });
  }

  it("by address and by name differ where a family's addresses do not look like it", async () => {
    const rows = ["::1", "2001:db8::1", "198.51.100.7", "alpha", "9.9.9.9"].map((source) => {
      return { source, destination: "zulu", value: 1 };
    });
    const listed = async (order: string): Promise<readonly string[]> =>
      listArcs((await startWith({ layout: { order } }, rows)).element);
    const names = ["9.9.9.9", "198.51.100.7"];
    expect(await listed("address")).toEqual([...names, "::1", "2001:db8::1", "alpha", "zulu"]);
    expect(await listed("name")).toEqual(["::1", ...names, "2001:db8::1", "alpha", "zulu"]);
  });
});

describe("how many hosts are shown", () => {
  it("is by coverage as many as it takes", async () => {
    const started = await startWith({ grouping: { limitBy: "coverage", coverage: 90 } }, buildFlows(200, 4000));
    const [, count, share] = /; (\d+) hosts shown = ([\d.]+)% of Bytes/.exec(started.texts(".line").join(" ")) ?? [];
    expect(Number(share)).toBeGreaterThanOrEqual(90);
    expect(Number(count)).toBeLessThan(100);
    const one = await startWith({ grouping: { hostCount: Number(count) - 1 } }, buildFlows(200, 4000));
    const [, less] = /hosts shown = ([\d.]+)% of Bytes/.exec(one.texts(".line").join(" ")) ?? [];
    expect(Number(less)).toBeLessThanOrEqual(Number(share));
  });

  it("is by count 24 until the author says otherwise", async () => {
    expect(listArcs((await startWith({}, buildFlows(60, 900))).element).length).toBe(25);
    expect(listArcs((await startWith({ grouping: { hostCount: 7 } }, buildFlows(60, 900))).element).length).toBe(8);
  });
});

describe("the width of ribbons", () => {
  it("follows the amount, its root or its logarithm, and the words tell the amount in each case", async () => {
    const ratio = async (widthScale: string): Promise<number> => {
      const started = await startWith({ layout: { padding: 0 }, ribbons: { widthScale } }, [
        { source: "a", destination: "c", value: 10000 },
        { source: "b", destination: "c", value: 100 },
      ]);
      expect(findArc(started.element, "a sends 10 kB and").classList).toContain("arc");
      return angleOf(started, "a sends 10 kB") / angleOf(started, "b sends 100 B");
    };
    expect(await ratio("linear")).toBeGreaterThan(80);
    expect(await ratio("sqrt")).toBeCloseTo(10, 0);
    const log = await ratio("log");
    expect(log).toBeGreaterThan(1.2);
    expect(log).toBeLessThan(10);
  });
});

describe("the labels on the canvas", () => {
  const long = "a-name-of-a-host-that-is-much-too-long-for-any-label.example.com";
  const rows: FlowRow[] = [
    { source: long, destination: "b", value: 1234567 },
    { source: "b", destination: "c", value: 1000 },
  ];

  it("are cut with the whole name in the tooltip, or wrapped", async () => {
    const cut = await startWith({ labels: { overflow: "truncate", orientation: "horizontal" } }, rows, 500);
    expect(cut.texts(".label").some((text) => text.endsWith("…"))).toBe(true);
    const wrapped = await startWith({ labels: { overflow: "wrap", orientation: "horizontal" } }, rows, 500);
    const lines = wrapped.find(".label").map((label) => [...label.querySelectorAll("tspan")].length);
    expect(Math.max(...lines)).toBeGreaterThan(1);
  });

  it("tell amounts where the author wants that, in the units of the author", async () => {
    const textOf = async (labels: object): Promise<string> =>
      (await startWith({ labels }, rows)).texts(".label").join(" ");
    expect(await textOf({})).not.toContain("MB");
    expect(await textOf({ showValues: true })).toContain("1.23 MB");
    expect(await textOf({ showValues: true, units: "binaryBytes" })).toContain("1.18 MiB");
    expect(await textOf({ showValues: true, units: "thousands" })).toContain("1.23M");
    expect(await textOf({ showValues: true, units: "none" })).toContain("1,234,567");
  });

  it("have the font, size and colour of the author, or are not there", async () => {
    const started = await startWith({
      labels: { fontFamily: "monospace", fontSize: 15, bold: true, color: { solid: { color: "#aa0000" } } },
    });
    const [label] = started.find(".label");
    const style = label && getComputedStyle(label);
    expect([style?.fontFamily, style?.fontSize, style?.fontWeight]).toEqual(["monospace", "20px", "600"]);
    expect(label?.getAttribute("fill")).toBe("#aa0000");
    expect((await startWith({ labels: { show: false } })).find(".label").length).toBe(0);
  });

  it("are radial or horizontal", async () => {
    const turns = async (orientation: string): Promise<boolean[]> =>
      (await startWith({ labels: { orientation } }, buildFlows(12, 200)))
        .find(".label")
        .map((label) => label.getAttribute("transform")?.includes("rotate") === true);
    expect(await turns("radial")).toContain(true);
    expect(await turns("horizontal")).not.toContain(true);
  });
});

describe("legend and summary", () => {
  it("stand where the author wants them, or nowhere", async () => {
    const rows: FlowRow[] = [
      { source: "a", destination: "b", action: "Allow", value: 3 },
      { source: "a", destination: "b", action: "Deny", value: 1 },
    ];
    const topOf = async (position: string): Promise<number> =>
      (await startWith({ legend: { position } }, rows)).find(".legend-item")[0]?.getBoundingClientRect().top ?? NaN;
    expect((await topOf("bottom")) - (await topOf("top"))).not.toBeNaN();
    const bare = await startWith({ legend: { show: false }, summary: { show: false } }, rows);
    expect(bare.find(".legend *").length).toBe(0);
    expect(bare.find(".line").length).toBe(0);
    expect(bare.find("svg.flow-chord")[0]?.getAttribute("aria-label")).toBe("Flow chord diagram");
  });
});
