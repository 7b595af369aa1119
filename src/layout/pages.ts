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

/** Of how many diagrams, with so many slots each, which page is wanted; in so many columns, if that is not left to us. */
export interface WantedPage {
  readonly panelCount: number;
  readonly slotCount: number;
  readonly page: number;
  readonly columns: number | undefined;
}

/**
 * Divides diagrams over pages, each with as many as find room at a legible size in the area, at least one. The wanted
 * page is put within what there is.
 */
export function choosePage(area: Rect, { panelCount, slotCount, page: wanted, columns }: WantedPage): Page {
  const capacity = clamp(countCells(area, columns), 1, Math.max(Math.floor(mostArcs / Math.max(slotCount, 1)), 1));
  const pageCount = Math.max(Math.ceil(panelCount / capacity), 1);
  const page = clamp(Math.floor(wanted) || 0, 0, pageCount - 1);
  return { page, pageCount, first: page * capacity, capacity };
}

function countCells({ width, height }: Rect, columns = Infinity): number {
  return Math.min(countAlong(width), columns) * countAlong(height) || 1;
}

function countAlong(px: number): number {
  return Math.floor(Math.max(px, 0) / smallestCell);
}

/** Divides an area into `count` cells: in so many columns as find room, or as large and as square as they get. */
export function layoutGrid(area: Rect, count: number, wanted?: number): Rect[] {
  const most = Math.max(Math.min(countAlong(area.width), count), 1);
  const columns = wanted === undefined ? findColumns(area, count) : Math.min(wanted, most);
  const width = area.width / columns;
  const height = area.height / Math.ceil(count / columns);
  return Array.from({ length: count }, (_, index) => ({
    x: area.x + (index % columns) * width,
    y: area.y + Math.floor(index / columns) * height,
    width,
    height,
  }));
}

function findColumns(area: Rect, count: number): number {
  let columns = 1;
  let best = 0;
  for (let tried = 1; tried <= count; tried++) {
    const side = Math.min(area.width / tried, area.height / Math.ceil(count / tried));
    if (side > best) [best, columns] = [side, tried];
  }
  return columns;
}
