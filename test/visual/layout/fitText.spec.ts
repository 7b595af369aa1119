import { cutAt, fitText } from "../../../src/layout/fitText";
import { measure } from "../helpers/layoutInputs";

const wide = (text: string): number => text.length * 2;

describe("cut texts", () => {
  it("are cut between letters, not within one, and vanish where not one fits", () => {
    expect(fitText("😀😀😀", 13, wide)).toBe("😀😀😀");
    expect(fitText("😀😀😀", 11, wide)).toBe("😀😀…");
    expect(fitText("abc", 1, measure)).toBe("");
  });

  it("have no dots where they go on in the next line", () => {
    expect(cutAt("abcdef", 18, measure)).toBe("abc");
    expect(cutAt("abcdef", 36, measure)).toBe("abcdef");
    expect(cutAt("abc", 1, measure)).toBe("");
  });
});
