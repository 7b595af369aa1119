import type { Selection } from "d3";
import type { ChordPanel } from "../layout/types";

/** The group of each diagram that is a circle. */
export type ChordGroup = Selection<SVGGElement, ChordPanel, SVGGElement, unknown>;

const layers = ["rests", "ribbons", "hairs", "lits", "tracks", "arcs", "groups", "leaders", "labels"] as const;

/** Adds the empty layers of a circle to its group, from back to front. */
export function addLayers(group: Selection<SVGGElement, ChordPanel, SVGGElement, unknown>): void {
  for (const name of layers) group.append("g").attr("class", name);
  layerOf(group, "hairs").attr("fill", "none");
}

/** A layer of each circle. */
export function layerOf(groups: ChordGroup, name: (typeof layers)[number]): ChordGroup {
  const index = layers.indexOf(name);
  return groups.select<SVGGElement>(function () {
    return this.children[index] as SVGGElement;
  });
}
