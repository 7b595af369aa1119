import assert from "node:assert/strict";
import test from "node:test";
import {
  isSet,
  keepChanges,
  readProperty,
  removeProperty,
  setProperty,
} from "../../../preview/page/format/properties.ts";
import { readLink, writeLink } from "../../../preview/page/link.ts";
import type { PageState } from "../../../preview/page/state.ts";

const opacity = { objectName: "colors", propertyName: "opacity" };
const red = { solid: { color: "#ff0000" } };
const ofRule = (id: string) => ({ objectName: "colors", propertyName: "ruleColor", id });

test("properties of the visual and of single scopes live side by side, and go one by one", () => {
  const set = setProperty(setProperty(setProperty({}, opacity, 50), ofRule('"web"'), red), ofRule('"ssh"'), red);
  assert.deepEqual(set, {
    colors: { opacity: 50, $instances: { '"web"': { ruleColor: red }, '"ssh"': { ruleColor: red } } },
  });
  assert.equal(readProperty(set, opacity), 50);
  assert.deepEqual(readProperty(set, ofRule('"ssh"')), red);
  assert.equal(readProperty(set, ofRule('"dns"')), undefined);
  const one = removeProperty(set, ofRule('"web"'));
  assert.deepEqual(one, { colors: { opacity: 50, $instances: { '"ssh"': { ruleColor: red } } } });
  assert.ok(isSet(one, { objectName: "colors", propertyName: "ruleColor" }));
  const all = removeProperty(one, { objectName: "colors", propertyName: "ruleColor" });
  assert.deepEqual(all, { colors: { opacity: 50 } });
  assert.ok(!isSet(all, { objectName: "colors", propertyName: "ruleColor" }));
  assert.deepEqual(removeProperty(all, opacity), {});
});

test("what the visual asks to keep is merged, replaced and removed", () => {
  const instance = (properties: Record<string, string>) => ({
    objectName: "layout",
    selector: null as never,
    properties,
  });
  const merged = keepChanges({ layout: { view: "auto" } }, { merge: [instance({ view: "matrix", order: "name" })] });
  assert.deepEqual(merged, { layout: { view: "matrix", order: "name" } });
  assert.deepEqual(keepChanges(merged, { remove: [instance({ view: "matrix" })] }), { layout: { order: "name" } });
});

const first: PageState = {
  roles: { source: ["SrcIp"], value: ["Flows"] },
  filters: { from: "", to: "", leftOut: { Action: [], Rule: [] } },
  second: { by: "Rule", mode: "highlight", picked: [] },
  objects: {},
  theme: "light",
  locale: "en-US",
  size: { kind: "fit", width: 960, height: 540 },
};

test("a link says what was changed, and gives it back", () => {
  const state: PageState = {
    ...first,
    roles: { source: ["SrcIp /16", "SrcIp"], value: ["Bytes"], rule: ["Rule"] },
    filters: { from: "2018-11-13 12:00", to: "", leftOut: { Action: ["Deny"], Rule: [] } },
    objects: { colors: { opacity: 50, $instances: { '"a#b%"': { ruleColor: red } } } },
    size: { kind: "exact", width: 500, height: 400 },
  };
  assert.equal(writeLink(first, first), "");
  const link = writeLink(state, first);
  assert.match(link, /^#[^\s"<>#]+$/);
  assert.deepEqual(readLink(link, first), state);
});

test("a link that is none, or of another shape, changes only what it says rightly", () => {
  for (const hash of ["", "#", "#stage", "#%", "#null", "#[1]", '#{"theme":5,"size":{"width":"wide"},"filters":[]}']) {
    assert.deepEqual(readLink(hash, first), first);
  }
  const told = readLink(`#${encodeURIComponent('{"theme":"dark","roles":{"source":[1],"value":[]},"more":1}')}`, first);
  assert.deepEqual(told, { ...first, theme: "dark", roles: { source: ["SrcIp"], value: [] } });
});
