import enUs from "../../../stringResources/en-US/resources.resjson";
import koKr from "../../../stringResources/ko-KR/resources.resjson";
import { Settings } from "../../../src/settings/settings";
import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { buildFlows, nestFlows } from "../helpers/estate";
import { listCards, listDescriptors, listSlices, properties } from "../helpers/paneCards";
import { startVisual } from "../helpers/startVisual";
import { svgText } from "../helpers/svgText";

type Objects = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A value other than the default, and where it counts: beside which other settings, and on which rows. */
interface Case {
  readonly value: unknown;
  readonly beside?: Objects;
  readonly rows?: readonly FlowRow[];
}

const pink = { solid: { color: "#ff00ff" } };
const flows = buildFlows(30, 300);
const networks: readonly FlowRow[] = nestFlows(flows).map((row, index) => ({ ...row, smallMultiple: index % 5 }));
const several = { multiples: { by: "rule" } };
const longNames = flows.map((row) => ({
  ...row,
  source: `${String(row.source)} in the network of the northern office`,
}));
const toSix = (address: unknown): string => `2001:db8:${String(address).replaceAll(".", ":")}::1`;
const sixes = flows.map((row) => ({ ...row, source: toSix(row.source), destination: toSix(row.destination) }));
/** The host with the largest arc. */
const largest = "10.0.0.4";

const cases: Readonly<Record<string, Case>> = {
  "layout.view": { value: "matrix" },
  "layout.order": { value: "name" },
  "layout.padding": { value: 40 },
  "layout.showControls": { value: false },
  "breakdown.by": { value: "none" },
  "colors.colorBy": { value: "source" },
  "colors.fieldColor": { value: pink, beside: { colors: { colorBy: "field" } } },
  "colors.allowColor": { value: pink },
  "colors.denyColor": { value: pink },
  "colors.otherColor": { value: pink, rows: flows.map((row) => ({ ...row, action: "audit" })) },
  "arcs.color": { value: pink },
  "arcs.thickness": { value: 200 },
  "arcs.showMix": { value: false },
  "arcs.showDirection": { value: false },
  "ribbons.widthScale": { value: "log" },
  "ribbons.opacity": { value: 30 },
  "ribbons.gap": { value: 300 },
  "ribbons.showHeads": { value: false },
  "ribbons.hatch": { value: "never" },
  "labels.show": { value: false },
  "labels.fontFamily": { value: "serif" },
  "labels.fontSize": { value: 14 },
  "labels.bold": { value: true },
  "labels.italic": { value: true },
  "labels.underline": { value: true },
  "labels.color": { value: pink },
  "labels.orientation": { value: "radial" },
  "labels.overflow": { value: "wrap", rows: longNames, beside: { labels: { orientation: "horizontal" } } },
  "labels.showValues": { value: true },
  "labels.units": { value: "none" },
  "legend.show": { value: false },
  "legend.position": { value: "left" },
  "legend.title": { value: "Actions" },
  "legend.fontFamily": { value: "serif" },
  "legend.fontSize": { value: 14 },
  "legend.bold": { value: true },
  "legend.italic": { value: true },
  "legend.underline": { value: true },
  "legend.color": { value: pink },
  "grouping.limitBy": { value: "coverage" },
  "grouping.hostCount": { value: 5 },
  "grouping.coverage": { value: 60, beside: { grouping: { limitBy: "coverage" } } },
  "grouping.showOthers": { value: false, beside: { grouping: { hostCount: 5 } } },
  "grouping.by": { value: "none", rows: networks },
  "grouping.ipv4Length": { value: 28, beside: { grouping: { by: "prefix", hostCount: 5 } } },
  "grouping.ipv6Length": { value: 48, beside: { grouping: { by: "prefix", hostCount: 5 } }, rows: sixes },
  "multiples.by": { value: "action" },
  "multiples.columns": { value: 1, beside: several },
  "multiples.showTitles": { value: false, beside: several },
  "multiples.fontFamily": { value: "serif", beside: several },
  "multiples.fontSize": { value: 14, beside: several },
  "multiples.bold": { value: false, beside: several },
  "multiples.italic": { value: true, beside: several },
  "multiples.underline": { value: true, beside: several },
  "multiples.color": { value: pink, beside: several },
  "summary.show": { value: false },
  "summary.fontFamily": { value: "serif" },
  "summary.fontSize": { value: 14 },
  "summary.bold": { value: true },
  "summary.italic": { value: true },
  "summary.underline": { value: true },
  "summary.color": { value: pink },
  "state.expanded": { value: '["network 1\\u0000"]', rows: networks },
  "state.hidden": { value: '{"actions":["Deny"]}' },
  "state.page": { value: 1, rows: flows.map((row, index) => ({ ...row, smallMultiple: index % 60 })) },
};

