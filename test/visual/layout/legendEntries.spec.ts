import { listLegendKeys } from "../../../src/layout/legendEntries";
import { createModeler } from "../../../src/model/buildModel";
import { optionsOf, tableOf } from "../helpers/tableOf";

const rows = [
  { source: "a", destination: "b", action: "Allow", rule: "web", value: 9 },
  { source: "a", destination: "b", action: "Deny", rule: "block", value: 5 },
  { source: "b", destination: "a", action: "Allow", rule: "both", value: 3 },
  { source: "b", destination: "a", action: "Deny", rule: "both", value: 2 },
];
const model = createModeler(tableOf(rows))(optionsOf());
const textsOf = (colorBy: Parameters<typeof listLegendKeys>[1]): string[] =>
  listLegendKeys(model, colorBy).map(({ mark, kind }) => `${mark.by} ${mark.text} ${kind}`);

describe("the entries of the legend", () => {
  it("are the actions where colours stand for them, or for a field", () => {
    expect(textsOf("action").sort()).toEqual(["action Allow allow", "action Deny deny"]);
    expect(textsOf("field")).toEqual(textsOf("action"));
  });

  it("are the rules after what the hatch means; a rule that does more than one thing is not hatched", () => {
    expect(textsOf("rule")[0]).toBe("action Deny deny");
    expect(textsOf("rule").slice(1).sort()).toEqual(["rule block deny", "rule both other", "rule web allow"]);
  });

  it("are the hatch alone where colours stand for hosts, which the arcs tell", () => {
    expect(textsOf("source")).toEqual(["action Deny deny"]);
    expect(textsOf("destination")).toEqual(["action Deny deny"]);
  });

  it("are the actions where there are no rules to colour", () => {
    const plain = createModeler(
      tableOf(rows.map(({ source, destination, action }) => ({ source, destination, action }))),
    );
    expect(listLegendKeys(plain(optionsOf()), "rule").length).toBe(2);
  });
});
