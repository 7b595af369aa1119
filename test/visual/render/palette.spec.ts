import { buildPalette, type ReportColors } from "../../../src/render/palette";

const report: ReportColors = {
  foreground: "#000000",
  background: "#ffffff",
  isHighContrast: false,
  colorOf: (text) => `color of ${text}`,
};
const choice = { colors: { allow: "#0000ff", deny: "#ff0000", other: "#888888" }, opacity: 0.5, labelColor: "" };

describe("the palette", () => {
  it("hatches deny in every colour mode, and nothing else", () => {
    const { fillOfKind, fillOfRule } = buildPalette(report, choice);
    expect([fillOfKind("allow"), fillOfRule("r", "allow"), fillOfKind("other")].map(({ stripe }) => stripe)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(fillOfKind("deny").stripe).toBeDefined();
    expect(fillOfRule("r", "deny").stripe).toBeDefined();
    expect(fillOfRule("r", "deny").color).toBe("color of r");
  });

  it("takes the labels' colour from the report unless one was chosen", () => {
    expect(buildPalette(report, choice).text).toBe("rgb(38, 38, 38)");
    expect(buildPalette(report, { ...choice, labelColor: "#00ff00" }).text).toBe("#00ff00");
  });

  it("knows two colours in high contrast and tells deny apart by stripes", () => {
    const { fillOfKind, opacity } = buildPalette({ ...report, isHighContrast: true }, choice);
    expect(fillOfKind("deny")).toEqual({ color: "#ffffff", stripe: "#000000", stroke: "#000000" });
    expect(fillOfKind("allow").color).toBe("#000000");
    expect(opacity).toBe(1);
  });
});
