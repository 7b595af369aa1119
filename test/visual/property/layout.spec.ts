import fc from "fast-check";
import { buildLayout } from "../../../src/layout/buildLayout";
import type { LayoutInput } from "../../../src/layout/layoutInput";
import type { ChordPanel, RibbonShape, Span, WidthScale } from "../../../src/layout/types";
import { createModeler } from "../../../src/model/buildModel";
import type { ChordModel } from "../../../src/model/types";
import { flowRows, modelOptions } from "../helpers/arbitraries";
import { distanceToMiddle, labelBox } from "../helpers/labelBoxes";
import { layoutInputOf, listChords, measure } from "../helpers/layoutInputs";
import { tableOf } from "../helpers/tableOf";
import { findOverlap } from "../helpers/textBoxes";

const tolerance = 1e-9;

const model = fc
  .tuple(flowRows, modelOptions)
  .map(([rows, options]): ChordModel => createModeler(tableOf(rows))(options));

const look = fc.record({
  width: fc.integer({ min: 0, max: 1300 }),
  height: fc.integer({ min: 0, max: 800 }),
  topPx: fc.constantFrom(0, 28),
  pagerPx: fc.constant(28),
  page: fc.nat(3),
  widthScale: fc.constantFrom<WidthScale>("linear", "sqrt", "log"),
  paddingShare: fc.double({ min: 0, max: 0.5, noNaN: true }),
});

const labelLook = fc.record({
  orientation: fc.constantFrom("auto", "radial", "horizontal"),
  overflow: fc.constantFrom("truncate", "wrap"),
  value: fc.constantFrom("", "12.4 GB"),
  suffix: fc.constantFrom("", "-frontend.westeurope.example.net"),
  fontSizePx: fc.constantFrom(8, 12, 20),
});

function expectTiled(spans: readonly Span[], whole: Span): void {
  const sorted = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  let at = whole.start;
  for (const { start, end } of sorted) {
    expect(Math.abs(start - at)).toBeLessThan(tolerance);
    at = end;
  }
  expect(Math.abs(at - (sorted.length > 0 ? whole.end : whole.start))).toBeLessThan(tolerance);
}

/** All ribbons of a circle, those of the rest put together again from their kinds of action. */
function listRibbons({ ribbons, rest }: ChordPanel): RibbonShape[] {
  const byLink = new Map(ribbons.map((ribbon) => [ribbon.link, ribbon]));
  for (const ribbon of rest.flatMap((shape) => shape.shapes)) {
    const known = byLink.get(ribbon.link);
    byLink.set(ribbon.link, { ...ribbon, parts: [...(known?.parts ?? []), ...ribbon.parts] });
  }
  return [...byLink.values()];
}

