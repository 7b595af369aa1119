import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { findArc, findNamed, listParts } from "./helpers/find";
import { startVisual, type StartedVisual, type StartOptions } from "./helpers/startVisual";

const rows: FlowRow[] = [
  { source: "a", destination: "b", rule: "web", action: "Allow", value: 300 },
  { source: "a", destination: "b", rule: "block", action: "Deny", value: 100 },
  { source: "b", destination: "c", rule: "web", action: "Allow", value: 50 },
  { source: "c", destination: "a", rule: "log", action: "Audit", value: 50 },
];
const modes = ["action", "rule", "source", "destination", "field"] as const;
const solid = (color: string): object => ({ solid: { color } });

async function startWith(
  colors: Record<string, unknown>,
  given = rows,
  options: StartOptions = {},
): Promise<StartedVisual> {
  const started = startVisual(options);
  await started.draw(dataViewOf(given, { objects: { colors } }));
  return started;
}

/** The colour of a ribbon's first part; of a hatched one that of its ground. */
function colorOf({ element }: StartedVisual, source: string, destination: string, part = 0): string {
  const fill = listParts(element, source, destination)[part]?.getAttribute("fill") ?? "";
  const [, id] = /^url\(#(.*)\)$/.exec(fill) ?? [];
  return (id === undefined ? fill : element.querySelector(`[id="${id}"] rect`)?.getAttribute("fill")) ?? "";
}

describe("the colour of ribbons", () => {
  it("is that of their action, told apart in every kind of colour vision", async () => {
    const started = await startWith({});
    const [allow, deny] = [colorOf(started, "a", "b", 0), colorOf(started, "a", "b", 1)];
    expect(allow).toBe("#3A7CB8");
    expect(colorOf(started, "b", "c")).toBe(allow);
    expect(new Set([allow, deny, colorOf(started, "c", "a")]).size).toBe(3);
    expect(started.texts(".legend-item")).toEqual(["Allow", "Audit", "Deny"]);
  });

  it("is that which the author picks for actions", async () => {
    const started = await startWith({
      allowColor: solid("#00aa00"),
      denyColor: solid("#990000"),
      otherColor: solid("#888800"),
    });
    expect(colorOf(started, "a", "b", 0)).toBe("#00aa00");
    expect(colorOf(started, "a", "b", 1)).toBe("#990000");
    expect(colorOf(started, "c", "a")).toBe("#888800");
  });

  it("is that of their rule, which the report has for the same text in other visuals", async () => {
    const started = await startWith({ colorBy: "rule" });
    expect(colorOf(started, "a", "b", 0)).toBe(colorOf(started, "b", "c"));
    expect(
      new Set([colorOf(started, "a", "b", 0), colorOf(started, "a", "b", 1), colorOf(started, "c", "a")]).size,
    ).toBe(3);
    expect(started.texts(".legend-item")).toEqual(["Deny", "web", "block", "log"]);
  });

  it("is that of their source or of their destination, as is that of the arcs", async () => {
    const bySource = await startWith({ colorBy: "source" });
    expect(colorOf(bySource, "a", "b", 0)).toBe(colorOf(bySource, "a", "b", 1));
    expect(colorOf(bySource, "a", "b")).not.toBe(colorOf(bySource, "b", "c"));
    const arc = findArc(bySource.element, "a sends");
    expect(arc.querySelector(".outgoing")?.getAttribute("fill")).toBe(colorOf(bySource, "a", "b"));
    const byDestination = await startWith({ colorBy: "destination" });
    expect(colorOf(byDestination, "a", "b")).not.toBe(colorOf(byDestination, "c", "a"));
    const receiver = findArc(byDestination.element, "b sends");
    expect(receiver.querySelector(".outgoing")?.getAttribute("fill")).toBe(colorOf(byDestination, "a", "b"));
  });

  it("is that which conditional formatting gives their rows, else that of their action", async () => {
    const colored = rows.map((row, index) => (index < 2 ? { ...row, color: ["#111111", "#222222"][index] } : row));
    const started = await startWith({ colorBy: "field" }, colored);
    expect(colorOf(started, "a", "b", 0)).toBe("#111111");
    expect(colorOf(started, "a", "b", 1)).toBe("#222222");
    expect(colorOf(started, "b", "c")).toBe("#3A7CB8");
    const constant = await startWith({ colorBy: "field", fieldColor: solid("#333333") }, colored);
    expect(colorOf(constant, "a", "b", 0)).toBe("#111111");
    expect(colorOf(constant, "b", "c")).toBe("#333333");
  });

  it("is that of the largest row where rows of one ribbon have several", async () => {
    const [first] = rows;
    const given = [
      { ...first, color: "#111111", value: 1 },
      { ...first, color: "#222222", value: 9 },
    ];
    expect(colorOf(await startWith({ colorBy: "field" }, given), "a", "b")).toBe("#222222");
  });

  it("is that which the author picked for single rules and hosts in the pane", async () => {
    const instances = (property: string, key: string): object => ({
      $instances: { [JSON.stringify(key)]: { [property]: solid("#abcdef") } },
    });
    expect(colorOf(await startWith({ colorBy: "rule", ...instances("ruleColor", "web") }), "b", "c")).toBe("#abcdef");
    expect(colorOf(await startWith({ colorBy: "source", ...instances("hostColor", "b") }), "b", "c")).toBe("#abcdef");
    expect(colorOf(await startWith({ colorBy: "source", ...instances("hostColor", "b") }), "a", "b")).not.toBe(
      "#abcdef",
    );
  });

  it("never is all that tells denied flows: they are hatched in each mode, on ribbons, cells and in the legend", async () => {
    for (const view of ["chord", "matrix"]) {
      for (const colorBy of modes) {
        const started = startVisual();
        await started.draw(dataViewOf(rows, { objects: { layout: { view }, colors: { colorBy } } }));
        const [allowed, denied] = listParts(started.element, "a", "b");
        expect(denied?.getAttribute("fill"))
          .withContext(`${view} by ${colorBy}`)
          .toMatch(/^url\(#/);
        expect(allowed?.getAttribute("fill")).withContext(`${view} by ${colorBy}`).not.toMatch(/^url/);
        const entry = findNamed(started.element, "Legend entry for the action Deny");
        expect(entry.querySelector(".swatch")?.getAttribute("fill")).toMatch(/^url\(#/);
      }
    }
  });

  it("is one of two in high contrast, in each mode", async () => {
    for (const colorBy of modes) {
      const started = await startWith({ colorBy }, rows, {
        isHighContrast: true,
        foreground: "#ffffff",
        background: "#000000",
      });
      expect([colorOf(started, "a", "b", 0), colorOf(started, "a", "b", 1)]).toEqual(["#ffffff", "#000000"]);
      expect(listParts(started.element, "a", "b")[1]?.getAttribute("fill")).toMatch(/^url/);
    }
  });

  it("stands out from dark backgrounds too", async () => {
    const light = await startWith({});
    const dark = await startWith({}, rows, { foreground: "#f3f2f1", background: "#1b1a19" });
    expect(dark.find(".label")[0]?.getAttribute("fill")).not.toBe(light.find(".label")[0]?.getAttribute("fill") ?? "");
    expect(dark.find("path.part").length).toBe(4);
  });

  it("is kept out where it is none", async () => {
    const started = await startWith({ allowColor: solid("javascript:alert(1)"), fieldColor: 7, opacity: "much" });
    expect(colorOf(started, "a", "b", 0)).toBe("#3A7CB8");
  });
});
