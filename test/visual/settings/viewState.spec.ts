import fc from "fast-check";
import { FormattingSettingsService } from "powerbi-visuals-utils-formattingmodel";
import type powerbi from "powerbi-visuals-api";
import { readOptions, type ChordOptions } from "../../../src/settings/readOptions";
import { readSettings } from "../../../src/settings/readSettings";
import { readState, writeChoice } from "../../../src/settings/viewState";

/** The options after the host kept these properties, as `persistProperties` makes it. */
function keep(...instances: readonly powerbi.VisualObjectInstance[]): ChordOptions {
  const objects = Object.fromEntries(instances.map(({ objectName, properties }) => [objectName, properties]));
  const dataView = { metadata: { columns: [], objects } };
  return readOptions(readSettings(new FormattingSettingsService(), dataView));
}

const fresh = { view: "auto", split: "field", expanded: [], page: 0 } as const;

describe("the state of the view", () => {
  it("comes back as it was kept, whatever the keys are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary" })), fc.maxSafeNat(), (expanded, page) => {
        expect(keep(...writeChoice({ ...fresh, expanded, page })).state).toEqual({ expanded, page });
      }),
    );
  });

  it("is kept for the visual as a whole", () => {
    expect(writeChoice(fresh).map(({ selector }) => selector as unknown)).toEqual([null, null, null]);
  });

  it("is that of a fresh visual where none was kept", () => {
    const state = { expanded: [], page: 0 };
    expect(keep().state).toEqual(state);
    for (const junk of ["", "junk", "{}", "null", "[", "5", 5, null, undefined, {}, ["a"]]) {
      expect(readState(junk, junk === 5 ? 5.5 : junk)).toEqual(state);
    }
    for (const page of [-1, 0.5, NaN, Infinity, 2 ** 60, "1"]) expect(readState("[]", page).page).toBe(0);
  });

  it("keeps of a list what are keys, each once", () => {
    expect(readState('["a",5,null,["b"],"a","c"]', 1)).toEqual({ expanded: ["a", "c"], page: 1 });
  });

  it("has the buttons' choices in the properties of the pane", () => {
    expect(keep(...writeChoice({ ...fresh, view: "matrix", split: "rule" }))).toEqual(
      jasmine.objectContaining({ view: "matrix", split: "rule" }),
    );
  });
});
