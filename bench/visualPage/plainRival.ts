import {
  arc,
  chordDirected,
  create,
  descending,
  format,
  interpolateRainbow,
  quantize,
  ribbonArrow,
  sort,
  sum,
  union,
  type Chord,
  type ChordGroup,
  type Chords,
  type ChordSubgroup,
  type Selection,
} from "d3";
import type powerbi from "powerbi-visuals-api";
import { findColumns, middleOf, placeLabel, type Rival } from "./rival.ts";

interface Flow {
  readonly source: string;
  readonly target: string;
  readonly value: number;
}

/** The sorted names, a color for each, and `matrix[i][j]`: the sum of the flows from name i to name j. */
interface Network {
  readonly names: readonly string[];
  readonly colors: readonly string[];
  readonly matrix: readonly number[][];
}

type Svg = Selection<SVGSVGElement, undefined, null, undefined>;

const formatValue = format(",");

/**
 * d3's directed chord diagram as its gallery has it: each update draws a new svg of the size in px, in the place of the
 * old one, from objects of the rows, with a title for each ribbon and for each group.
 */
export function createPlainRival(width: number, height: number): Rival {
  const element = document.createElement("div");
  return {
    element,
    update: (dataView) => {
      element.replaceChildren(drawDiagram(sumFlows(readFlows(dataView)), width, height));
    },
  };
}

function readFlows(dataView: powerbi.DataView): Flow[] {
  const { sources, targets, values } = findColumns(dataView);
  return values.map((value, row) => ({ source: String(sources[row]), target: String(targets[row]), value }));
}

function sumFlows(flows: readonly Flow[]): Network {
  const sources = flows.map(({ source }) => source);
  const targets = flows.map(({ target }) => target);
  const names = sort(union(sources, targets));
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const matrix = names.map(() => new Array<number>(names.length).fill(0));
  for (const { source, target, value } of flows) {
    const line = matrix[indexOf.get(source) ?? -1] ?? [];
    const column = indexOf.get(target) ?? -1;
    line[column] = (line[column] ?? 0) + value;
  }
  return { names, colors: quantize(interpolateRainbow, Math.max(names.length, 2)), matrix };
}

function drawDiagram(network: Network, width: number, height: number): SVGSVGElement {
  const outerRadius = Math.min(width, height) / 2 - 70;
  const innerRadius = outerRadius - 6;
  const layout = chordDirected()
    .padAngle(12 / innerRadius)
    .sortSubgroups(descending)
    .sortChords(descending);
  const chords = layout(network.matrix as number[][]);
  const svg = create("svg")
    .attr("width", width)
    .attr("height", height)
    .attr("viewBox", [-width / 2, -height / 2, width, height].join(" "))
    .attr("style", "font: 10px sans-serif");
  drawRibbons(svg, chords, network, innerRadius);
  drawGroups(svg, chords.groups, network, { innerRadius, outerRadius });
  return svg.node() as SVGSVGElement;
}

function drawRibbons(svg: Svg, chords: Chords, { names, colors }: Network, innerRadius: number): void {
  const ribbon = ribbonArrow<Chord, ChordSubgroup>()
    .radius(innerRadius - 0.5)
    .padAngle(1 / innerRadius);
  svg
    .append("g")
    .attr("class", "ribbons")
    .attr("fill-opacity", 0.75)
    .selectAll("path")
    .data<Chord>(chords)
    .join("path")
    .attr("d", ribbon as (chord: Chord) => string)
    .attr("fill", ({ target }) => colors[target.index] ?? null)
    .style("mix-blend-mode", "multiply")
    .append("title")
    .text(({ source, target }) => `${names[source.index]} → ${names[target.index]}: ${formatValue(source.value)}`);
}

function drawGroups(
  svg: Svg,
  groups: readonly ChordGroup[],
  { names, colors, matrix }: Network,
  { innerRadius, outerRadius }: { innerRadius: number; outerRadius: number },
): void {
  const groupArc = arc<ChordGroup>().innerRadius(innerRadius).outerRadius(outerRadius);
  const group = svg.append("g").selectAll("g").data(groups).join("g");
  group
    .append("path")
    .attr("d", groupArc)
    .attr("fill", ({ index }) => colors[index] ?? null);
  group
    .append("text")
    .attr("dy", "0.35em")
    .attr("transform", (shape) => placeLabel(shape, outerRadius + 5))
    .attr("text-anchor", (shape) => (middleOf(shape) > Math.PI ? "end" : null))
    .text(({ index }) => names[index] ?? "");
  group.append("title").text(({ index }) => {
    const sent = formatValue(sum(matrix[index] ?? []));
    const received = formatValue(sum(matrix, (line) => line[index]));
    return `${names[index]}\nsends ${sent}\nreceives ${received}`;
  });
}
