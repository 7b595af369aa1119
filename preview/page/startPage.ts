import type powerbi from "powerbi-visuals-api";
import type { PreviewPayload } from "../payload.ts";
import { buildControls, type Controls } from "./controls.ts";
import { openContextMenu, type MenuItem } from "./contextMenu.ts";
import { buildDataView, canColorBy, type BuiltDataView } from "./dataView.ts";
import type { PagePoint } from "./floating.ts";
import { createHost } from "./host.ts";
import { openLog, type HostLog } from "./hostLog.ts";
import { buildLayout, type Layout } from "./layout.ts";
import { findRows, type PreviewId } from "./selectionIds.ts";
import { createSelection, type Selection } from "./selectionManager.ts";
import { openStage, type Stage } from "./stage.ts";
import { readInitialState, type PageState } from "./state.ts";
import { describeSelection } from "./status.ts";
import { buildWords, type Words } from "./texts.ts";
import { createTooltip } from "./tooltip.ts";

/** All that the page is made of, and what changes while it is used. */
interface Page {
  readonly payload: PreviewPayload;
  readonly log: HostLog;
  readonly controls: Controls;
  readonly layout: Layout;
  readonly tooltip: powerbi.extensibility.ITooltipService;
  state: PageState;
  words: Words;
  built: BuiltDataView;
  /** The properties that the visual asked its host to keep; they outlive a visual, as in a report. */
  kept: powerbi.DataViewObjects;
  selection: Selection | undefined;
  stage: Stage | undefined;
  /** The visual is created anew one time after the other, as a frame takes a moment to load. */
  opening: Promise<void>;
}

/** Builds the page and runs the visual in it. */
export function startPage(root: HTMLElement, payload: PreviewPayload): void {
  const { data, visual } = payload;
  const state = readInitialState();
  const names = (["weight", "colorBy", "theme", "language"] as const).filter(
    (name) => name !== "colorBy" || canColorBy(visual.capabilities),
  );
  const controls = buildControls(names, state, (chosen) => {
    choose(page, chosen);
  });
  const layout = buildLayout(root, controls.element, { figures: data.figures, version: visual.version });
  const page: Page = {
    payload,
    log: openLog(),
    controls,
    layout,
    tooltip: createTooltip(layout.overlay, ([x = 0, y = 0]) => toPagePoint(page, { x, y })),
    state,
    words: buildWords(state.language),
    built: buildDataView(data, state, { capabilities: visual.capabilities, kept: {} }),
    kept: {},
    selection: undefined,
    stage: undefined,
    opening: Promise.resolve(),
  };
  page.log.onError = (message) => {
    layout.setFailure(page.words.say("failed", message));
  };
  layout.clearButton.addEventListener("click", () => page.selection?.replace([]));
  applyLook(page);
  reopen(page);
}

/** Weight and colour are new data to the visual; theme and language need a new visual, as in Power BI. */
function choose(page: Page, chosen: Partial<PageState>): void {
  page.state = { ...page.state, ...chosen };
  rebuild(page);
  if (chosen.language === undefined && chosen.theme === undefined) {
    page.stage?.update(page.built.dataView);
    return;
  }
  applyLook(page);
  reopen(page);
}

function rebuild(page: Page): void {
  const { data, visual } = page.payload;
  page.built = buildDataView(data, page.state, { capabilities: visual.capabilities, kept: page.kept });
}

/** Keeps properties and, as Power BI does, tells the visual of them a little later. */
function keepProperties(page: Page, instances: readonly powerbi.VisualObjectInstance[]): void {
  for (const { objectName, properties } of instances) {
    page.kept = { ...page.kept, [objectName]: { ...page.kept[objectName], ...properties } };
  }
  rebuild(page);
  setTimeout(() => page.stage?.update(page.built.dataView));
}

function applyLook(page: Page): void {
  const { state, layout, controls } = page;
  page.words = buildWords(state.language);
  document.documentElement.lang = state.language;
  document.documentElement.dataset["theme"] = state.theme;
  layout.relabel(page.words);
  controls.relabel(page.words);
}

function reopen(page: Page): void {
  page.opening = page.opening.then(async () => {
    const { payload, log, layout, tooltip, state, built } = page;
    page.stage?.remove();
    tooltip.hide({ immediately: true, isTouchEvent: false });
    page.selection = createSelection(log, {
      onSelect: (ids) => {
        showSelection(page, ids);
      },
      onContextMenu: (id, position) => {
        showMenu(page, id, position);
      },
    });
    showSelection(page, []);
    const keep = (instances: readonly powerbi.VisualObjectInstance[]): void => {
      keepProperties(page, instances);
    };
    const selection = page.selection.manager;
    const host = createHost({ visual: payload.visual, state, log, tooltip, selection, keep });
    page.stage = await openStage(layout.stage, { visual: payload.visual, host, dataView: built.dataView, log });
    page.stage.frame.title = page.words.say("visual");
  });
}

function showSelection({ payload, built, layout, words }: Page, ids: readonly PreviewId[]): void {
  const { categories = [] } = built.dataView.categorical ?? {};
  const columns = new Map(categories.map(({ source, values }) => [source.queryName ?? "", values]));
  const groups = findRows(ids, columns, built.rows.length).map((row) => built.rows[row] ?? -1);
  layout.setStatus(describeSelection(groups, payload.data.groups, words), ids.length > 0);
}

function showMenu(page: Page, id: PreviewId | undefined, position: powerbi.extensibility.IPoint): void {
  const { selection, words, layout, payload, tooltip } = page;
  tooltip.hide({ immediately: true, isTouchEvent: false });
  const clear: MenuItem = { label: words.say("clear"), run: () => selection?.replace([]) };
  const point = toPagePoint(page, position);
  if (id === undefined) {
    openContextMenu(layout.overlay, payload.visual.displayName, [clear], point);
    return;
  }
  const select: MenuItem = { label: words.say("select"), run: () => selection?.replace([id]) };
  openContextMenu(layout.overlay, [...id.parts.values()].join(" · "), [select, clear], point);
}

/** The visual counts from the corner of its own document. */
function toPagePoint({ stage, layout }: Page, { x, y }: PagePoint): PagePoint {
  const { left, top } = (stage?.frame ?? layout.stage).getBoundingClientRect();
  return { x: left + x, y: top + y };
}
