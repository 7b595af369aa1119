import { findFlaw } from "../helpers/canvasTexts";
import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findArc } from "../helpers/find";
import { hover } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";
import { languages } from "../helpers/strings";

const rows: FlowRow[] = [
  { source: "web", destination: "db", action: "Allow", rule: "sql", value: 12_400_000, flows: 40_000 },
  { source: "web", destination: "db", action: "Deny", rule: "block", value: 600_000, flows: 5 },
  { source: "scan", destination: "db", action: "Deny", rule: "block", value: 200_000, flows: 2 },
  { source: "app", destination: "web", action: "Allow", rule: "http", value: 100_000, flows: 1 },
  { source: "x", destination: "y", action: "Allow", rule: "http", value: null, flows: 1 },
];

async function start(locale: string): Promise<StartedVisual> {
  const started = startVisual({ locale, width: 760, height: 480 });
  await started.draw(dataViewOf(rows, { objects: { grouping: { hostCount: 3 }, labels: { showValues: true } } }));
  return started;
}

/** All that a visual says, on the canvas and to assistive technology; data are the same in each language. */
function listTexts({ element, visual, told }: StartedVisual): string[] {
  const names = [...element.querySelectorAll("[aria-label]")].map((one) => one.getAttribute("aria-label") ?? "");
  const facts = told.tooltips.flatMap(({ dataItems }) => dataItems.map(({ displayName }) => displayName));
  return [element.textContent, ...names, ...facts, JSON.stringify(visual.getFormattingModel())];
}

describe("each language", () => {
  for (const locale of Object.keys(languages)) {
    it(`finds room on the canvas, and leaves no hole and no key: ${locale}`, async () => {
      const started = await start(locale);
      hover(findFirstArc(started));
      expect(findFlaw(started)).toBeUndefined();
      const texts = listTexts(started);
      expect(texts.length).toBeGreaterThan(20);
      for (const text of texts) expect(text).not.toMatch(/\{\d\}|undefined|\b(?:name|summary|tooltip|card|controls)_/);
    });
  }

  it("says what the diagram shows in its own words, with its own numbers", async () => {
    const lines = new Map<string, string>();
    for (const locale of Object.keys(languages)) {
      lines.set(locale, (await start(locale)).texts(".line").join(" "));
    }
    expect(new Set(lines.values()).size).toBe(10);
    expect(lines.get("en-US")).toContain("13.3 MB in 40,009 flows from 4 hosts");
    expect(lines.get("de-DE")).toContain("13,3 MB in 40.009 Flows von 4 Hosts");
    expect(lines.get("fr-FR")).toContain("13,3 Mo");
    expect(lines.get("ko-KR")).toContain("13.3MB");
  });

  it("names an arc in its own words", async () => {
    const korean = await start("ko-KR");
    expect(findArc(korean.element, "web").getAttribute("aria-label")).toMatch(/[가-힣]/);
  });
});

function findFirstArc(started: StartedVisual): SVGElement {
  const [arc] = started.find("g.arc");
  if (arc === undefined) throw new Error("there is no arc");
  return arc;
}
