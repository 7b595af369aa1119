import type powerbi from "powerbi-visuals-api";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import { readOptions } from "../../../src/settings/readOptions";
import { readSettings } from "../../../src/settings/readSettings";
import { Settings } from "../../../src/settings/settings";
import { addColorPickers, readValueColors } from "../../../src/settings/valueColors";
import { listCards, listDescriptors, listSlices, properties } from "../helpers/paneCards";

type Objects = Record<string, Record<string, unknown> | undefined>;

const pink = { solid: { color: "#ff00ff" } };
const numbers: Readonly<Record<string, number>> = {
  hostCount: 7,
  coverage: 60,
  padding: 30,
  columns: 3,
  ipv6Length: 48,
};

/** Another value than the default for each property, and a colour for a rule and for a host. */
function changeAll(): Objects {
  const objects: Objects = {};
  const defaults = JSON.stringify(readOptions(new Settings()));
  for (const { card, name, type } of properties) {
    const held = (objects[card] ??= {});
    const choices = (type["enumeration"] ?? []) as readonly { readonly value: string }[];
    const candidates = [...choices.map(({ value }) => value), false, true, pink, numbers[name] ?? 20, "serif"];
    held[name] = candidates.find((value) => {
      return defaults !== JSON.stringify(readOptions(readFrom({ [card]: { [name]: value } })));
    });
  }
  const $instances = { '"web"': { ruleColor: pink }, '"10.0.0.4\\u0000"': { hostColor: pink } };
  objects["colors"] = { ...objects["colors"], $instances };
  return objects;
}

function dataViewWith(objects: Objects): powerbi.DataView {
  return { metadata: { columns: [], objects } } as unknown as powerbi.DataView;
}

function readFrom(objects: Objects): Settings {
  return readSettings(new FormattingSettingsService(), dataViewWith(objects));
}

/** Takes a property off, from all of its scopes, as the host does when an author resets it. */
function revert(objects: Objects, { objectName, propertyName }: powerbi.visuals.FormattingDescriptor): void {
  const card = objects[objectName];
  if (card === undefined) return;
  const without = (held: object): object =>
    Object.fromEntries(Object.entries(held).filter(([name]) => name !== propertyName));
  const scopes = Object.entries((card["$instances"] ?? {}) as Readonly<Record<string, object>>);
  const $instances = Object.fromEntries(scopes.map(([id, held]) => [id, without(held)]));
  objects[objectName] = { ...without(card), $instances };
}

describe("to reset", () => {
  it("all cards gives the defaults back, also of what is not in sight", () => {
    const changed = readOptions(readFrom(changeAll()));
    const { state } = changed;
    for (const [name, value] of Object.entries(readOptions(new Settings()))) {
      expect(changed)
        .withContext(name)
        .not.toEqual(jasmine.objectContaining({ [name]: value as unknown }));
    }
    const objects = changeAll();
    const settings = readFrom(objects);
    addColorPickers(settings.colors, [{ key: "web", displayName: "web", color: "#123456" }]);
    for (const { revertToDefaultDescriptors: descriptors = [] } of listCards(settings)) {
      expect(descriptors.length).toBeGreaterThan(0);
      for (const descriptor of descriptors) revert(objects, descriptor);
    }
    expect(readOptions(readFrom(objects))).toEqual({ ...readOptions(new Settings()), state });
    const { rules, hosts } = readValueColors(dataViewWith(objects));
    expect([rules.size, hosts.size]).toEqual([0, 0]);
  });

  it("one card leaves all others as they are", () => {
    for (const { uid, revertToDefaultDescriptors = [] } of listCards(new Settings())) {
      const cards = new Set(revertToDefaultDescriptors.map(({ objectName }) => `${objectName}-card`));
      expect([...cards]).toEqual([uid]);
    }
  });

  it("one slice needs its property, which the slice names, once", () => {
    const settings = new Settings();
    settings.colors.colorBy.value = "rule";
    addColorPickers(settings.colors, [{ key: "web", displayName: "web", color: "#123456" }]);
    for (const slice of listCards(settings).flatMap(listSlices)) {
      const named = listDescriptors(slice).map(({ objectName, propertyName }) => `${objectName}.${propertyName}`);
      expect(named.length).withContext(slice.uid).toBeGreaterThan(0);
      expect(new Set(named).size).toBe(named.length);
    }
  });
});
