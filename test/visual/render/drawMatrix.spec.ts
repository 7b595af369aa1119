import { plainFont } from "../../../src/render/measureText";
import { select } from "d3";
import { layoutMatrix } from "../../../src/layout/matrixLayout";
import type { MatrixInput } from "../../../src/layout/matrixPlan";
import type { Mark, MatrixPanel } from "../../../src/layout/types";
import type { ActionKind, PanelDetail } from "../../../src/model/types";
import { drawMatrix } from "../../../src/render/drawMatrix";
import type { Fills } from "../../../src/render/fills";
import { buildPaint } from "../../../src/render/hatch";
import { buildPalette, type Fill } from "../../../src/render/palette";
import type { Style } from "../../../src/render/style";
import { inputOf, kindOf } from "../helpers/matrices";
import { choiceOf } from "../helpers/colorChoice";
import { detailOf, slotsOf, type LinkOf } from "../helpers/panelDetails";

const kinds: readonly ActionKind[] = ["allow", "deny", "other"];

function layoutOf(detail: PanelDetail, slotCount: number, more: Partial<MatrixInput> = {}): MatrixPanel {
  const room = { x: 0, y: 0, width: 600, height: 400 };
  return layoutMatrix(detail, room, inputOf(slotsOf(slotCount), [detail], more));
}

function styleOf(svg: SVGSVGElement, isHighContrast = false): Style {
  const report = {
    foreground: "#000000",
    background: "#ffffff",
    selected: "#118dff",
    isHighContrast,
    colorOf: () => "#123456",
  };
  const colors = { allow: "", deny: "", other: "" };
  const palette = buildPalette(report, choiceOf(colors, { opacity: 0.6 }));
  const known = new Map(kinds.map((kind) => [kind, palette.fillWith(palette.colorOfKind(kind), kind)]));
  const ofKind = (kind: ActionKind): Fill => known.get(kind) as Fill;
  const fills: Fills = {
    ofPart: ({ part }) => ofKind(kindOf(part.action)),
    ofRest: ofKind,
    ofKind,
    ofLegend: (_, kind) => ofKind(kind),
    ofBands: () => palette.arcs,
  };
  return {
    palette,
    fills,
    paintOf: buildPaint(select(svg).append("defs"), "spec"),
    isGroup: (slot) => slot === 1,
    labelFont: plainFont("sans-serif", 12),
    smallFont: plainFont("sans-serif", 11),
    titleFont: plainFont("sans-serif", 12),
    idPrefix: "spec",
  };
}

const links: readonly LinkOf[] = [
  { source: 0, target: 1, parts: [{ action: 0, amount: 900 }] },
  {
    source: 1,
    target: 2,
    parts: [
      { action: 0, amount: 30, highlighted: 10 },
      { action: 1, amount: 30 },
    ],
  },
  { source: 2, target: 0, parts: [{ action: 0, amount: 1 }] },
  { source: 2, target: 2, parts: [{ action: 1, amount: 1 }] },
];