describe("the layout of circles", () => {
  it("keeps arcs on the circle and apart, and each within its track", () => {
    fc.assert(
      fc.property(model, look, (shown, input) => {
        for (const { arcs } of listChords(shown, layoutInputOf(input)).chords) {
          let at = -tolerance;
          for (const { track, outgoing, incoming } of arcs) {
            expect(track.start >= at && outgoing.start >= at && outgoing.end >= outgoing.start).toBe(true);
            expect(incoming.start >= outgoing.end - tolerance && incoming.end >= incoming.start).toBe(true);
            expect(track.end >= incoming.end - tolerance && track.end <= 2 * Math.PI + tolerance).toBe(true);
            at = track.end - tolerance;
          }
        }
      }),
    );
  });

  it("fills what leaves and what enters with ribbons, and each ribbon with its parts", () => {
    fc.assert(
      fc.property(model, look, (shown, input) => {
        for (const chord of listChords(shown, layoutInputOf(input)).chords) {
          const ribbons = listRibbons(chord);
          expect(ribbons.length).toBe(chord.panel.links.filter(({ isDrawn }) => isDrawn).length);
          for (const { source, target, parts } of ribbons) {
            expect(Math.abs(source.end - source.start - (target.end - target.start))).toBeLessThan(tolerance);
            const shares = parts.map(({ from, to }) => ({ start: from, end: to }));
            expectTiled(shares, { start: 0, end: 1 });
            expect(parts.every(({ from, to, litEnd }) => litEnd >= from && litEnd <= to + tolerance)).toBe(true);
          }
          for (const { mark, outgoing, incoming } of chord.arcs) {
            const ends = (end: "source" | "target"): Span[] =>
              ribbons.filter(({ link }) => link[end] === mark.slot).map((ribbon) => ribbon[end]);
            expectTiled(ends("source"), outgoing);
            expectTiled(ends("target"), incoming);
          }
        }
      }),
    );
  });

  it("never makes the end of a larger flow thinner than that of a smaller one, in any diagram of the page", () => {
    fc.assert(
      fc.property(model, look, (shown, input) => {
        const ribbons = listChords(shown, layoutInputOf(input)).chords.flatMap(listRibbons);
        const sorted = ribbons.sort((a, b) => Number(a.link.amount) - Number(b.link.amount));
        for (const [index, { source }] of sorted.entries()) {
          const before = sorted[index - 1]?.source ?? { start: 0, end: 0 };
          expect(source.end - source.start - (before.end - before.start)).toBeGreaterThan(-tolerance);
        }
      }),
    );
  });

  it("puts brackets around all members of their group, and around nothing else", () => {
    fc.assert(
      fc.property(model, look, (shown, input) => {
        for (const { groups, arcs } of listChords(shown, layoutInputOf(input)).chords) {
          const seen = arcs.filter(({ track }) => track.end - track.start > 1e-6);
          for (const { start, end, mark, radius } of groups) {
            expect(Number.isFinite(radius)).toBe(true);
            const within = seen.filter(({ track }) => track.start >= start - tolerance && track.end <= end + tolerance);
            const members = seen.filter((arc) => arc.mark.slot >= mark.group.start && arc.mark.slot < mark.group.end);
            expect(within).toEqual(members);
          }
        }
      }),
    );
  });

  it("sets labels that never overlap, lie on the circle or leave the viewport, whatever they say and however they stand", () => {
    fc.assert(
      fc.property(model, look, labelLook, (shown, input, { value, suffix, ...how }) => {
        const texts = shown.slots.map(({ label, hostCount }) => ({ name: `${label || hostCount}${suffix}`, value }));
        const measured = (text: string): number => measure(text) * (how.fontSizePx / 12);
        const labels: LayoutInput["labels"] = { ...how, texts, measure: measured };
        const { chords } = listChords(shown, layoutInputOf({ ...input, labels }));
        const boxes = chords.flatMap(({ labels: placed, x, y }) =>
          placed.map((label) => labelBox(label, measured, how.fontSizePx, [x, y])),
        );
        expect(findOverlap(boxes)).toBeUndefined();
        for (const { labels: placed, radii } of chords) {
          const distances = placed.map((label) => distanceToMiddle(labelBox(label, measured, how.fontSizePx)));
          expect(Math.min(...distances)).toBeGreaterThan(radii.mixOuter);
        }
        for (const [x, y] of boxes.flatMap(({ corners }) => corners)) {
          expect(x >= 0 && x <= input.width && y >= 0 && y <= input.height).toBe(true);
        }
      }),
    );
  });
});

describe("the layout of all diagrams", () => {
  it("shows each diagram on one page, in circles and in tables, and no number that is not one", () => {
    fc.assert(
      fc.property(model, look, fc.constantFrom("auto", "chord", "matrix"), (shown, input, view) => {
        const { pageCount } = buildLayout(shown, layoutInputOf({ ...input, view }));
        const indices: number[] = [];
        for (let page = 0; page < pageCount; page++) {
          const layout = buildLayout(shown, layoutInputOf({ ...input, view, page }));
          expect(layout.page).toBe(page);
          for (const { panel, ...rest } of layout.panels) {
            indices.push(panel.index);
            expectFinite(rest);
          }
        }
        expect(indices).toEqual(shown.panels.filter(({ isHidden }) => !isHidden).map(({ index }) => index));
      }),
    );
  });
});

/** Fails on the first number within a value that is not finite; amounts are the data's own. */
function expectFinite(value: unknown): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`a number is ${value}`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) if (key !== "mark" && key !== "link") expectFinite(inner);
}
