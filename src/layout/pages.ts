import { clamp } from "./radii";
import type { Rect } from "./types";

/** Diagrams in cells smaller than this, in px, cannot be read; a page has as many as find room. */
const smallestCell = 140;
/** Arcs of a page: more of them are neither read nor drawn in time. */
const mostArcs = 320;

/** The diagrams of a page, from `first` on, its place among all pages, from 0, and how many diagrams a full one has. */
export interface Page {
  readonly page: number;
  readonly pageCount: number;
  readonly first: number;
  readonly capacity: number;
}

/**
 * Divides diagrams over pages, each with as many as find room at a legible size in the area, at least one. The wanted
 * page is put within what there is.
 */
export function choosePage(area: Rect, panelCount: number, slotCount: number, wanted: number): Page {
  const capacity = clamp(countCells(area), 1, Math.max(Math.floor(mostArcs / Math.max(slotCount, 1)), 1));
  const pageCount = Math.max(Math.ceil(panelCount / capacity), 1);
  const page = clamp(Math.floor(wanted) || 0, 0, pageCount - 1);
  return { page, pageCount, first: page * capacity, capacity };
}

function countCells({ width, height }: Rect): number {
  return Math.floor(Math.max(width, 0) / smallestCell) * Math.floor(Math.max(height, 0) / smallestCell) || 1;
}

/** Divides an area into `count` cells, as large and as square as they get. */
export function layoutGrid(area: Rect, count: number): Rect[] {
  let columns = 1;
  let best = 0;
  for (let tried = 1; tried <= count; tried++) {
    const side = Math.min(area.width / tried, area.height / Math.ceil(count / tried));
    if (side > best) [best, columns] = [side, tried];
  }
  const width = area.width / columns;
  const height = area.height / Math.ceil(count / columns);
  return Array.from({ length: count }, (_, index) => ({
    x: area.x + (index % columns) * width,
    y: area.y + Math.floor(index / columns) * height,
    width,
    height,
  }));
}
