import { takeLines } from "../../../src/layout/margins";

const style = { fontSizePx: 10, measure: (text: string): number => text.length * 6 };
const area = { x: 6, y: 6, width: 288, height: 288 };
const sentence = "12.4 GB in 38,210 flows from 212 hosts; 31% denied, mostly DefaultRule_DenyAllInBound";

describe("the lines at the bottom", () => {
  it("break a sentence that is too long in two, and lose no word", () => {
    const { lines, rest } = takeLines(area, { width: 300, height: 300 }, [sentence, "short"], style);
    expect(lines.map(({ text }) => text)).toEqual([
      "12.4 GB in 38,210 flows from 212 hosts; 31%",
      "denied, mostly DefaultRule_DenyAllInBound",
      "short",
    ]);
    expect(rest.height).toBeLessThan(288 - 3 * 10);
    const heights = lines.map(({ y }) => y);
    expect([...heights].sort((a, b) => a - b)).toEqual(heights);
  });

  it("cut it in low viewports, with the whole of it behind", () => {
    const { lines } = takeLines(area, { width: 300, height: 200 }, [sentence], style);
    expect(lines.length).toBe(1);
    expect(lines[0]?.text).toMatch(/…$/);
    expect(lines[0]?.whole).toBe(sentence);
  });

  it("cut a single word that is too long", () => {
    const { lines } = takeLines(area, { width: 300, height: 300 }, ["x".repeat(200)], style);
    expect(lines.map(({ text }) => text.length <= 48)).toEqual([true]);
  });

  it("are none where there is no room", () => {
    expect(takeLines(area, { width: 140, height: 300 }, [sentence], style)).toEqual({ lines: [], rest: area });
  });
});
