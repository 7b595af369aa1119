import { dataViewOf, type DataViewOptions, type FlowRow } from "../helpers/dataViewOf";
import { buildFlows } from "../helpers/estate";
import { startVisual, type StartOptions } from "../helpers/startVisual";
import { firstDifference, svgText } from "../helpers/svgText";
import contrast from "./golden/contrast.svg";
import highlights from "./golden/highlights.svg";
import hosts from "./golden/hosts.svg";
import matrix from "./golden/matrix.svg";
import multiples from "./golden/multiples.svg";
import opened from "./golden/opened.svg";
import roots from "./golden/roots.svg";
import rules from "./golden/rules.svg";

/** A drawing and the text of the file that it is to be. */
interface Case {
  readonly golden: string;
  readonly rows: readonly FlowRow[];
  readonly options?: DataViewOptions;
  readonly start?: StartOptions;
}

const estate = buildFlows(7, 24);
const networks: FlowRow[] = [
  { source: ["hub", "10.0.0.4"], destination: ["spoke", "10.1.0.5"], action: "Allow", value: 5_200_000 },
  { source: ["hub", "10.0.0.5"], destination: ["spoke", "10.1.0.5"], action: "Allow", value: 2_100_000 },
  { source: ["hub", "10.0.0.4"], destination: ["hub", "10.0.0.5"], action: "Allow", value: 800_000 },
  { source: ["spoke", "10.1.0.6"], destination: ["hub", "10.0.0.7"], action: "Deny", value: 1_700_000 },
  { source: ["internet", "198.51.100.9"], destination: ["hub", "10.0.0.4"], action: "Deny", value: 900_000 },
];
const three: FlowRow[] = [
  { source: "10.0.0.4", destination: "10.0.0.5", rule: "web", action: "Allow", value: 3_000_000 },
  { source: "10.0.0.5", destination: "10.0.0.4", rule: "web", action: "Allow", value: 400_000 },
  { source: "10.0.0.4", destination: "10.0.0.9", rule: "block", action: "Deny", value: 900_000 },
  { source: "10.0.0.9", destination: "10.0.0.9", rule: "web", action: "Allow", value: 500_000 },
];

/** Each name is that of its file in `golden`, to be made empty for a new case. */
const cases: Readonly<Record<string, Case>> = {
  hosts: { golden: hosts, rows: three },
  rules: { golden: rules, rows: three, options: { objects: { colors: { colorBy: "rule" } } } },
  opened: {
    golden: opened,
    rows: networks,
    options: { objects: { state: { expanded: JSON.stringify(["hub\u0000"]) }, labels: { showValues: true } } },
  },
  multiples: { golden: multiples, rows: networks, options: { objects: { multiples: { by: "action" } } } },
  matrix: { golden: matrix, rows: estate, options: { objects: { layout: { view: "matrix" } } } },
  roots: {
    golden: roots,
    rows: estate,
    options: { objects: { layout: { order: "address" }, ribbons: { widthScale: "sqrt" } } },
  },
  contrast: {
    golden: contrast,
    rows: estate,
    start: { isHighContrast: true, foreground: "#ffff00", background: "#000000" },
  },
  highlights: {
    golden: highlights,
    rows: estate.map((row, index) => ({ ...row, highlight: index % 3 === 0 ? row.value : null })),
    options: { objects: { grouping: { hostCount: 4 } } },
  },
};

/** Letters of one width, so that the drawings do not depend on the fonts of a machine. */
function measureAlike(this: CanvasRenderingContext2D, text: string): TextMetrics {
  const sizePx = parseFloat(/([\d.]+)px/.exec(this.font)?.[1] ?? "10");
  return { width: text.length * sizePx * 0.55 } as TextMetrics;
}

/** `node scripts/testVisual.ts --update-goldens` writes the files anew; a page can only say what they are to be. */
function offer(golden: string, svg: string): void {
  const { __karma__: karma } = window as unknown as { __karma__: { info: (info: object) => void } };
  karma.info({ golden, svg });
}

describe("golden drawings", () => {
  for (const [name, { golden, rows, options, start }] of Object.entries(cases)) {
    it(`look as they did: ${name}`, async () => {
      spyOn(CanvasRenderingContext2D.prototype, "measureText").and.callFake(measureAlike);
      const { draw, element } = startVisual({ width: 480, height: 360, ...start });
      await draw(dataViewOf(rows, options));
      const drawn = svgText(element.querySelector("svg")).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ');
      const difference = firstDifference(drawn, golden);
      if (difference !== undefined) offer(name, drawn);
      expect(difference).withContext(`${name}.svg`).toBeUndefined();
    });
  }
});
