import { tableOf } from "../helpers/tableOf";

describe("reading the table", () => {
  it("takes up to three levels: the key is the whole path, the label the deepest level", () => {
    const { endpoints, sources, targets } = tableOf([
      { source: ["hub", "web", "10.0.0.4"], destination: ["spoke", "db", "10.0.0.4"] },
      { source: ["spoke", "db", "10.0.0.4"], destination: ["hub", "web", "10.0.0.4"] },
    ]);
    expect(endpoints.map(({ label, path }) => `${label} = ${path.join(" / ")}`)).toEqual([
      "10.0.0.4 = hub / web / 10.0.0.4",
      "10.0.0.4 = spoke / db / 10.0.0.4",
    ]);
    expect([...sources, ...targets]).toEqual([0, 1, 1, 0]);
  });

  it("labels with the deepest level that is not blank", () => {
    const { endpoints } = tableOf([{ source: ["hub", null], destination: [null, null] }]);
    expect(endpoints.map(({ label }) => label)).toEqual(["hub", "(Blank)"]);
  });

  it("counts null as not measured, which is not zero", () => {
    const { values, problems } = tableOf(
      [null, 0, -1, NaN, "3", Infinity].map((value) => ({ source: "a", destination: "b", value })),
    );
    expect([...values]).toEqual([NaN, 0, NaN, NaN, NaN, NaN]);
    expect(problems).toEqual({ notMeasured: 1, negative: 1, notANumber: 3 });
  });

  it("counts rows without a measure", () => {
    expect([...tableOf([{ source: "a", destination: "b" }]).values]).toEqual([1]);
  });

  it("reads highlights, none and fractions", () => {
    const { highlights } = tableOf(
      [0.5, null, NaN].map((highlight) => ({ source: "a", destination: "b", value: 2, highlight })),
    );
    expect(highlights && [...highlights]).toEqual([0.5, 0, 0]);
  });

  it("knows no rules, actions and panels where these fields are missing", () => {
    const { rules, actions, panels, highlights } = tableOf([{ source: "a", destination: "b", value: 1 }]);
    expect([rules, actions, panels, highlights]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
