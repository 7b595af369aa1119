import {
  arc,
  chordDirected,
  create,
  interpolateRainbow,
  quantize,
  ribbonArrow,
  scaleOrdinal,
  type Chord,
  type ChordGroup,
  type Chords,
  type ScaleOrdinal,
  type Selection,
} from "d3";
import type powerbi from "powerbi-visuals-api";
import { findColumns, middleOf, placeLabel, type Rival } from "./rival.ts";

type Layer = Selection<SVGGElement, undefined, null, undefined>;
type Color = ScaleOrdinal<number, string>;

/** Names and a dense matrix of the sums of each source (row) and destination (column). */
interface Matrix {
  readonly names: readonly string[];
  readonly sums: readonly number[][];
}

/**
 * d3 as someone uses it who counts the milliseconds: one svg of the size in px, whose elements get the new data, and
 * nothing but groups with their labels and ribbons.
 */
export function createReusedRival(width: number, height: number): Rival {
  const outerRadius = Math.min(width, height) / 2 - 70;
  const innerRadius = outerRadius - 12;
  const layout = chordDirected().padAngle(0.02);
  const svg = create("svg")
    .attr("width", width)
    .attr("height", height)
    .attr("viewBox", [-width / 2, -height / 2, width, height].join(" "))
    .attr("font-family", "sans-serif")
    .attr("font-size", 10);
  const drawRibbons = buildDrawRibbons(
    svg.append("g").attr("class", "ribbons").attr("fill-opacity", 0.75),
    innerRadius - 1,
  );
  const drawGroups = buildDrawGroups(svg.append("g"), innerRadius, outerRadius);
  return {
    element: svg.node() as SVGSVGElement,
    update: (dataView) => {
      const { names, sums } = sumPairs(dataView);
      const chords = layout(sums as number[][]);
      const color = scaleOrdinal(names.keys(), quantize(interpolateRainbow, Math.max(names.length, 2)));
      drawRibbons(chords, color);
      drawGroups(chords.groups, names, color);
    },
  };
}

function buildDrawRibbons(layer: Layer, radius: number): (chords: Chords, color: Color) => void {
  const ribbon = ribbonArrow<unknown, Chord>()
    .radius(radius)
    .padAngle(1 / radius);
  return (chords, color) => {
    layer
      .selectAll<SVGPathElement, Chord>("path")
      .data<Chord>(chords)
      .join("path")
      .attr("fill", ({ source }) => color(source.index))
      .attr("d", ribbon as unknown as (chord: Chord) => string);
  };
}

function buildDrawGroups(
  layer: Layer,
  innerRadius: number,
  outerRadius: number,
): (groups: readonly ChordGroup[], names: readonly string[], color: Color) => void {
  const groupArc = arc<ChordGroup>().innerRadius(innerRadius).outerRadius(outerRadius);
  return (groups, names, color) => {
    const group = layer
      .selectAll<SVGGElement, ChordGroup>("g")
      .data(groups)
      .join((enter) => {
        const added = enter.append("g");
        added.append("path");
        added.append("text").attr("dy", "0.35em");
        return added;
      });
    group
      .select("path")
      .attr("fill", ({ index }) => color(index))
      .attr("d", groupArc);
    group
      .select("text")
      .attr("transform", (shape) => placeLabel(shape, outerRadius + 5))
      .attr("text-anchor", (shape) => (middleOf(shape) > Math.PI ? "end" : null))
      .text(({ index }) => names[index] ?? "");
  };
}

function sumPairs(dataView: powerbi.DataView): Matrix {
  const { sources, targets, values } = findColumns(dataView);
  const indexOf = new Map<powerbi.PrimitiveValue, number>();
  for (const name of sources) if (!indexOf.has(name)) indexOf.set(name, indexOf.size);
  for (const name of targets) if (!indexOf.has(name)) indexOf.set(name, indexOf.size);
  const sums = Array.from(indexOf, () => new Array<number>(indexOf.size).fill(0));
  for (let row = 0; row < values.length; row++) {
    const line = sums[indexOf.get(sources[row] ?? "") ?? -1];
    const column = indexOf.get(targets[row] ?? "");
    if (line !== undefined && column !== undefined) line[column] = (line[column] ?? 0) + (values[row] ?? 0);
  }
  return { names: Array.from(indexOf.keys(), String), sums };
}
