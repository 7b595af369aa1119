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
const segoe = { family: "Segoe UI, sans-serif", sizePx: 12, isBold: false, isItalic: false, isUnderlined: false };

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
  "layout.order": ({ order }) => order,
  "breakdown.by": ({ breakdown }) => breakdown,
  "ribbons.widthScale": ({ ribbons }) => ribbons.widthScale,
  "ribbons.hatch": ({ ribbons }) => ribbons.hatch,
  "grouping.limitBy": ({ cutoff }) => cutoff.by,
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
      paddingShare: 0.12,
      showControls: true,
      cutoff: { by: "count", count: 24 },
      showOthers: true,
      order: "value",
      grouping: "levels",
      prefixLengths: { ipv4: undefined, ipv6: undefined },
      split: "field",
      breakdown: "rules",
      colorBy: "action",
      colors: { allow: "#3A7CB8", deny: "#D55E00", other: "#7B8794" },
      fieldColor: "",
      arcColor: "",
      arcs: { thickness: 1, showMix: true },
      showDirection: true,
      opacity: 0.8,
      ribbons: { widthScale: "linear", gap: 1, showHeads: true, hatch: "always" },
      showLabels: true,
      labelFont: segoe,
      labelColor: "",
      labelOrientation: "auto",
      labelOverflow: "truncate",
      showValues: false,
      units: "auto",
      legendPosition: "top",
      legendFont: segoe,
      legendTitle: "",
      legendColor: "",
      grid: { columns: undefined, showTitles: true },
      titleFont: { ...segoe, isBold: true },
      titleColor: "",
      showSummary: true,
      summaryFont: segoe,
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
      layout: { padding: 30, showControls: false },
      breakdown: { by: "none" },
      grouping: { limitBy: "coverage", coverage: 80, showOthers: false, ipv4Length: 16, ipv6Length: 48 },
      colors: { denyColor: blue, fieldColor: blue },
      arcs: { color: blue, thickness: 150, showMix: false, showDirection: false },
      ribbons: { opacity: 40, gap: 200, showHeads: false, hatch: "never" },
      labels: {
        show: false,
        fontFamily: "Arial",
        fontSize: 12,
        bold: true,
        underline: true,
        color: blue,
        showValues: true,
      },
      legend: { show: false, title: "Actions", color: blue },
      multiples: { columns: 3, showTitles: false, fontSize: 12, bold: false, color: blue },
      summary: { show: false, fontSize: 15, italic: true, color: blue },
      state: { expanded: '["a\\u0000","b"]', hidden: '{"actions":["Deny"]}', page: 2 },
    });
    expect(options).toEqual({
      ...defaults,
      cutoff: { by: "coverage", share: 0.8 },
      breakdown: "none",
      paddingShare: 0.3,
      showControls: false,
      showOthers: false,
      prefixLengths: { ipv4: 16, ipv6: 48 },
      colors: { ...defaults.colors, deny: "#0000ff" },
      fieldColor: "#0000ff",
      arcColor: "#0000ff",
      arcs: { thickness: 1.5, showMix: false },
      showDirection: false,
      opacity: 0.4,
      ribbons: { widthScale: "linear", gap: 2, showHeads: false, hatch: "never" },
      showLabels: false,
      labelFont: { ...segoe, family: "Arial", sizePx: 16, isBold: true, isUnderlined: true },
      labelColor: "#0000ff",
      showValues: true,
      legendPosition: "none",
      legendTitle: "Actions",
      legendColor: "#0000ff",
      grid: { columns: 3, showTitles: false },
      titleFont: { ...segoe, sizePx: 16 },
      titleColor: "#0000ff",
      showSummary: false,
      summaryFont: { ...segoe, sizePx: 20, isItalic: true },
      summaryColor: "#0000ff",
      state: { expanded: ["a\u0000", "b"], hidden: { actions: ["Deny"], rules: [] }, page: 2 },
    });
  });

  it("put numbers outside their limits right", () => {
    const read = (count: number, length: number): unknown => {
      const { cutoff, prefixLengths, opacity } = optionsOf({
        grouping: { hostCount: count, ipv4Length: length, ipv6Length: length },
        ribbons: { opacity: count },
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
        const isText = name === "fontFamily" || name === "title" || (colors.has(name) && typeof value === "object");
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
        const {
          cutoff,
          paddingShare,
          opacity,
          arcs,
          ribbons,
          grid,
          labelFont,
          legendFont,
          summaryFont,
          titleFont,
          state,
        } = optionsOf(held);
        const sizes = [labelFont, legendFont, summaryFont, titleFont].map(({ sizePx }) => sizePx);
        expect(cutoff.by === "count" ? cutoff.count >= 1 : cutoff.share >= 0.5).toBeTrue();
        expect(paddingShare >= 0 && paddingShare <= 0.5).toBeTrue();
        expect(opacity >= 0.2 && opacity <= 1).toBeTrue();
        expect(arcs.thickness >= 0.25 && arcs.thickness <= 3 && ribbons.gap >= 0 && ribbons.gap <= 5).toBeTrue();
        expect(grid.columns === undefined || (grid.columns >= 1 && grid.columns <= 20)).toBeTrue();
        expect(sizes.every((size) => size >= 8 && size < 54)).toBeTrue();
        expect(Number.isSafeInteger(state.page) && state.page >= 0).toBeTrue();
        expect(state.expanded.every((key) => typeof key === "string")).toBeTrue();
      }),
      { numRuns: 300 },
    );
  });
});
