import { readOptions } from "../../../src/settings/readOptions";
import { Settings } from "../../../src/settings/settings";

describe("the settings", () => {
  it("have these defaults", () => {
    expect(readOptions(new Settings())).toEqual({
      endpointCount: 24,
      showOthers: true,
      paddingShare: 0.12,
      showSummary: true,
      colorBy: "action",
      colors: { allow: "#3A7CB8", deny: "#D55E00", other: "#7B8794" },
      opacity: 0.65,
      showLabels: true,
      labelFont: { family: "Segoe UI, sans-serif", sizePx: 12, isBold: false },
      labelColor: "",
      legendPosition: "top",
      legendSizePx: 12,
    });
  });

  it("put values outside their limits right", () => {
    const settings = new Settings();
    settings.layout.hostCount.value = 1e9;
    settings.layout.padding.value = NaN;
    settings.colors.opacity.value = -1;
    settings.legend.position.value = "bottom";
    settings.colors.colorBy.value = "rule";
    const options = readOptions(settings);
    expect([options.endpointCount, options.paddingShare, options.opacity]).toEqual([100, 0.12, 0.2]);
    expect([options.legendPosition, options.colorBy]).toEqual(["bottom", "rule"]);
  });

  it("hide the legend", () => {
    const settings = new Settings();
    settings.legend.show.value = false;
    expect(readOptions(settings).legendPosition).toBe("none");
  });
});
