import type powerbi from "powerbi-visuals-api";
import { viewport, type RoundTimes, type TableShape, type UpdateTimes } from "../visualCases.ts";
import { buildColumns, buildDataView, cloneColumns, type Columns } from "./dataView.ts";
import { settle } from "./frames.ts";
import { createPlainRival } from "./plainRival.ts";
import { createReusedRival } from "./reusedRival.ts";
import { sumRibbons, type Rival } from "./rival.ts";
import { rollTable, sumValues } from "./table.ts";
import { checkDrawn, openVisual, type Timed, type VisualOnPage } from "./visualOnPage.ts";

/** Two tables of one shape that take turns, and those who draw them: the visual, and the rivals below it on the page. */
export interface UpdateBench {
  readonly visual: VisualOnPage;
  readonly plain: Rival;
  readonly reused: Rival;
  readonly tables: readonly { readonly columns: Columns; readonly total: number }[];
}

interface Recorder {
  readonly times: { readonly updateMs: number[]; readonly withLayoutMs: number[] };
  readonly record: (element: Element, update: Promise<Timed>) => Promise<void>;
}

/** Opens all three and draws `warmups` rounds. Throws where one of them does not draw a whole table. */
export async function openUpdateBench(shape: TableShape, warmups: number): Promise<UpdateBench> {
  const visual = openVisual();
  const plain = createPlainRival(viewport.width, viewport.height);
  const reused = createReusedRival(viewport.width, viewport.height);
  document.body.append(plain.element, reused.element);
  const tables = ["A", "B"].map((variant) => {
    const table = rollTable(shape, variant);
    return { columns: buildColumns(table, 0, table.rowCount), total: sumValues(table) };
  });
  const bench: UpdateBench = { visual, plain, reused, tables };
  for (const { columns, total } of tables) {
    drawWhole(plain, columns, total);
    drawWhole(reused, columns, total);
    await visual.update(buildDataView(cloneColumns(columns)));
    checkDrawn(visual);
  }
  await timeRounds(bench, warmups);
  return bench;
}

/** Rounds of the rivals and the visual in turn, each with the same table, the next round with the other one. */
export async function timeRounds(bench: UpdateBench, rounds: number): Promise<RoundTimes> {
  const { visual, plain, reused, tables } = bench;
  const [ofPlain, ofReused, ofVisual] = [createRecorder(), createRecorder(), createRecorder()];
  for (let round = 0; round < rounds; round++) {
    const columns = tables[round % tables.length]?.columns;
    if (columns === undefined) continue;
    await ofPlain.record(plain.element, timeRival(plain, await prepare(columns)));
    await ofReused.record(reused.element, timeRival(reused, await prepare(columns)));
    await ofVisual.record(visual.element, visual.update(await prepare(columns)));
  }
  checkDrawn(visual);
  return { visual: ofVisual.times, plain: ofPlain.times, reused: ofReused.times };
}

/** Rounds of the visual alone. */
export async function timeVisual({ visual, tables }: UpdateBench, rounds: number): Promise<UpdateTimes> {
  const { times, record } = createRecorder();
  for (let round = 0; round < rounds; round++) {
    const columns = tables[round % tables.length]?.columns;
    if (columns !== undefined) await record(visual.element, visual.update(await prepare(columns)));
  }
  checkDrawn(visual);
  return times;
}

/** Draws the first table with the visual, as rows that have just come. */
export async function showFirstTable({ visual, tables }: UpdateBench): Promise<void> {
  const columns = tables[0]?.columns;
  if (columns !== undefined) await visual.update(await prepare(columns));
}

function drawWhole(rival: Rival, columns: Columns, total: number): void {
  rival.update(buildDataView(cloneColumns(columns)));
  const drawn = sumRibbons(rival);
  if (drawn !== total) throw new Error(`a rival drew ${drawn} of ${total}`);
}

/** A data view that nobody has seen yet; what was drawn before is painted, and its young garbage is collected. */
async function prepare(columns: Columns): Promise<powerbi.DataView> {
  const dataView = buildDataView(cloneColumns(columns));
  await settle();
  collectGarbage();
  return dataView;
}

/** Nobody is to wait for the garbage of the one before. */
function collectGarbage(): void {
  const { gc } = globalThis as { readonly gc?: (options: { readonly type: "minor" }) => void };
  if (gc === undefined) throw new Error("Chromium was not started with --expose-gc");
  gc({ type: "minor" });
}

function timeRival(rival: Rival, dataView: powerbi.DataView): Promise<Timed> {
  const startMs = performance.now();
  rival.update(dataView);
  return Promise.resolve({ startMs, endMs: performance.now() });
}

function createRecorder(): Recorder {
  const times = { updateMs: [] as number[], withLayoutMs: [] as number[] };
  return {
    times,
    record: async (element, update) => {
      const { startMs, endMs } = await update;
      element.getBoundingClientRect();
      times.updateMs.push(endMs - startMs);
      times.withLayoutMs.push(performance.now() - startMs);
    },
  };
}
