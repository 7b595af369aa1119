import fc from "fast-check";
import type { ChordModel, Totals } from "../../../src/model/types";
import { buildSummary } from "../../../src/text/summary";
import { modelOf, slotOf } from "./modelOf";
import { textsOf } from "./textsOf";

const denyAll = "DefaultRule_DenyAllInBound";
const actions = { actions: ["Allow", "Deny"], actionKinds: ["allow", "deny"], rules: ["web", denyAll] } as const;

/** The example of the issue. */
const estate: Partial<Totals> = {
  total: 12_412_345_678,
  drawn: 11_915_851_850,
  amongOthers: 496_493_828,
  flows: 38_210,
  deniedFlows: 11_845,
  topDeny: { rule: 1, amount: 9_000 },
};

function whole(totals: Partial<Totals> = {}, given: Partial<ChordModel> = {}): ChordModel {
  const shown = { total: 2000, drawn: 2000, rows: 100 };
  return modelOf({ hostCount: 3, shownHostCount: 3, ...given, totals: { ...shown, ...totals } });
}

describe("the summary", () => {
  const model = modelOf({ hostCount: 212, shownHostCount: 24, ...actions, totals: estate });

  it("says in one line what the issue has as its example", () => {
    expect(buildSummary(model, textsOf())).toBe(
      "12.4 GB in 38,210 flows from 212 hosts; 31% denied, mostly DefaultRule_DenyAllInBound; " +
        "24 hosts shown = 96% of Bytes; 4% runs among Others, not drawn",
    );
  });

  it("says it in Korean, and with the numbers of other languages", () => {
    expect(buildSummary(model, textsOf({ locale: "ko-KR", measureName: "바이트" }))).toBe(
      "호스트 212개의 흐름 38,210개, 총 12.4GB; 31% 거부, 대부분 DefaultRule_DenyAllInBound; " +
        "호스트 24개 표시 = 바이트의 96%; 4%는 기타끼리의 흐름으로 그리지 않음",
    );
    expect(buildSummary(whole({ flows: 38_210 }), textsOf({ locale: "de-DE" }))).toBe(
      "2 kB in 38.210 Flows von 3 Hosts",
    );
  });

  it("leaves out what is shown where that is everything", () => {
    expect(buildSummary(whole(), textsOf())).toBe("2 kB among 3 hosts");
  });

  it("names the measure where the amount does not tell it", () => {
    const texts = textsOf({ measureName: "Packets" });
    expect(buildSummary(whole({ flows: 1 }, { hostCount: 1, shownHostCount: 1 }), texts)).toBe(
      "Packets: 2,000 in 1 flow from 1 host",
    );
    const korean = textsOf({ measureName: "패킷 수", locale: "ko-KR" });
    expect(buildSummary(whole(), korean)).toBe("호스트 3개 간 패킷 수 2,000");
  });

  it("counts rows without a measure", () => {
    const texts = textsOf({ measureName: undefined });
    const allowed = { actions: ["Allow"], actionKinds: ["allow"] } as const;
    expect(buildSummary(whole({ total: 38_210, drawn: 38_210 }, allowed), texts)).toBe(
      "38,210 rows among 3 hosts; 0% of rows denied",
    );
    expect(buildSummary(whole({ total: 1, drawn: 1, flows: 70 }), texts)).toBe("1 row with 70 flows from 3 hosts");
  });

  it("says how many places are shown, hosts and groups", () => {
    const groups = [slotOf({ kind: "group" }), slotOf({ kind: "group" }), slotOf({ kind: "host" })];
    const shown = (given: Partial<ChordModel>, drawn = 1999): string => {
      return buildSummary(whole({ drawn }, given), textsOf()).replace(/^.*?; /, "");
    };
    expect(shown({ slots: groups, shownHostCount: 1 })).toBe("2 groups and 1 host shown = 99.9% of Bytes");
    expect(shown({ slots: groups.slice(0, 2), shownHostCount: 0 })).toBe("2 groups shown = 99.9% of Bytes");
    expect(shown({ slots: groups.slice(1), shownHostCount: 1 })).toBe("1 group and 1 host shown = 99.9% of Bytes");
    expect(shown({ slots: groups.slice(1), shownHostCount: 1 }, 2000)).toBe("2 kB among 3 hosts");
    expect(shown({ shownHostCount: 2 }, 2000)).toBe("2 hosts shown = 100% of Bytes");
    expect(shown({})).toBe("3 hosts shown = 99.9% of Bytes");
    expect(shown({ shownHostCount: 0 }, 0)).toBe("0 hosts shown = 0% of Bytes");
  });

  it("says what is left out and what is highlighted", () => {
    const model = whole({ drawn: 1500, leftOut: 500, highlighted: 1 }, { shownHostCount: 2, hasHighlights: true });
    expect(buildSummary(model, textsOf())).toBe(
      "2 kB among 3 hosts; 2 hosts shown = 75% of Bytes; 25% touches hosts not shown; < 0.1% highlighted",
    );
  });
});

