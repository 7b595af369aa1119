import fc from "fast-check";
import type powerbi from "powerbi-visuals-api";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import capabilities from "../../../capabilities.json";
import { readOptions, type ChordOptions } from "../../../src/settings/readOptions";
import { readSettings } from "../../../src/settings/readSettings";
import { Settings } from "../../../src/settings/settings";

/** The options of a report file with these objects. */
function optionsOf(objects: Readonly<Record<string, Readonly<Record<string, unknown>>>>): ChordOptions {
  const dataView = { metadata: { columns: [], objects } } as unknown as powerbi.DataView;
  return readOptions(readSettings(new FormattingSettingsService(), dataView));
}

const defaults = readOptions(new Settings());

interface Property {
  readonly type: { readonly enumeration?: readonly { readonly value: string }[] };
}

const properties = Object.entries(capabilities.objects).flatMap(([object, { properties }]) => {
  return Object.entries(properties as Readonly<Record<string, Property>>).map(([name, { type }]) => ({
    object,
    name,
    type,
  }));
});

/** Where the value of an enumeration ends up. */
const optionOf: Readonly<Record<string, (options: ChordOptions) => string>> = {
  "layout.view": ({ view }) => view,
  "layout.widthScale": ({ widthScale }) => widthScale,
  "layout.limitBy": ({ cutoff }) => cutoff.by,
  "layout.order": ({ order }) => order,
  "grouping.by": ({ grouping }) => grouping,
  "multiples.by": ({ split }) => split,
  "colors.colorBy": ({ colorBy }) => colorBy,
  "labels.orientation": ({ labelOrientation }) => labelOrientation,
  "labels.overflow": ({ labelOverflow }) => labelOverflow,
  "labels.units": ({ units }) => units,
  "legend.position": ({ legendPosition }) => legendPosition,
};

