import { dataViewOf } from "../helpers/dataViewOf";
import { startVisual } from "../helpers/startVisual";

const rows = ["Allow", "Deny"].map((action) => ({ source: "a", destination: "b", action, value: 5 }));
const font = { fontFamily: "serif", bold: true, italic: true, underline: true };

describe("the fonts of texts", () => {
  it("are those of their cards, and the style sheet's again when these are reset", async () => {
    const started = startVisual({ width: 900, height: 700 });
    const read = (): Record<string, string[]> => {
      const texts = { label: ".label", legend: ".legend-text", title: ".panel-title", line: ".lines text" };
      return Object.fromEntries(
        Object.entries(texts).map(([name, selector]) => {
          const [text] = started.find(selector);
          const style = getComputedStyle(text as Element);
          return [name, [style.fontFamily, style.fontWeight, style.fontStyle, style.textDecorationLine]];
        }),
      );
    };
    const split = { multiples: { by: "action" } };
    await started.draw(dataViewOf(rows, { objects: split }));
    const before = read();
    const all = { labels: font, legend: font, summary: font, multiples: { by: "action", ...font } };
    await started.draw(dataViewOf(rows, { objects: all }));
    const chosen = ["serif", "600", "italic", "underline"];
    expect(read()).toEqual({ label: chosen, legend: chosen, title: chosen, line: chosen });
    await started.draw(dataViewOf(rows, { objects: { multiples: { by: "action", bold: false } } }));
    expect(read()["title"]?.[1]).toBe("400");
    await started.draw(dataViewOf(rows, { objects: split }));
    expect(read()).toEqual(before);
    expect(before["title"]?.[1]).toBe("600");
  });
});