describe("what is denied", () => {
  const denied = (totals: Partial<Totals>, given: Partial<ChordModel> = actions, name?: string): string => {
    const texts = textsOf(name === undefined ? {} : { measureName: name });
    return buildSummary(whole(totals, given), texts).split("; ")[1] ?? "";
  };

  it("is not called 0 % where rows of what is denied may have been left out for want of a value", () => {
    const allowed = { actions: ["Allow"], actionKinds: ["allow"] } as const;
    expect(buildSummary(whole({}, allowed), textsOf())).toBe("2 kB among 3 hosts");
    expect(buildSummary(whole({ flows: 7, deniedFlows: 0 }, allowed), textsOf())).toContain("0% denied");
  });

  it("is not told where denied flows are hidden, and is where others are", () => {
    const hiding = (text: string): string =>
      denied({ denied: 500 }, { ...actions, hidden: { actions: [text], rules: [] } });
    expect(hiding("Deny")).toBe("");
    expect(hiding("Allow")).toBe("25% of Bytes denied");
  });

  it("is not told without actions", () => {
    expect(buildSummary(whole({ denied: 500, flows: 10, deniedFlows: 5 }), textsOf())).not.toContain("denied");
  });

  it("is a share of the flows where these are known", () => {
    expect(denied({ flows: 10, deniedFlows: 3, denied: 2000, deniedRows: 3 })).toBe("30% denied");
    expect(denied({ flows: 10, deniedFlows: 0 })).toBe("0% denied");
  });

  it("is a share of the measure without flows", () => {
    expect(denied({ denied: 500, deniedRows: 10 })).toBe("25% of Bytes denied");
    expect(denied({ denied: 500, deniedRows: 10 }, actions, "Packets")).toBe("25% of Packets denied");
    expect(denied({})).toBe("0% of Bytes denied");
    expect(denied({ flows: 0, deniedFlows: 0, denied: 500, topDeny: { rule: 1, amount: 500 } })).toBe(
      "25% of Bytes denied",
    );
  });

  it("is a share of the rows where some or all denied rows were not measured", () => {
    const topDeny = { rule: 1, amount: 5 };
    expect(denied({ deniedRows: 40, deniedNotMeasured: 40, topDeny })).toBe("40% of rows denied");
    expect(denied({ deniedRows: 40, deniedNotMeasured: 1, denied: 5, topDeny })).toBe("40% of rows denied");
  });

  it("names the rule that denies more than half, or all of it", () => {
    const flows = { flows: 100, deniedFlows: 40 };
    expect(denied({ ...flows, topDeny: { rule: 1, amount: 21 } })).toBe(`40% denied, mostly ${denyAll}`);
    expect(denied({ ...flows, topDeny: { rule: 1, amount: 20 } })).toBe("40% denied");
    expect(denied({ ...flows, topDeny: { rule: 1, amount: 40 } })).toBe(`40% denied, all by ${denyAll}`);
    expect(denied({ denied: 500, topDeny: { rule: 0, amount: 300 } })).toBe("25% of Bytes denied, mostly web");
  });

  it("names a blank rule as blank, and none without rules", () => {
    const topDeny = { rule: 0, amount: 40 };
    const flows = { flows: 100, deniedFlows: 40, topDeny };
    expect(denied(flows, { ...actions, rules: [""] })).toBe("40% denied, all by (Blank)");
    expect(denied(flows, { ...actions, rules: [] })).toBe("40% denied");
  });

  it("names a rule for exactly more than half, also beyond 2^53", () => {
    const half = 2n ** 60n;
    const most = (amount: bigint): string => {
      return denied({ flows: 2n ** 63n, deniedFlows: 2n * half, topDeny: { rule: 1, amount } });
    };
    expect(most(half)).toBe("25% denied");
    expect(most(half + 1n)).toBe(`25% denied, mostly ${denyAll}`);
    expect(most(2n * half - 1n)).toBe(`25% denied, mostly ${denyAll}`);
    expect(most(2n * half)).toBe(`25% denied, all by ${denyAll}`);
  });

  it("is said to be nothing or all only where that is exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.nat(), (flows, part) => {
        const text = denied({ flows, deniedFlows: Math.min(part, flows) });
        expect(text === "0% denied").toBe(part === 0);
        expect(text === "100% denied").toBe(part >= flows);
      }),
    );
  });
});
