import type { Mark, PartMark } from "../../../src/layout/types";
import type { ChordModel, OpenGroup } from "../../../src/model/types";
import { describeMark } from "../../../src/text/describeMark";
import { nameMark } from "../../../src/text/nameMark";
import { slotLabel, type MarkFacts } from "../../../src/text/slotText";
import { linkOf, modelOf, partOf, slotOf } from "./modelOf";
import { textsOf } from "./textsOf";

const group: OpenGroup = {
  key: "prod",
  label: "prod",
  path: ["azure", "prod"],
  parent: undefined,
  hostCount: 9,
  start: 2,
  end: 4,
};

const slots = [
  slotOf({ kind: "host", label: "web", path: ["prod", "front", "web"] }),
  slotOf({ kind: "group", label: "10.0.0.0/8", path: ["10.0.0.0/8"], hostCount: 12 }),
  slotOf({ kind: "host", label: "db", parent: "prod" }),
  slotOf({ kind: "others", hostCount: 8, parent: "prod" }),
  slotOf({ kind: "others", hostCount: 1880 }),
];

const links = [
  linkOf(0, 1, 12_412_345_678),
  linkOf(1, 0, 1500),
  linkOf(2, 2, 10),
  linkOf(2, 3, 100),
  linkOf(3, 3, 4000, false),
  linkOf(4, 4, 2n ** 60n, false),
  linkOf(4, 0, 7),
];

function factsOf(given: Partial<ChordModel> = {}, texts = textsOf()): MarkFacts {
  const panels = [{ index: 0, name: "", isHidden: false, links }];
  const names = { actions: ["Allow", "Deny", "D", ""], actionKinds: ["allow", "deny", "deny", "other"] as const };
  const model = modelOf({ slots, openGroups: [group], panels, ...names, rules: ["web", ""], totals: { total: 1e11 } });
  return { model: { ...model, ...given }, texts };
}

function partMark(link: number, given: Parameters<typeof partOf>[1] = {}): PartMark {
  const at = links[link] ?? linkOf(0, 0, 0);
  return { kind: "part", panel: 0, link: at, part: partOf(at.amount, given) };
}

function lines(facts: MarkFacts, mark: Mark): string[] {
  return describeMark(facts, mark).map(({ displayName, value }) => `${displayName}: ${value}`);
}

function arc(slot: number, panel = 0): Mark {
  return { kind: "arc", panel, slot };
}

const rest: Mark = {
  kind: "rest",
  isThin: false,
  panel: 0,
  actionKind: "deny",
  parts: [partMark(1, { action: 1 }), partMark(1, { action: 2, highlighted: 50 }), partMark(3, { action: 1 })],
};

describe("the label of a slot", () => {
  it("is the host's own, a group's with its hosts, or Others with theirs", () => {
    const facts = factsOf();
    expect(slots.map((_, slot) => slotLabel(facts, slot))).toEqual([
      "web",
      "10.0.0.0/8 (12)",
      "db",
      "Others in prod (8)",
      "Others (1,880)",
    ]);
    const korean = factsOf({}, textsOf({ locale: "ko-KR" }));
    expect(slotLabel(korean, 4)).toBe("기타 (1,880)");
  });

  it("is empty where there is no slot", () => {
    expect(slotLabel(factsOf(), 99)).toBe("");
  });
});