describe("a drawn matrix", () => {
  let svg: SVGSVGElement;

  beforeEach(() => {
    svg = select(document.body).append("svg").attr("width", 600).attr("height", 400).node() as SVGSVGElement;
    svg.style.cssText = "position:fixed;top:0;left:0";
  });

  afterEach(() => {
    svg.remove();
  });

  function draw(panels: readonly MatrixPanel[], style = styleOf(svg)): void {
    const groups = select(svg)
      .selectAll<SVGGElement, MatrixPanel>("g.panel")
      .data(panels)
      .join("g")
      .attr("class", "panel matrix")
      .attr("transform", ({ x, y }) => `translate(${x},${y})`);
    drawMatrix(groups, style);
  }

  const find = (selector: string): Element[] => [...svg.querySelectorAll(selector)];
  const markOf = (element: Element | null): Mark => {
    return select<Element, { mark: Mark }>(element as Element).datum().mark;
  };

  it("has an option for each part, each rest and each bar, with its mark", () => {
    draw([layoutOf(detailOf(links, 3), 3)]);
    const named = (selector: string): string[] => find(selector).map((element) => markOf(element).kind);
    expect(named("path.part.mark[role=option][tabindex='-1']")).toEqual(["part", "part", "part", "part"]);
    expect(named("path.rest.mark[role=option][tabindex='-1']")).toEqual(["rest"]);
    expect(named("g.arc.mark[role=option][tabindex='-1']")).toEqual(["arc", "arc", "arc", "arc", "arc", "arc"]);
    expect(named("text.label.mark")).toEqual(["arc", "arc", "arc", "arc", "arc", "arc"]);
    expect(find("text.axis-title").map(({ textContent }) => textContent)).toEqual(["Source", "Destination"]);
    expect(find("text.label.opens").length).toBe(2);
  });

  it("hatches deny and draws what is highlighted once more", () => {
    draw([layoutOf(detailOf(links), 3)]);
    const fills = find("path.part").map((part) => part.getAttribute("fill")?.startsWith("url(#spec-hatch"));
    expect(fills).toEqual([false, false, true, false, true]);
    const [lit, ...more] = find("path.lit") as SVGPathElement[];
    expect(more.length).toBe(0);
    const [, part] = find("path.part") as SVGPathElement[];
    const share = (lit?.getBBox().width ?? 0) / (part?.getBBox().width ?? 1);
    expect(share).toBeCloseTo(1 / 3, 1);
  });

  it("meets the pointer in the whole cell of a part, however small its square is", () => {
    const panel = layoutOf(detailOf(links), 3);
    draw([panel]);
    const cell = panel.cells[2];
    const at = (dx: number, dy: number): Element | null =>
      document.elementFromPoint(panel.x + (cell?.x ?? 0) + dx, panel.y + (cell?.y ?? 0) + dy);
    const far = panel.cellSize - 2;
    for (const element of [at(2, 2), at(far, 2), at(far, far), at(20, 20)]) {
      expect(markOf(element)).toBe(cell?.parts[0]?.mark as Mark);
    }
    expect(at(panel.cellSize + 2, 2)?.classList.contains("part")).toBe(false);
  });

  it("meets the pointer around a thin bar", () => {
    const panel = layoutOf(detailOf(links), 3);
    draw([panel]);
    const bar = panel.bars[0];
    const element = document.elementFromPoint(panel.x + (bar?.x ?? 0) + 2, panel.y + (bar?.y ?? 0) - 4);
    expect(markOf(element?.parentElement ?? null)).toEqual({ kind: "arc", panel: 0, slot: 0 });
  });

  it("outlines what would not be seen in high contrast", () => {
    draw([layoutOf(detailOf(links), 3)], styleOf(svg, true));
    const deny = find("path.part")[2];
    expect([deny?.getAttribute("stroke"), deny?.getAttribute("stroke-width")]).toEqual(["#000000", "1"]);
  });

  it("is the same after drawing it again, and keeps its elements", () => {
    const style = styleOf(svg);
    draw([layoutOf(detailOf(links), 3)], style);
    const [before, part] = [svg.outerHTML, find("path.part")[0]];
    draw([layoutOf(detailOf(links.slice(0, 1)), 3)], style);
    expect(find("path.part").length).toBe(1);
    draw([layoutOf(detailOf(links), 3)], style);
    expect(svg.outerHTML).toBe(before);
    expect(find("path.part")[0]).toBe(part as Element);
  });

  it("draws bars of one colour without actions, for all sizes and no size", () => {
    draw([layoutOf(detailOf(links), 3, { hasMix: false })]);
    expect(find("path.bar").length).toBe(6);
    draw([
      layoutMatrix(detailOf(links), { x: NaN, y: 0, width: NaN, height: 0 }, inputOf(slotsOf(3), [detailOf(links)])),
    ]);
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("stays below 3,000 elements for 100 hosts with all that a page may show", () => {
    const parts = [
      { action: 0, amount: 3 },
      { action: 1, amount: 2 },
    ];
    const many = Array.from({ length: 3000 }, (_, index) => ({
      source: index % 100,
      target: (index * 7 + ((index / 100) | 0)) % 100,
      parts,
    }));
    draw([layoutOf(detailOf(many, 700), 100)]);
    expect(find("path.part").length).toBe(1400);
    expect(find("g.arc").length).toBe(200);
    expect(find("*").length).toBeLessThan(2700);
  });
});
