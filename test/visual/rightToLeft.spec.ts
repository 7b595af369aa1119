import { findFlaw } from "./helpers/canvasTexts";
import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { findArc, findNamed } from "./helpers/find";
import { hover } from "./helpers/pointer";
import { startVisual, type StartedVisual } from "./helpers/startVisual";

/** Names in Hebrew and Arabic, mixed with addresses, brackets and Latin letters, one of them too long for any place. */
const hosts = [
  "שרת-אינטרנט 10.0.0.4",
  "בסיס נתונים (ראשי)",
  "10.0.0.9",
  "خادم الويب 10.1.0.7",
  "جدار الحماية (داخلي)",
  "BETA-שרת",
  "محطة عمل طويلة الاسم جدا جدا في الطابق الثالث من المبنى الرابع من الشارع الخامس",
];
const rows: FlowRow[] = hosts.flatMap((source, from) =>
  hosts.map((destination, to) => ({
    source,
    destination,
    rule: to % 2 === 0 ? "דחה-גישה 443" : "رفض الكل",
    action: (from + to) % 4 === 0 ? "Deny" : "Allow",
    value: 100 * (1 + ((from * 7 + to * 3) % 11)),
  })),
);
const looks: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  "a circle with radial labels": { labels: { orientation: "radial" } },
  "a circle with horizontal labels and amounts": { labels: { orientation: "horizontal", showValues: true } },
  "a circle with wrapped labels": { labels: { overflow: "wrap" }, legend: { position: "right" } },
  "a matrix": { layout: { view: "matrix" } },
  "one diagram for each rule": { multiples: { by: "rule" }, colors: { colorBy: "rule" } },
};

async function start(objects: Readonly<Record<string, object>>, given = rows): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600 });
  await started.draw(dataViewOf(given, { objects }));
  return started;
}

/** Where the letters of a text begin in px along it, by their place in the wording. */
function startsOf(text: SVGElement | undefined): number[] {
  if (!(text instanceof SVGTextContentElement)) return [];
  return Array.from({ length: text.getNumberOfChars() }, (_, index) => text.getExtentOfChar(index).x);
}

describe("names that run from right to left", () => {
  afterEach(() => {
    document.documentElement.dir = "";
  });

  for (const [name, objects] of Object.entries(looks)) {
    it(`stay in their places, on a page of either direction, in ${name}`, async () => {
      for (const direction of ["ltr", "rtl"]) {
        document.documentElement.dir = direction;
        const started = await start(objects);
        expect(started.find("svg.flow-chord text").length).toBeGreaterThan(5);
        expect(findFlaw(started)).toBeUndefined();
      }
    });
  }

  it("are cut at their own end, which is on the left", async () => {
    const { find } = await start({ layout: { view: "matrix" } });
    const cut = find(".label").find(({ textContent }) => textContent.endsWith("…"));
    const starts = startsOf(cut);
    expect(starts.at(-1)).toBe(Math.min(...starts));
    expect(starts.length).toBeGreaterThan(5);
  });

  it("leave the sentence around them in its order", async () => {
    const given = [{ source: "אלפא", destination: "בטא", rule: "רשת", action: "Deny", value: 30 }];
    const { element, find } = await start({}, given);
    // First strong isolate and pop directional isolate, from Unicode.
    const [alpha, beta] = ["\u2068אלפא\u2069", "\u2068בטא\u2069"];
    findNamed(element, `${alpha} sends 30 B to ${beta}`);
    const [line] = find(".line");
    const wording = line?.textContent ?? "";
    const starts = startsOf(line);
    const at = (word: string): number => starts[wording.indexOf(word)] ?? NaN;
    expect(wording).toContain("denied, all by \u2068רשת\u2069");
    expect(at("denied")).toBeLessThan(at("ר"));
    expect(at("ת")).toBeLessThan(at("ר"));
  });

  it("are themselves in tooltips, in which each stands alone", async () => {
    const started = await start({});
    hover(findArc(started.element, "\u2068בסיס נתונים (ראשי)\u2069 sends"));
    expect(started.told.tooltips.at(-1)?.dataItems[0]?.value).toBe("בסיס נתונים (ראשי)");
  });
});