describe("the words of a tooltip", () => {
  it("of a host tells its whole name and true numbers", () => {
    expect(lines(factsOf(), arc(0))).toEqual([
      "Host: prod / front / web",
      "Sends (Bytes): 12.4 GB (12,412,345,678)",
      "Receives (Bytes): 1.51 kB (1,507)",
    ]);
  });

  it("of a group tells its hosts and how to open it", () => {
    expect(lines(factsOf(), arc(1))).toEqual([
      "Group: 10.0.0.0/8",
      "Hosts: 12",
      "Sends (Bytes): 1.5 kB (1,500)",
      "Receives (Bytes): 12.4 GB (12,412,345,678)",
      "To open: click the name",
    ]);
  });

  it("of Others tells what runs among them, every digit of it", () => {
    expect(lines(factsOf(), arc(4))).toEqual([
      "Hosts: Others (1,880)",
      "Sends (Bytes): 7 B",
      "Receives (Bytes): 0 B",
      "Among themselves, not drawn (Bytes): 1.15 EB (1,152,921,504,606,846,976)",
    ]);
  });

  it("of the bracket around an open group adds up its members and tells how to close it", () => {
    expect(lines(factsOf(), { kind: "group", panel: 0, group })).toEqual([
      "Group: azure / prod",
      "Hosts: 9",
      "Sends (Bytes): 110 B",
      "Receives (Bytes): 110 B",
      "Among themselves, not drawn (Bytes): 4 kB (4,000)",
      "To close: click here",
    ]);
  });

  it("of a part tells both ends, action, rule and share", () => {
    expect(lines(factsOf(), partMark(0, { action: 1 }))).toEqual([
      "Source: prod / front / web",
      "Destination: 10.0.0.0/8 (12)",
      "Action: Deny",
      "Rule: web",
      "Bytes: 12.4 GB (12,412,345,678)",
      "Share of total: 12.4%",
    ]);
  });

  it("of a part says which texts are blank, and how many rules it has", () => {
    const blank = lines(factsOf(), partMark(3, { action: 3, rule: 1 }));
    expect(blank.slice(0, 4)).toEqual([
      "Source: db",
      "Destination: Others in prod (8)",
      "Action: (Blank)",
      "Rule: (Blank)",
    ]);
    expect(lines(factsOf(), partMark(0, { rule: undefined, ruleCount: 3 }))).toContain("Rule: 3 rules");
  });

  it("of a part leaves out fields that are not given and tells what is highlighted", () => {
    const facts = factsOf({ actions: [], actionKinds: [], rules: [], hasHighlights: true });
    expect(lines(facts, partMark(3, { highlighted: 40 }))).toEqual([
      "Source: db",
      "Destination: Others in prod (8)",
      "Bytes: 100 B",
      "Highlighted: 40 B",
      "Share of total: < 0.1%",
    ]);
  });

  it("of the rest tells how many connections, their actions and their sum", () => {
    expect(lines(factsOf({ hasHighlights: true }), rest)).toEqual([
      "Connections: 2",
      "Action: Deny, D",
      "Bytes: 3.1 kB (3,100)",
      "Highlighted: 50 B",
      "Share of total: < 0.1%",
    ]);
    const bare = lines(factsOf({ actions: [], actionKinds: [] }), rest);
    expect(bare).toEqual(["Connections: 2", "Bytes: 3.1 kB (3,100)", "Share of total: < 0.1%"]);
  });

  it("names the diagram where there are several, and sums that diagram only", () => {
    const panels = [
      { index: 0, name: "May", isHidden: false, links },
      { index: 1, name: "", isHidden: false, links: [linkOf(0, 1, 5)] },
    ];
    expect(lines(factsOf({ panels }), arc(0, 0))[0]).toBe("Diagram: May");
    const [diagram, , sends] = lines(factsOf({ panels }), arc(0, 1));
    expect([diagram, sends]).toEqual(["Diagram: (Blank)", "Sends (Bytes): 5 B"]);
  });

  it("of the legend says how to hide, and a mark of no diagram has nothing to add up", () => {
    const entry = { kind: "legend", by: "rule", text: "web" } as const;
    expect(lines(factsOf(), { ...entry, isHidden: false })).toEqual(["To hide: click the square"]);
    expect(lines(factsOf(), { ...entry, isHidden: true })).toEqual(["To show: click here"]);
    expect(lines(factsOf(), arc(0, 7))[1]).toBe("Sends (Bytes): 0 B");
    expect(lines(factsOf(), arc(99))[0]).toBe("Hosts: ");
  });
});

describe("the name of a mark", () => {
  it("is a sentence about an arc", () => {
    const facts = factsOf();
    expect([0, 1, 4].map((slot) => nameMark(facts, arc(slot)))).toEqual([
      "web sends 12.4 GB and receives 1.51 kB.",
      "The group 10.0.0.0/8 with 12 hosts sends 1.5 kB and receives 12.4 GB.",
      "Others (1,880) send 7 B and receive 0 B.",
    ]);
    expect(nameMark(facts, { kind: "group", panel: 0, group })).toBe(
      "The open group azure / prod with 9 hosts sends 110 B and receives 110 B.",
    );
  });

  it("is a sentence about a part", () => {
    expect(nameMark(factsOf(), partMark(0, { action: 1 }))).toBe("web sends 12.4 GB to 10.0.0.0/8 (12) (Deny, web).");
    expect(nameMark(factsOf(), partMark(6))).toBe("Others (1,880) send 7 B to web (Allow, web).");
    const bare = factsOf({ actions: [], actionKinds: [], rules: [] });
    expect(nameMark(bare, partMark(3))).toBe("db sends 100 B to Others in prod (8).");
  });

  it("is a sentence about the rest, and about an entry of the legend", () => {
    const facts = factsOf();
    expect(nameMark(facts, rest)).toBe(
      "A shape for 2 connections, too small to be drawn one by one, carries 3.1 kB (Deny, D).",
    );
    expect(nameMark(facts, { kind: "legend", by: "action", text: "Deny", isHidden: false })).toBe(
      "Legend entry for the action Deny.",
    );
    expect(nameMark(facts, { kind: "legend", by: "rule", text: "", isHidden: false })).toBe(
      "Legend entry for the rule (Blank).",
    );
  });

  it("says what is counted where the amount does not, and which diagram it is", () => {
    const panels = [
      { index: 0, name: "May", isHidden: false, links },
      { index: 1, name: "June", isHidden: false, links: [] },
    ];
    const facts = factsOf({ panels }, textsOf({ measureName: "Packets" }));
    expect(nameMark(facts, arc(0))).toBe("web sends 12.4bn and receives 1,507 (Packets, diagram May).");
    expect(nameMark(factsOf({}, textsOf({ measureName: undefined })), arc(2))).toBe(
      "db sends 110 and receives 10 (rows).",
    );
  });

  it("is a sentence in Korean", () => {
    const facts = factsOf({}, textsOf({ locale: "ko-KR" }));
    expect(nameMark(facts, arc(0))).toBe("web: 12.4GB 보내고 1.51kB 받습니다.");
    expect(nameMark(facts, partMark(0))).toBe("web에서 10.0.0.0/8 (12) 쪽으로 12.4GB 보냅니다 (Allow, web).");
  });

  it("of every kind ends as a sentence does, in both languages", () => {
    const marks: Mark[] = [arc(0), arc(1), arc(3), arc(4), { kind: "group", panel: 0, group }, partMark(0), rest];
    for (const locale of ["en-US", "ko-KR"]) {
      const names = marks.map((mark) => nameMark(factsOf({}, textsOf({ locale })), mark));
      for (const name of names) expect(name).toMatch(/^[^{}]+\.$/);
    }
  });
});
