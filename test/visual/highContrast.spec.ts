import { contrastOf } from "../../src/render/contrast";
import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { findButton, findNamed } from "./helpers/find";
import { click, press } from "./helpers/pointer";
import { startVisual, type StartedVisual } from "./helpers/startVisual";

const colors = { isHighContrast: true, foreground: "#ffff00", background: "#000000", selected: "#1aebff" };
const rows: FlowRow[] = [
  { source: "a", destination: "b", action: "Allow", value: 30 },
  { source: "b", destination: "a", action: "Deny", value: 20 },
];

async function start(): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600, ...colors });
  await started.draw(dataViewOf(rows));
  return started;
}

describe("in high contrast", () => {
  it("what is selected has an outline in the host's color for it, and all else is faint", async () => {
    const { element } = await start();
    const [chosen, other] = ["a sends 30 B to b", "b sends 20 B to a"].map((name) => findNamed(element, name));
    await click(chosen ?? element);
    await Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished));
    const [of, ofOther] = [getComputedStyle(chosen ?? element), getComputedStyle(other ?? element)];
    expect([of.stroke, of.strokeWidth, of.fillOpacity]).toEqual(["rgb(26, 235, 255)", "2.5px", "1"]);
    expect(Number(ofOther.fillOpacity)).toBeLessThan(0.2);
  });

  it("the focus has a ring of two lines, of which one is seen on any color", async () => {
    const { find } = await start();
    find("svg.flow-chord")[0]?.focus();
    await press("Enter");
    const [halo, line] = find(".flow-chord-focus path").map((path) => getComputedStyle(path));
    expect([line?.stroke, halo?.stroke]).toEqual(["rgb(26, 235, 255)", "rgb(0, 0, 0)"]);
    expect(parseFloat(halo?.strokeWidth ?? "")).toBeGreaterThan(parseFloat(line?.strokeWidth ?? ""));
  });

  it("buttons can be read, pressed and with the focus too", async () => {
    const { element } = await start();
    for (const name of ["Chord", "Matrix"]) {
      const button = findButton(element, name);
      const style = getComputedStyle(button);
      const background = style.backgroundColor === "rgba(0, 0, 0, 0)" ? colors.background : style.backgroundColor;
      expect(contrastOf(style.color, background)).toBeGreaterThan(4.5);
      button.focus();
      expect(style.borderColor).toBe("rgb(255, 255, 0)");
      expect(style.boxShadow).toContain("rgb(0, 0, 0)");
    }
  });
});
