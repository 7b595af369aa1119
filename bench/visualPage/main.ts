import type { BenchPage } from "../visualCases.ts";
import { timeClicks } from "./clicks.ts";
import { openSegmentBench, timeSegments, type SegmentBench } from "./segments.ts";
import { openUpdateBench, timeRounds, timeVisual, type UpdateBench } from "./updates.ts";

declare global {
  interface Window {
    flowChordBench: BenchPage;
  }
}

let updates: UpdateBench | undefined;
let segments: SegmentBench | undefined;

window.flowChordBench = {
  openUpdates: async (shape, warmups) => {
    updates = await openUpdateBench(shape, warmups);
  },
  measureRounds: (rounds) => timeRounds(opened(updates), rounds),
  measureVisual: (rounds) => timeVisual(opened(updates), rounds),
  countNodes: () => opened(updates).visual.element.querySelectorAll("*").length,
  measureClicks: (rounds) => timeClicks(opened(updates), rounds),
  openSegments: (shape) => {
    segments = openSegmentBench(shape);
    return Promise.resolve();
  },
  measureSegments: () => timeSegments(opened(segments)),
  closeVisual: () => {
    const bench = opened(segments);
    bench.visual?.remove();
    bench.visual = undefined;
  },
};

function opened<T>(bench: T | undefined): T {
  if (bench === undefined) throw new Error("open it first");
  return bench;
}