/** These two hold a colour for each rule or host, in scopes of their own. */
const scoped: Readonly<Record<string, { readonly key: string; readonly colorBy: string }>> = {
  "colors.ruleColor": { key: String(flows[0]?.rule), colorBy: "rule" },
  "colors.hostColor": { key: largest, colorBy: "source" },
};

/** All that is drawn with these settings, circle and buttons, as text. */
async function drawWith(objects: Objects, rows: readonly FlowRow[] = flows): Promise<string> {
  const started = startVisual({ width: 700, height: 500 });
  await started.draw(dataViewOf(rows, { objects }));
  expect(started.told.events).toEqual(["started", "finished"]);
  return svgText(started.element.querySelector(".flow-chord-frame"));
}

/** The settings in which every slice is in sight. */
function openSettings(): Settings {
  const settings = new Settings();
  settings.colors.colorBy.value = "field";
  settings.grouping.by.value = "prefix";
  return settings;
}

describe("every setting of the pane", () => {
  for (const [key, { value, beside = {}, rows }] of Object.entries(cases)) {
    it(`changes the drawing: ${key}`, async () => {
      const [card = "", name = ""] = key.split(".");
      const [before, after] = [beside, { ...beside, [card]: { ...beside[card], [name]: value } }];
      expect((await drawWith(before, rows)) === (await drawWith(after, rows)))
        .withContext("the drawing is the same")
        .toBeFalse();
    });
  }

  for (const [key, { key: scope, colorBy }] of Object.entries(scoped)) {
    it(`changes the drawing: ${key}`, async () => {
      const name = key.replace("colors.", "");
      const $instances = { [JSON.stringify(scope)]: { [name]: pink } };
      const plain = await drawWith({ colors: { colorBy } });
      expect(plain).not.toContain("#ff00ff");
      expect(await drawWith({ colors: { colorBy, $instances } })).toContain("#ff00ff");
    });
  }

  it("is tried here", () => {
    const tried = [...Object.keys(cases), ...Object.keys(scoped)].sort();
    expect(tried).toEqual(properties.map(({ card, name }) => `${card}.${name}`).sort());
  });

  it("is a property of capabilities.json, and every property but the reader's state is in the pane", () => {
    const shown = new Set<string>();
    for (const limitBy of ["count", "coverage"]) {
      const settings = openSettings();
      settings.grouping.limitBy.value = limitBy;
      for (const slice of listCards(settings).flatMap(listSlices)) {
        for (const { objectName, propertyName } of listDescriptors(slice)) shown.add(`${objectName}.${propertyName}`);
      }
    }
    const known = [...Object.keys(cases).filter((key) => !key.startsWith("state."))];
    expect([...shown].sort()).toEqual(known.sort());
  });

  it("stands in a card, and the cards in the order that authors look for them", () => {
    expect(listCards(new Settings()).map(({ displayName }) => displayName)).toEqual([
      "Layout",
      "Breakdown",
      "Colors",
      "Arcs",
      "Ribbons",
      "Labels",
      "Legend",
      "Others and grouping",
      "Small multiples",
      "Summary line",
    ]);
  });

  it("has its name, its description and its choices in both languages", () => {
    const namesIn = (locale: string): (string | undefined)[] => {
      const cards = listCards(openSettings(), locale);
      const groups = cards.flatMap((card) => card.groups as { displayName?: string; description?: string }[]);
      const all = [...cards, ...groups, ...cards.flatMap(listSlices)];
      return all.flatMap(({ displayName, description }) => [displayName, description]);
    };
    const [english, korean] = [namesIn("en-US"), namesIn("ko-KR")];
    expect(english.filter((name) => name !== undefined).length).toBeGreaterThan(60);
    for (const [index, name] of english.entries()) {
      if (name === undefined) expect(korean[index]).toBeUndefined();
      else
        expect([name, korean[index]]).toEqual([
          jasmine.stringMatching(/^[^가-힣]+$/),
          jasmine.stringMatching(/[가-힣]/),
        ]);
    }
    type Choice = { readonly displayNameKey: string };
    const choices = properties.flatMap(({ type }) => (type["enumeration"] ?? []) as Choice[]);
    for (const { displayNameKey: key } of choices) {
      expect([enUs[key], koKr[key]])
        .withContext(key)
        .toEqual([jasmine.any(String), jasmine.stringMatching(/[가-힣]/)]);
    }
  });
});
