import { segmentRows, type SegmentTimes, type TableShape } from "../visualCases.ts";
import { buildColumns, buildDataView, cloneColumns, joinColumns, type Columns } from "./dataView.ts";
import { settle } from "./frames.ts";
import { rollTable } from "./table.ts";
import { checkDrawn, openVisual, type VisualOnPage } from "./visualOnPage.ts";

/** All rows, a segment a part. `joined` are the columns that were handed over last; the host holds them, too. */
export interface SegmentBench {
  parts: readonly Columns[];
  joined: Columns;
  visual: VisualOnPage | undefined;
}

/** Rolls the rows and keeps them as the host does; there is no visual yet. */
export function openSegmentBench(shape: TableShape): SegmentBench {
  const table = rollTable(shape, "A");
  const parts: Columns[] = [];
  for (let start = 0; start < table.rowCount; start += segmentRows) {
    parts.push(cloneColumns(buildColumns(table, start, Math.min(start + segmentRows, table.rowCount))));
  }
  return { parts, joined: joinColumns(parts), visual: undefined };
}

/**
 * A new visual asks for segment after segment, and each update has all rows so far, in cells that are new when their
 * segment comes. Throws if it does not ask or draw.
 */
export async function timeSegments(bench: SegmentBench): Promise<SegmentTimes> {
  bench.visual?.remove();
  bench.parts = bench.parts.map(cloneColumns);
  const { parts } = bench;
  const visual = openVisual();
  bench.visual = visual;
  visual.standIn.segmentsLeft = parts.length - 1;
  const times = { updateMs: [] as number[], heapMb: [] as number[] };
  for (let count = 1; count <= parts.length; count++) {
    bench.joined = joinColumns(parts.slice(0, count));
    const dataView = buildDataView(bench.joined, count < parts.length);
    await settle();
    const { startMs, endMs } = await visual.update(dataView, count === 1 ? "create" : "append");
    times.updateMs.push(endMs - startMs);
    times.heapMb.push(readHeapBytes() / 1e6);
    await settle();
    if (visual.standIn.segmentsLeft !== Math.max(parts.length - 1 - count, 0)) {
      throw new Error(`after segment ${count} the visual did not ask for the next one, or asked twice`);
    }
  }
  checkDrawn(visual);
  return times;
}

/** Chromium's own: exact where it runs with --enable-precise-memory-info. */
function readHeapBytes(): number {
  const { memory } = performance as Performance & { readonly memory?: { readonly usedJSHeapSize: number } };
  return memory?.usedJSHeapSize ?? NaN;
}