describe("the settings", () => {
  it("have these defaults", () => {
    expect(defaults).toEqual({
      view: "auto",
      widthScale: "linear",
      paddingShare: 0.12,
      showControls: true,
      cutoff: { by: "count", count: 24 },
      showOthers: true,
      order: "value",
      grouping: "levels",
      prefixLengths: { ipv4: undefined, ipv6: undefined },
      split: "field",
      colorBy: "action",
      colors: { allow: "#3A7CB8", deny: "#D55E00", other: "#7B8794" },
      fieldColor: "",
      opacity: 0.8,
      showLabels: true,
      labelFont: { family: "Segoe UI, sans-serif", sizePx: 12, isBold: false },
      labelColor: "",
      labelOrientation: "auto",
      labelOverflow: "truncate",
      showValues: false,
      units: "auto",
      legendPosition: "top",
      legendSizePx: 12,
      showSummary: true,
      summarySizePx: 12,
      summaryColor: "",
      state: { expanded: [], hidden: { actions: [], rules: [] }, page: 0 },
    });
  });

  it("take every value that an enumeration of capabilities.json offers", () => {
    const enumerations = properties.filter(({ type }) => type.enumeration !== undefined);
    expect(enumerations.map(({ object, name }) => `${object}.${name}`).sort()).toEqual(Object.keys(optionOf).sort());
    for (const { object, name, type } of enumerations) {
      const offered = (type.enumeration ?? []).map(({ value }) => value);
      const read = offered.map((value) => optionOf[`${object}.${name}`]?.(optionsOf({ [object]: { [name]: value } })));
      expect(read).withContext(`${object}.${name}`).toEqual(offered);
    }
  });

  it("take what a report file says", () => {
    const blue = { solid: { color: "#0000ff" } };
    const options = optionsOf({
      layout: { limitBy: "coverage", coverage: 80, padding: 30, showControls: false, showOthers: false },
      grouping: { ipv4Length: 16, ipv6Length: 48 },
      colors: { denyColor: blue, fieldColor: blue, opacity: 40 },
      labels: { show: false, fontFamily: "Arial", fontSize: 12, bold: true, color: blue, showValues: true },
      legend: { show: false },
      summary: { show: false, fontSize: 15, color: blue },
      state: { expanded: '["a\\u0000","b"]', hidden: '{"actions":["Deny"]}', page: 2 },
    });
    expect(options).toEqual({
      ...defaults,
      cutoff: { by: "coverage", share: 0.8 },
      paddingShare: 0.3,
      showControls: false,
      showOthers: false,
      prefixLengths: { ipv4: 16, ipv6: 48 },
      colors: { ...defaults.colors, deny: "#0000ff" },
      fieldColor: "#0000ff",
      opacity: 0.4,
      showLabels: false,
      labelFont: { family: "Arial", sizePx: 16, isBold: true },
      labelColor: "#0000ff",
      showValues: true,
      legendPosition: "none",
      showSummary: false,
      summarySizePx: 20,
      summaryColor: "#0000ff",
      state: { expanded: ["a\u0000", "b"], hidden: { actions: ["Deny"], rules: [] }, page: 2 },
    });
  });

  it("put numbers outside their limits right", () => {
    const read = (count: number, length: number): unknown => {
      const { cutoff, prefixLengths, opacity } = optionsOf({
        layout: { hostCount: count },
        grouping: { ipv4Length: length, ipv6Length: length },
        colors: { opacity: count },
      });
      return [cutoff, prefixLengths, opacity];
    };
    expect(read(1e9, 1)).toEqual([{ by: "count", count: 100 }, { ipv4: 8, ipv6: 16 }, 1]);
    expect(read(-1, 1e9)).toEqual([{ by: "count", count: 1 }, { ipv4: 31, ipv6: 64 }, 0.2]);
    expect(read(7.6, 20.4)).toEqual([{ by: "count", count: 8 }, { ipv4: 20, ipv6: 20 }, 0.2]);
    expect(read(NaN, -3)).toEqual([{ by: "count", count: 24 }, { ipv4: undefined, ipv6: undefined }, 0.8]);
  });

  it("are the defaults where a report file holds values of a wrong type", () => {
    const colors = new Set(["fieldColor", "allowColor", "denyColor", "otherColor", "color", "ruleColor", "hostColor"]);
    const junk = [NaN, {}, [], [[]], { solid: {} }, { solid: { color: 5 } }, { solid: { color: "" } }, { solid: null }];
    for (const value of [...junk, "junk", Symbol("junk"), 1e400, -Infinity, null, undefined]) {
      const objects: Record<string, Record<string, unknown>> = {};
      for (const { object, name } of properties) {
        const isText = name === "fontFamily" || (colors.has(name) && typeof value === "object");
        (objects[object] ??= {})[name] = isText && typeof value === "string" ? undefined : value;
      }
      expect(optionsOf(objects))
        .withContext(typeof value)
        .toEqual(defaults);
    }
  });

  it("are within their limits whatever a report file holds", () => {
    const objects = fc.dictionary(
      fc.constantFrom(...properties.map(({ object }) => object)),
      fc.dictionary(fc.constantFrom(...properties.map(({ name }) => name)), fc.anything()),
    );
    fc.assert(
      fc.property(objects, (held) => {
        const { cutoff, paddingShare, opacity, labelFont, legendSizePx, summarySizePx, state } = optionsOf(held);
        const sizes = [labelFont.sizePx, legendSizePx, summarySizePx];
        expect(cutoff.by === "count" ? cutoff.count >= 1 : cutoff.share >= 0.5).toBeTrue();
        expect(paddingShare >= 0 && paddingShare <= 0.5).toBeTrue();
        expect(opacity >= 0.2 && opacity <= 1).toBeTrue();
        expect(sizes.every((size) => size >= 8 && size < 54)).toBeTrue();
        expect(Number.isSafeInteger(state.page) && state.page >= 0).toBeTrue();
        expect(state.expanded.every((key) => typeof key === "string")).toBeTrue();
      }),
      { numRuns: 300 },
    );
  });
});
