import { buildMeasureText, plainFont } from "../../../src/render/measureText";

const font = plainFont("sans-serif", 12);

describe("the width of a text", () => {
  it("is measured once for each font, also when it is asked for by another drawing", () => {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    const measured = spyOn(context, "measureText").and.callThrough();
    const width = buildMeasureText(canvas, font)("10.0.0.4");
    expect(width).toBeGreaterThan(20);
    expect(buildMeasureText(canvas, font)("10.0.0.4")).toBe(width);
    expect(measured).toHaveBeenCalledTimes(1);
    expect(buildMeasureText(canvas, { ...font, sizePx: 24 })("10.0.0.4")).toBeCloseTo(2 * width, 0);
    expect(measured).toHaveBeenCalledTimes(2);
  });

  it("is estimated where there is no canvas to draw on", () => {
    const canvas = document.createElement("canvas");
    spyOn(canvas, "getContext").and.returnValue(null);
    expect(buildMeasureText(canvas, font)("abcd")).toBeCloseTo(4 * 12 * 0.55, 6);
  });
});
