import type powerbi from "powerbi-visuals-api";
import type { PackagedVisual } from "../payload.ts";
import type { Cube } from "./data/cube.ts";
import { buildDataView } from "./data/dataView.ts";
import type { Fields } from "./data/fields.ts";
import { buildFilter, buildPick, type RowTest } from "./data/filters.ts";
import { answerQuery, type Answer } from "./data/query.ts";
import { chooseFields, type ChosenFields, type Well } from "./data/roles.ts";
import { createHost } from "./host/host.ts";
import type { HostLog } from "./host/hostLog.ts";
import { createSegments } from "./host/segments.ts";
import { findRows, type PreviewId } from "./host/selectionIds.ts";
import { createSelection, type Selection } from "./host/selectionManager.ts";
import { nameMeasure } from "./panes/fieldNames.ts";
import { openStage, type DataChange, type Stage } from "./stage/stage.ts";
import type { PageState } from "./state.ts";
import { buildWords } from "./text/words.ts";

/** What runs the visual needs of the page. */
export interface VisualParts {
  readonly visual: PackagedVisual;
  readonly cube: Cube;
  readonly fields: Fields;
  readonly wells: readonly Well[];
  readonly log: HostLog;
  readonly parent: HTMLElement;
  readonly tooltip: powerbi.extensibility.ITooltipService;
  readonly onSelect: (ids: readonly PreviewId[]) => void;
  readonly onContextMenu: (id: PreviewId | undefined, position: powerbi.extensibility.IPoint) => void;
  readonly onKeep: (changes: powerbi.VisualObjectInstancesToPersist) => void;
  /** Called after the visual has got something to draw. */
  readonly onDrawn: () => void;
}

/** The visual with its host and the part of the model behind it: asks the cube, hands over rows, segment by segment. */
export interface RunningVisual {
  /** Asks the cube anew, as roles or filters have changed; `update` hands over the answer. */
  readonly ask: (state: PageState) => void;
  readonly update: (state: PageState) => void;
  /** Creates the visual anew, as for another theme or language. */
  readonly reopen: (state: PageState) => void;
  /** Whether a row of the cube is selected; undefined without a selection. */
  readonly findSelected: () => RowTest | undefined;
  readonly select: (ids: readonly PreviewId[]) => void;
  readonly frame: () => HTMLIFrameElement | undefined;
  readonly readFormatting: () => powerbi.visuals.FormattingModel | undefined;
}

/** All that changes while the visual runs. */
interface Run {
  state: PageState;
  chosen: ChosenFields;
  answer: Answer;
  dataView: powerbi.DataView;
  selection: Selection | undefined;
  ids: readonly PreviewId[];
  stage: Stage | undefined;
  /** The visual is created anew one time after the other, as a frame takes a moment to load. */
  opening: Promise<void>;
}

export function runVisual(parts: VisualParts, state: PageState): RunningVisual {
  const segments = createSegments(() => {
    deliver("append");
  });
  const view = (): powerbi.DataView =>
    buildDataView(run.answer, segments.count(), {
      chosen: run.chosen,
      objects: run.state.objects,
      nameMeasure: (name) => nameMeasure(name, buildWords(run.state.locale)),
    });
  const deliver = (change: DataChange): void => {
    run.dataView = view();
    run.stage?.update(run.dataView, change);
    parts.onDrawn();
  };
  const ask = (next: PageState): void => {
    run.state = next;
    run.chosen = chooseFields(parts.wells, parts.fields, next.roles);
    run.answer = answerFor(parts, run);
    segments.restart(run.answer.rowCount);
  };
  const chosen = chooseFields(parts.wells, parts.fields, state.roles);
  const run: Run = {
    ...{ state, chosen, answer: answerFor(parts, { state, chosen }), dataView: { metadata: { columns: [] } } },
    ...{ selection: undefined, ids: [], stage: undefined, opening: Promise.resolve() },
  };
  segments.restart(run.answer.rowCount);
  return {
    ask,
    update: (next) => {
      run.state = next;
      deliver("create");
    },
    reopen: (next) => {
      run.state = next;
      run.opening = run.opening.then(async () => {
        run.dataView = view();
        await open(parts, run, segments.fetchMore);
      });
    },
    findSelected: () => findSelected(run),
    select: (ids) => run.selection?.replace(ids),
    frame: () => run.stage?.frame,
    readFormatting: () => run.stage?.readFormatting(),
  };
}

function answerFor({ cube, fields }: VisualParts, { state, chosen }: Pick<Run, "state" | "chosen">): Answer {
  const { by, mode, picked } = state.second;
  const isFiltered = buildFilter(fields, state.filters);
  const isPicked = picked.length === 0 ? undefined : buildPick(fields, by, picked);
  return answerQuery({
    rowCount: cube.rowCount,
    categories: chosen.categories.map(({ field }) => field),
    measures: chosen.measures.map(({ field }) => field),
    isIn: mode === "filter" && isPicked ? (row) => isFiltered(row) && isPicked(row) : isFiltered,
    isLit: mode === "highlight" ? isPicked : undefined,
  });
}

async function open(parts: VisualParts, run: Run, fetchMore: () => boolean): Promise<void> {
  const { visual, log, tooltip, parent } = parts;
  run.stage?.remove();
  run.stage = undefined;
  tooltip.hide({ immediately: true, isTouchEvent: false });
  run.ids = [];
  run.selection = createSelection(log, {
    onSelect: (ids) => {
      run.ids = ids;
      parts.onSelect(ids);
    },
    onContextMenu: parts.onContextMenu,
  });
  const { theme, locale } = run.state;
  const selection = run.selection.manager;
  const host = createHost({ visual, theme, locale, log, tooltip, selection, keep: parts.onKeep, fetchMore });
  run.stage = await openStage(parent, { visual, host, dataView: run.dataView, log });
  parts.onDrawn();
}

/** The rows of the data view that the selection means, and with them the rows of the cube behind these. */
function findSelected({ ids, dataView, answer }: Run): RowTest | undefined {
  if (ids.length === 0) return undefined;
  const { categories = [] } = dataView.categorical ?? {};
  const columns = new Map(categories.map(({ source, values }) => [source.queryName ?? "", values]));
  const rows = new Set(findRows(ids, columns, categories[0]?.values.length ?? 0));
  return (row) => rows.has(answer.rowOf[row] ?? -1);
}
