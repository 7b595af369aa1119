import type powerbi from "powerbi-visuals-api";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import { readOptions } from "../../../src/settings/readOptions";
import { readSettings } from "../../../src/settings/readSettings";
import { Settings } from "../../../src/settings/settings";
import { showThemeColors } from "../../../src/settings/themeColors";
import { addColorPickers, readValueColors } from "../../../src/settings/valueColors";
import { buildFakeHost } from "../helpers/fakeHost";

type Slice = powerbi.visuals.SimpleVisualFormattingSlice;

/** A card as the pane shows it; undefined where it is not shown. */
function findCard(settings: Settings, name: string): powerbi.visuals.FormattingCard | undefined {
  const strings = buildFakeHost().host.createLocalizationManager();
  const { cards } = new FormattingSettingsService(strings).buildFormattingModel(settings);
  return (cards as powerbi.visuals.FormattingCard[]).find(({ uid }) => uid === `${name}-card`);
}

function listSlices(settings: Settings, card: string): Slice[] {
  const groups = (findCard(settings, card)?.groups ?? []) as powerbi.visuals.FormattingGroup[];
  return groups.flatMap(({ slices }) => (slices ?? []) as Slice[]);
}

/** The slices by object and property. */
function listNames(settings: Settings, card: string): string[] {
  return listSlices(settings, card).map(({ uid }) => uid);
}

function dataViewOf(colors: unknown): powerbi.DataView {
  return { metadata: { columns: [], objects: { colors } } } as unknown as powerbi.DataView;
}

const fillOf = (color: unknown): object => ({ solid: { color } });

describe("the formatting pane", () => {
  it("asks for what the choice of the hosts shown needs", () => {
    const settings = new Settings();
    expect(listNames(settings, "grouping")).toContain("grouping-hostCount");
    expect(listNames(settings, "grouping")).not.toContain("grouping-coverage");
    settings.grouping.limitBy.value = "coverage";
    expect(listNames(settings, "grouping")).toContain("grouping-coverage");
    expect(listNames(settings, "grouping")).not.toContain("grouping-hostCount");
  });

  it("asks for prefix lengths only where prefixes make groups", () => {
    const settings = new Settings();
    const lengths = ["grouping-ipv4Length", "grouping-ipv6Length"];
    expect(listNames(settings, "grouping").slice(3)).toEqual(["grouping-by"]);
    settings.grouping.by.value = "prefix";
    expect(listNames(settings, "grouping").slice(3)).toEqual(["grouping-by", ...lengths]);
  });

  it("offers a rule for colours only where it counts, for every row, and a constant for all", () => {
    const settings = new Settings();
    expect(listNames(settings, "colors")).not.toContain("colors-fieldColor");
    settings.colors.colorBy.value = "field";
    const slice = listSlices(settings, "colors").find(({ uid }) => uid === "colors-fieldColor");
    const { descriptor } = slice?.control.properties as powerbi.visuals.ColorPicker;
    expect(descriptor as object).toEqual({
      objectName: "colors",
      propertyName: "fieldColor",
      selector: { data: [{ dataViewWildcard: { matchingOption: 0 } }] },
      altConstantValueSelector: null,
      instanceKind: 3,
    });
  });

  it("never shows the state, nor the two properties that pickers are made of", () => {
    const settings = new Settings();
    expect(listNames(settings, "state")).toEqual([]);
    expect(listNames(settings, "colors").filter((name) => /ruleColor|hostColor/.test(name))).toEqual([]);
  });

  it("has a picker for each rule or host that colours stand for, and none where they stand for actions", () => {
    const settings = new Settings();
    const entries = [
      { key: "web", displayName: "web", color: "#111111" },
      { key: "", displayName: "(Blank)", color: "#222222" },
    ];
    const listPickers = (colorBy: string): unknown[] => {
      settings.colors.colorBy.value = colorBy;
      addColorPickers(settings.colors, entries);
      return listSlices(settings, "colors")
        .filter(({ uid }) => /ruleColor|hostColor/.test(uid))
        .map(({ displayName, control }) => {
          const { descriptor, value } = control.properties as powerbi.visuals.ColorPicker;
          return [displayName, value.value, descriptor.propertyName, descriptor.selector];
        });
    };
    expect(listPickers("rule")).toEqual([
      ["web", "#111111", "ruleColor", { id: '"web"' }],
      ["(Blank)", "#222222", "ruleColor", { id: '""' }],
    ]);
    expect(listPickers("destination")).toEqual([
      ["web", "#111111", "hostColor", { id: '"web"' }],
      ["(Blank)", "#222222", "hostColor", { id: '""' }],
    ]);
    expect([listPickers("action"), listPickers("field")]).toEqual([[], []]);
  });

  it("puts back to default the colours of rules and hosts that are not in sight", () => {
    const reset = (findCard(new Settings(), "colors")?.revertToDefaultDescriptors ?? []).map(
      ({ propertyName }) => propertyName,
    );
    expect(reset).toEqual(jasmine.arrayContaining(["ruleColor", "hostColor", "fieldColor", "colorBy"]));
  });

  it("shows the report's colours where none is picked, and the options stay without", () => {
    const settings = readSettings(
      new FormattingSettingsService(),
      dataViewOf({ allowColor: fillOf("#00ff00"), fieldColor: fillOf(3) }),
    );
    settings.summary.color.value = { value: "#ff0000" };
    expect(readOptions(settings).labelColor).toBe("");
    const shown = { text: "#101010", summary: "#202020", legend: "#303030", title: "#404040" };
    showThemeColors(settings, { ...shown, arcs: { outgoing: "#505050" } });
    const { labels, summary, colors, legend, multiples, arcs } = settings;
    const pickers = [labels.color, summary.color, colors.fieldColor, legend.color, multiples.color, arcs.color];
    expect(pickers.map(({ value }) => value.value)).toEqual([
      "#101010",
      "#ff0000",
      "#00ff00",
      "#303030",
      "#404040",
      "#505050",
    ]);
  });
});

describe("the picked colours of rules and hosts", () => {
  it("are read back by the key that the picker named, also odd ones", () => {
    const keys = ["web", "", "__proto__", "hub\u0000web", '"'];
    const $instances = Object.fromEntries(keys.map((key) => [JSON.stringify(key), { ruleColor: fillOf(`#${key}`) }]));
    const { rules, hosts } = readValueColors(dataViewOf({ colorBy: "rule", $instances }));
    expect([...rules]).toEqual(keys.map((key) => [key, `#${key}`]));
    expect(hosts.size).toBe(0);
  });

  it("are told apart for rules and hosts of one name", () => {
    const both = { ruleColor: fillOf("#111111"), hostColor: fillOf("#222222") };
    const { rules, hosts } = readValueColors(dataViewOf({ $instances: { '"web"': both } }));
    expect([rules.get("web"), hosts.get("web")]).toEqual(["#111111", "#222222"]);
  });

  it("leave out what is none", () => {
    const junk = {
      '"a"': null,
      '"b"': { ruleColor: 5 },
      '"c"': { ruleColor: fillOf(5) },
      d: { ruleColor: fillOf("#1") },
    };
    for (const colors of [{ $instances: junk }, { $instances: "junk" }, { $instances: null }, null, undefined]) {
      expect(readValueColors(dataViewOf(colors)).rules.size).toBe(0);
    }
    expect(readValueColors(undefined).rules.size).toBe(0);
    expect(readValueColors({} as powerbi.DataView).hosts.size).toBe(0);
  });
});
