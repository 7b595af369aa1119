import { interpolateRgb } from "d3";
import { defaultActionColors } from "../../../src/model/colors";
import { contrastOf } from "../../../src/render/contrast";
import { buildPalette, type ReportColors } from "../../../src/render/palette";
import { choiceOf } from "../helpers/colorChoice";

const report: ReportColors = {
  foreground: "#252423",
  background: "#ffffff",
  selected: "#118dff",
  isHighContrast: false,
  colorOf: (text) => (text === "rule" ? "#118dff" : "junk"),
};
const themes = [
  { foreground: "#252423", background: "#FFFFFF" },
  { foreground: "#FFFFFF", background: "#1E1E1E" },
  { foreground: "#FFFFFF", background: "#000000" },
  { foreground: "#252423", background: "#F3F2F1" },
];
const choice = choiceOf({ allow: "#0000ff", deny: "#ff0000", other: "#888888" });
const kinds = ["allow", "deny", "other"] as const;

describe("the palette", () => {
  it("hatches denied flows, whatever the colour stands for", () => {
    const { fillWith } = buildPalette(report, choice);
    expect(kinds.map((kind) => fillWith("#118dff", kind).stripe !== undefined)).toEqual([false, true, false]);
    expect(kinds.map((kind) => fillWith("#118dff", kind).color)).toEqual(["#118dff", "#118dff", "#118dff"]);
  });

  it("takes the colours of texts from the report unless they were chosen", () => {
    expect(buildPalette(report, choice).text).toBe("rgb(70, 69, 68)");
    const chosen = buildPalette(report, { ...choice, labelColor: "#00ff00", summaryColor: "#ff00ff" });
    expect([chosen.text, chosen.summary]).toEqual(["#00ff00", "#ff00ff"]);
  });

  it("takes the colours of rules and hosts from the report unless they were picked", () => {
    const picked = { rules: new Map([["rdp", "#abcdef"]]), hosts: new Map([["hub\u0000a", "#fedcba"]]) };
    const { colorOfRule, colorOfHost, neutral } = buildPalette(report, choice, picked);
    expect([colorOfRule("rule"), colorOfRule("rdp"), colorOfRule("web")]).toEqual(["#118dff", "#abcdef", neutral]);
    expect([colorOfHost("hub\u0000a", "a"), colorOfHost("hub\u0000b", "rule")]).toEqual(["#fedcba", "#118dff"]);
  });

  it("gives a row its colour, else the one of all rows, else none", () => {
    const { colorOfField } = buildPalette(report, choice);
    expect([colorOfField("Green"), colorOfField(""), colorOfField("url(#x)")]).toEqual(["Green", undefined, undefined]);
    const all = buildPalette(report, { ...choice, fieldColor: "#123456" });
    expect([all.colorOfField("#111"), all.colorOfField("")]).toEqual(["#111", "#123456"]);
  });

  it("has our own colours stand out 3 : 1 from the background at usual opacities, in light and dark", () => {
    for (const theme of themes) {
      for (const opacity of [0.6, 0.7, 0.85, 1]) {
        const palette = buildPalette({ ...report, ...theme }, { ...choice, colors: defaultActionColors, opacity });
        for (const kind of kinds) {
          const seen = interpolateRgb(theme.background, palette.colorOfKind(kind))(opacity);
          expect(contrastOf(seen, theme.background))
            .withContext(`${kind} on ${theme.background} at ${opacity}`)
            .toBeGreaterThanOrEqual(3);
        }
      }
    }
  });

  it("leaves our own colours as they are where nothing shines through", () => {
    for (const theme of themes) {
      const palette = buildPalette({ ...report, ...theme }, { ...choice, colors: defaultActionColors, opacity: 1 });
      expect(kinds.map(palette.colorOfKind)).toEqual(kinds.map((kind) => defaultActionColors[kind]));
    }
  });

  it("draws the author's colours as they are, and ours in place of what is no colour", () => {
    const colors = { allow: "#fffff0", deny: "junk", other: "transparent" };
    const { colorOfKind } = buildPalette(report, { ...choice, colors, opacity: 1 });
    expect(kinds.map(colorOfKind)).toEqual(["#fffff0", defaultActionColors.deny, defaultActionColors.other]);
  });

  it("has texts that can be read, in light and dark", () => {
    for (const theme of themes) {
      const { text, muted, summary } = buildPalette({ ...report, ...theme }, choice);
      expect(contrastOf(text, theme.background)).toBeGreaterThan(7);
      expect(contrastOf(muted, theme.background)).toBeGreaterThan(4.5);
      expect(summary).toBe(muted);
    }
  });

  it("knows two colours in high contrast, and one for what is selected, and tells the kinds apart without colour", () => {
    const contrast = { ...report, foreground: "#ffff00", background: "#000000", isHighContrast: true };
    const { fillWith, colorOfKind, selected, ...palette } = buildPalette(contrast, {
      ...choice,
      labelColor: "#00ff00",
    });
    const fills = kinds.map((kind) => fillWith(colorOfKind(kind), kind));
    expect(fills).toEqual([
      { color: "#ffff00", stripe: undefined, stroke: "#000000" },
      { color: "#000000", stripe: "#ffff00", stroke: "#ffff00" },
      { color: "#000000", stripe: undefined, stroke: "#ffff00" },
    ]);
    const others = Object.values(palette).filter((value) => typeof value === "string" && value !== "none");
    expect([...new Set(others)].sort()).toEqual(["#000000", "#ffff00"]);
    expect(selected).toBe(report.selected);
    expect(palette.opacity).toBe(1);
  });

  it("has colours also where the report's are none", () => {
    const palette = buildPalette({ ...report, foreground: "", background: "junk" }, choice);
    expect([palette.background, palette.muted]).toEqual(["#ffffff", "rgb(113, 113, 112)"]);
  });
});
