import axe from "axe-core";
import { contrastOf } from "../../../src/render/contrast";
import type { FakeHostOptions } from "../helpers/fakeHost";
import { settleAssist } from "../helpers/assist";
import { dataViewOf, type DataViewOptions, type FlowRow } from "../helpers/dataViewOf";
import { buildFlows, nestFlows } from "../helpers/estate";
import { press } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";

interface Case extends FakeHostOptions, DataViewOptions {
  /** What is drawn; undefined for no data view at all. */
  readonly rows: readonly FlowRow[] | undefined;
  /** Keys that are pressed from the diagram on. */
  readonly keys?: readonly string[];
}

const flows = buildFlows(14, 80);
const nested = nestFlows(flows).map(({ source, destination, action, value }) => {
  return { source, destination, action, value };
});
const open = { expanded: JSON.stringify(["network 1\u0000"]) };
const contrast = { isHighContrast: true, foreground: "#ffff00", background: "#000000", selected: "#1aebff" };
const dark = { foreground: "#f3f2f1", background: "#1b1a19" };
const matrix = { objects: { layout: { view: "matrix" } } };

const cases: Readonly<Record<string, Case>> = {
  "a circle": { rows: flows },
  "a circle on a dark page": { rows: flows, ...dark },
  "a circle with the focus on a host that is selected": { rows: flows, keys: ["Enter", "Enter"] },
  "a matrix": { rows: flows, ...matrix },
  "a matrix in high contrast": { rows: flows, ...matrix, ...contrast },
  "small multiples with pages": { rows: nestFlows(flows).map((row, index) => ({ ...row, smallMultiple: index % 40 })) },
  "open groups with the path back": { rows: nested, objects: { state: open } },
  "open groups in high contrast": { rows: nested, objects: { state: open }, ...contrast },
  "what is highlighted": { rows: flows.map((row, index) => ({ ...row, highlight: index % 2 === 0 ? 60 : null })) },
  "rows that are still loading": { rows: flows, hasMore: true, segments: 5 },
  "the search box": { rows: flows, keys: ["/"] },
  "the search box in high contrast": { rows: flows, keys: ["/"], ...contrast },
  "what is hidden": { rows: flows, objects: { state: { hidden: '{"actions":["Deny"]}' } } },
  "the landing page": { rows: undefined },
  "a sentence in high contrast": { rows: [{ source: "a", destination: "b", value: null }], ...contrast },
};

/** It looks at every element, which takes a while. */
const timeoutMs = 30_000;

/** Rules for whole pages: a visual is a part of one. */
const pageRules = ["region", "page-has-heading-one", "landmark-one-main", "html-has-lang", "document-title", "bypass"];

async function start({ rows, keys = [], objects, hasMore, ...host }: Case): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600, ...host });
  // The page behind the visual has the report's background.
  started.element.style.background = host.background ?? "#ffffff";
  const options = { ...(objects && { objects }), ...(hasMore === true && { hasMore }) };
  await started.draw(rows && dataViewOf(rows, options));
  if (keys.length > 0) started.find("svg.flow-chord")[0]?.focus();
  for (const key of keys) await press(key);
  await settleAssist();
  return started;
}

describe("axe-core finds nothing to complain about in", () => {
  for (const [name, given] of Object.entries(cases)) {
    it(
      name,
      async () => {
        const started = await start(given);
        const rules = Object.fromEntries(pageRules.map((rule) => [rule, { enabled: false }]));
        const { violations, passes } = await axe.run(started.element, { rules });
        const said = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => [id, html, failureSummary]),
        );
        expect(said).toEqual([]);
        expect(passes.length).toBeGreaterThan(5);
      },
      timeoutMs,
    );
  }
});

/** What WCAG 2.2 asks of texts of this size (1.4.3). */
const textContrast = 4.5;

/** axe-core does not judge texts in an svg: any shape may lie under them. Ours stand on the background. */
describe("texts stand out from the background of", () => {
  for (const [name, given] of Object.entries(cases)) {
    it(name, async () => {
      const { find } = await start(given);
      const background = given.background ?? "#ffffff";
      const texts = find("svg text, svg tspan").map((text) => [text.textContent, getComputedStyle(text).fill] as const);
      const buttons = find(".flow-chord-bar button:not(:disabled, [aria-pressed=true])").map((button) => {
        return [button.textContent, getComputedStyle(button).color] as const;
      });
      const faint = [...texts, ...buttons].filter(([, color]) => contrastOf(color, background) < textContrast);
      expect(texts.length).toBeGreaterThan(0);
      expect(faint).toEqual([]);
    });
  }
});
