import type { LoadState, RowProblems } from "../../../src/model/types";
import { buildNotes, buildWarning, findEmptyKey } from "../../../src/text/notes";
import { modelOf, tableWith } from "./modelOf";
import { textsOf } from "./textsOf";

const noProblems: RowProblems = { notMeasured: 0, negative: 0, notANumber: 0 };

function notes(state: LoadState, problems: RowProblems, locale = "en-US"): string {
  return buildNotes(modelOf(), tableWith(90_000, { problems }), state, textsOf({ locale }));
}

describe("the notes", () => {
  it("are empty where nothing is missing", () => {
    expect(notes("complete", noProblems)).toBe("");
  });

  it("tell how far the loading is, and where it had to end", () => {
    expect(notes("loading", noProblems)).toBe("Loading: 90,000 rows so far…");
    expect(notes("loading", noProblems, "ko-KR")).toBe("로드 중: 지금까지 90,000행…");
    expect(notes("loading", noProblems, "de-DE")).toBe("Wird geladen: bisher 90.000 Zeilen…");
    expect(notes("incomplete", noProblems)).toBe("Only the first 90,000 rows could be loaded");
  });

  it("count the rows that cannot be drawn, by reason", () => {
    expect(notes("loading", { notMeasured: 1200, negative: 2, notANumber: 3 })).toBe(
      "Loading: 90,000 rows so far… · Rows not measured: 1,200 · Rows below zero, not drawn: 2 · " +
        "Rows without a number, not drawn: 3",
    );
  });
});

describe("the warning", () => {
  it("is given only where rows are missing for good", () => {
    const warnings = (["complete", "loading"] as const).map((state) => buildWarning(state, tableWith(5), textsOf()));
    expect(warnings).toEqual([undefined, undefined]);
  });

  it("tells how many rows are there and what to do", () => {
    const warning = buildWarning("incomplete", tableWith(1_048_576), textsOf());
    expect(warning?.title).toBe("Not all rows are shown");
    expect(warning?.detail).toContain("Only the first 1,048,576 rows could be loaded");
    expect(buildWarning("incomplete", tableWith(30_000), textsOf({ locale: "ko-KR" }))?.detail).toContain("30,000행");
  });
});

describe("the sentence instead of a diagram", () => {
  it("is none where there is a ribbon", () => {
    expect(findEmptyKey(modelOf({ totals: { total: 1, drawn: 1 } }), tableWith(1))).toBeUndefined();
  });

  it("says that all runs among hosts that are not shown", () => {
    expect(findEmptyKey(modelOf({ totals: { total: 1, amongOthers: 1 } }), tableWith(1))).toBe("message_allLeftOut");
    expect(findEmptyKey(modelOf({ totals: { total: 1, leftOut: 1 } }), tableWith(1))).toBe("message_allLeftOut");
  });

  it("says that nothing was measured, or that nothing is above zero", () => {
    const problems = { ...noProblems, notMeasured: 2 };
    expect(findEmptyKey(modelOf(), tableWith(2, { problems }))).toBe("message_notMeasured");
    expect(findEmptyKey(modelOf(), tableWith(3, { problems }))).toBe("message_nothingAboveZero");
  });
});
