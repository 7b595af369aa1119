import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { findArc } from "./helpers/find";
import { click, settle } from "./helpers/pointer";
import { startVisual, updateTypes } from "./helpers/startVisual";

const many: FlowRow[] = Array.from({ length: 1500 }, (_, row) => ({
  source: "big",
  destination: `d${row}`,
  value: 10,
}));
const rows: FlowRow[] = [...many, { source: "small", destination: "e", value: 9000 }];
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("a selection of many rows", () => {
  it("gives way to a later click", async () => {
    const started = startVisual({ width: 900, height: 700 });
    await started.draw(dataViewOf(rows));
    const big = findArc(started.element, "big sends 1");
    big.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    await click(findArc(started.element, "small sends"));
    await wait(300);
    expect(started.selectedKeys()).toEqual(["small|e"]);
  });

  it("is taken back by a click on empty space before the host has it", async () => {
    const started = startVisual({ width: 900, height: 700 });
    await started.draw(dataViewOf(rows));
    findArc(started.element, "big sends 1").dispatchEvent(new MouseEvent("click", { bubbles: true }));
    started.element.querySelector("svg")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    await wait(300);
    expect(started.selectedKeys()).toEqual([]);
    expect(started.find(".is-selected").length).toBe(0);
  });

  it("comes to the host whole where nothing else is clicked", async () => {
    const started = startVisual({ width: 900, height: 700 });
    await started.draw(dataViewOf(rows));
    await click(findArc(started.element, "big sends 1"));
    expect(started.find(".arc.is-selected").length).toBeGreaterThan(0);
    await wait(400);
    expect(started.selectedKeys().length).toBe(1500);
  });
});

describe("opening a group of many", () => {
  it("open with members of their own where other groups are many and larger", async () => {
    const inGroups = Array.from({ length: 3000 }, (_, host) => {
      return { source: [`net ${host % 150}`, `host ${host}`], destination: ["out", "8.8.8.8"], value: 5000 - host };
    });
    const objects = { state: { expanded: '["net 140\\u0000"]' } };
    const started = startVisual({ width: 900, height: 700 });
    await started.draw(dataViewOf(inGroups, { objects }));
    const members = started.find(".arc").filter((arc) => arc.getAttribute("aria-label")?.startsWith("host "));
    expect(members.length).toBeGreaterThanOrEqual(6);
  });

  it("can be closed where nothing that is shown is drawn", async () => {
    const inHub = Array.from({ length: 40 }, (_, host) => {
      return { source: ["hub", `s${host}`], destination: ["hub", `d${host}`], value: 1 };
    });
    const objects = { state: { expanded: '["hub\\u0000"]' }, grouping: { showOthers: false, hostCount: 1 } };
    const started = startVisual();
    await started.draw(dataViewOf(inHub, { objects }));
    expect(started.texts(".message text").join(" ")).toContain("every flow touches hosts that are not shown");
    started.element.querySelector<HTMLButtonElement>(".crumbs button")?.click();
    await settle();
    expect(started.texts(".message text")).toEqual([]);
  });
});

describe("a host that is not as it should be", () => {
  it("may leave out the data view of a resize: the author's style stays", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows, { objects: { summary: { show: false } } }));
    started.update(undefined, { type: updateTypes.resize, viewport: { width: 500, height: 300 } });
    expect(started.find(".line").length).toBe(0);
    expect(started.find(".part").length).toBeGreaterThan(0);
  });

  it("may lack the warning icon", async () => {
    const started = startVisual({ segments: 0 });
    Object.defineProperty(started.told.warnings, "push", {
      value: () => {
        throw new Error("displayWarningIcon is not a function");
      },
    });
    await started.draw(dataViewOf(rows, { hasMore: true }));
    expect(started.told.events).toEqual(["started", "finished"]);
    expect(started.find(".part").length).toBeGreaterThan(0);
  });

  it("is asked for no more rows where a field is missing", async () => {
    const started = startVisual({ segments: 9 });
    await started.draw(dataViewOf([{ source: "a", value: 1 }], { hasMore: true }));
    expect(started.told.fetches).toBe(0);
  });

  it("may fail a drawing: the pane goes on to show what the author chose, so that it can be changed", async () => {
    const started = startVisual();
    const objects = { grouping: { hostCount: 5 }, colors: { colorBy: "rule" } };
    const paneOf = (): string => JSON.stringify(started.visual.getFormattingModel());
    await started.draw(dataViewOf(rows, { objects }));
    const before = paneOf();
    spyOn(started.host.colorPalette, "getColor").and.throwError("no colours");
    await started.draw(dataViewOf([{ ...rows[0], rule: "new" }], { objects }));
    expect(started.told.events.at(-1)).toBe("failed: no colours");
    expect(started.texts(".message text").join(" ")).not.toBe("");
    expect(JSON.parse(paneOf())).toEqual(JSON.parse(before));
  });

  it("may take the fields away: the pane has no pickers for rules that are gone", async () => {
    const started = startVisual();
    const objects = { colors: { colorBy: "rule" } };
    await started.draw(dataViewOf([{ source: "a", destination: "b", rule: "web", value: 1 }], { objects }));
    expect(JSON.stringify(started.visual.getFormattingModel())).toContain('"web"');
    await started.draw(dataViewOf([{ source: "a", value: 1 }], { objects }));
    expect(JSON.stringify(started.visual.getFormattingModel())).not.toContain('"web"');
  });
});
