import fc from "fast-check";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import type powerbi from "powerbi-visuals-api";
import { nothingHidden } from "../../../src/model/hiding";
import { readOptions, type ChordOptions } from "../../../src/settings/readOptions";
import { readSettings } from "../../../src/settings/readSettings";
import { readState, writeChoice } from "../../../src/settings/viewState";

/** The options after the host kept these properties, as `persistProperties` makes it. */
function keep(...instances: readonly powerbi.VisualObjectInstance[]): ChordOptions {
  const objects = Object.fromEntries(instances.map(({ objectName, properties }) => [objectName, properties]));
  const dataView = { metadata: { columns: [], objects } };
  return readOptions(readSettings(new FormattingSettingsService(), dataView));
}

const fresh = { view: "auto", split: "field", expanded: [], hidden: nothingHidden, page: 0 } as const;
const texts = fc.uniqueArray(fc.string({ unit: "binary" }));

describe("the state of the view", () => {
  it("comes back as it was kept, whatever the keys are", () => {
    fc.assert(
      fc.property(texts, fc.record({ actions: texts, rules: texts }), fc.maxSafeNat(), (expanded, hidden, page) => {
        expect(keep(...writeChoice({ ...fresh, expanded, hidden, page })).state).toEqual({ expanded, hidden, page });
      }),
    );
  });

  it("is kept for the visual as a whole", () => {
    expect(writeChoice(fresh).map(({ selector }) => selector as unknown)).toEqual([null, null, null]);
  });

  it("is that of a fresh visual where none was kept", () => {
    const state = { expanded: [], hidden: nothingHidden, page: 0 };
    expect(keep().state).toEqual(state);
    for (const junk of ["", "junk", "{}", "null", "[", "5", 5, null, undefined, {}, ["a"]]) {
      expect(readState({ expanded: junk, hidden: junk, page: junk === 5 ? 5.5 : junk })).toEqual(state);
    }
    for (const page of [-1, 0.5, NaN, Infinity, 2 ** 60, "1"]) {
      expect(readState({ expanded: "[]", hidden: "{}", page }).page).toBe(0);
    }
  });

  it("keeps of a list what are keys, each once", () => {
    const list = '["a",5,null,["b"],"a","c"]';
    expect(readState({ expanded: list, hidden: `{"actions":${list},"rules":5}`, page: 1 })).toEqual({
      expanded: ["a", "c"],
      hidden: { actions: ["a", "c"], rules: [] },
      page: 1,
    });
  });

  it("has the buttons' choices in the properties of the pane", () => {
    expect(keep(...writeChoice({ ...fresh, view: "matrix", split: "rule" }))).toEqual(
      jasmine.objectContaining({ view: "matrix", split: "rule" }),
    );
  });
});
