import type powerbi from "powerbi-visuals-api";
import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findArc, findButton } from "./helpers/find";
import { click, clickAtOnce, hover, settle } from "./helpers/pointer";
import { operations, startVisual, updateTypes } from "./helpers/startVisual";

const rows = buildFlows(12, 200);

/** A data view that does something in the middle of the update that reads it. */
function interrupting(action: () => void, given: readonly FlowRow[] = rows): powerbi.DataView {
  const dataView = dataViewOf(given);
  return {
    ...dataView,
    get categorical() {
      action();
      return dataView.categorical;
    },
  } as powerbi.DataView;
}

describe("ten instances on a page", () => {
  it("draw, select and page each for themselves", async () => {
    const started = Array.from({ length: 10 }, () => startVisual());
    await Promise.all(started.map(({ draw }, index) => draw(dataViewOf(rows.slice(index)))));
    const [first, second] = started;
    await click(first?.find(".arc")[0] ?? document.body);
    await click(findButton(second?.element ?? document.body, "Matrix"));
    expect(started.map(({ find }) => find("svg.is-selecting").length)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(started.map(({ find }) => find(".panel.matrix").length)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(started.flatMap(({ told }) => told.events)).toEqual(started.flatMap(() => ["started", "finished"]));
  });

  it("leave nothing behind when they go, in any order", async () => {
    const started = Array.from({ length: 10 }, () => startVisual());
    for (const { update } of started) update(dataViewOf(rows));
    for (const { visual } of [...started].reverse()) visual.destroy();
    await settle();
    expect(started.map(({ element }) => element.childElementCount)).toEqual(started.map(() => 0));
  });
});

describe("a visual that is destroyed", () => {
  it("in the middle of an update ends it, once", async () => {
    const { update, visual, told, element } = startVisual();
    update(
      interrupting(() => {
        visual.destroy();
      }),
    );
    await settle();
    expect(told.events).toEqual(["started", "finished"]);
    expect(element.childElementCount).toBe(0);
  });

  it("before its marks are named names none", async () => {
    const { update, visual, find } = startVisual();
    update(dataViewOf(rows));
    const [part] = find(".part");
    visual.destroy();
    await settle();
    expect(part?.hasAttribute("aria-label")).toBe(false);
  });

  it("while more rows are on their way takes them without a word", async () => {
    const { update, visual, told, element } = startVisual({ segments: 1 });
    update(dataViewOf(rows.slice(0, 50), { hasMore: true }));
    visual.destroy();
    update(dataViewOf(rows), { type: updateTypes.data, operationKind: operations.append });
    await settle();
    expect(told.events).toEqual(["started", "finished", "started", "finished"]);
    expect(element.childElementCount).toBe(0);
  });

  it("before the host has selected, or refused, does not mind either", async () => {
    for (const refuses of [false, true]) {
      const { draw, visual, find, element } = startVisual({ refuses });
      await draw(dataViewOf(rows));
      clickAtOnce(find(".arc")[0] ?? element);
      visual.destroy();
      await settle();
      expect(element.childElementCount).toBe(0);
    }
  });

  it("takes the tooltip, the menu, the keys and a bookmark no more", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows));
    const [arc] = started.find(".arc");
    started.visual.destroy();
    const shown = started.told.tooltips.length;
    hover(arc ?? started.element);
    await click(arc ?? started.element);
    arc?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    started.restore(["gone"]);
    expect(started.told.tooltips.length).toBe(shown);
    expect(started.selectedKeys()).toEqual(["gone"]);
  });

  it("may be destroyed twice, or before it has drawn anything", () => {
    const { visual, element } = startVisual();
    visual.destroy();
    visual.destroy();
    expect(element.childElementCount).toBe(0);
  });
});

describe("an update in an update", () => {
  it("as a host may send it from one of its services, ends both once", () => {
    const { update, told, element } = startVisual();
    let isFirst = true;
    update(
      interrupting(() => {
        if (isFirst) {
          isFirst = false;
          update(dataViewOf([{ source: "a", destination: "b", value: 1 }]));
        }
      }),
    );
    expect(told.events).toEqual(["started", "started", "finished", "finished"]);
    expect(element.querySelectorAll(".part").length).toBeGreaterThan(10);
  });
});

describe("an update of one visual", () => {
  it("keeps the focus where it is, or in the diagram where what had it is gone", async () => {
    const { draw, find, element } = startVisual();
    await draw(dataViewOf(rows));
    const last = find(".part").at(-1);
    last?.focus();
    await draw(dataViewOf([{ source: "a", destination: "b", value: 1 }]));
    expect(document.activeElement).toBe(find("svg.flow-chord")[0] ?? null);
    findArc(element, "a sends").focus();
    await draw(dataViewOf([{ source: "a", destination: "b", value: 2 }]));
    expect(document.activeElement).toBe(findArc(element, "a sends"));
  });

  it("does not take the focus from the page", async () => {
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();
    const { draw } = startVisual();
    await draw(dataViewOf(rows));
    await draw(undefined);
    expect(document.activeElement).toBe(field);
    field.remove();
  });
});
