import type powerbi from "powerbi-visuals-api";
import type { PreviewPayload } from "../payload.ts";
import { buildControls } from "./controls.ts";
import { openContextMenu, type MenuItem } from "./contextMenu.ts";
import { buildDataView, canColorBy } from "./dataView.ts";
import type { PagePoint } from "./floating.ts";
import { createHost } from "./host.ts";
import { openLog } from "./hostLog.ts";
import { buildLayout } from "./layout.ts";
import { findRows, type PreviewId } from "./selectionIds.ts";
import { createSelection, type Selection } from "./selectionManager.ts";
import { openStage, type Stage } from "./stage.ts";
import { readInitialState, type PageState } from "./state.ts";
import { describeSelection } from "./status.ts";
import { buildWords } from "./texts.ts";
import { createTooltip } from "./tooltip.ts";

/** Builds the page and runs the visual in it, as often as theme or language want it anew. */
export function startPage(root: HTMLElement, { data, visual }: PreviewPayload): void {
  const log = openLog();
  let state = readInitialState();
  let words = buildWords(state.language);
  let built = buildDataView(data, state, visual.capabilities);
  let selection: Selection | undefined;
  let stage: Stage | undefined;
  let opening = Promise.resolve();

  const names = (["weight", "colorBy", "theme", "language"] as const).filter(
    (name) => name !== "colorBy" || canColorBy(visual.capabilities),
  );
  const controls = buildControls(names, state, choose);
  const layout = buildLayout(root, controls.element, { figures: data.figures, version: visual.version });
  const tooltip = createTooltip(layout.overlay, ([x = 0, y = 0]) => toPage({ x, y }));
  log.onError = (message) => layout.setFailure(words.say("failed", message));
  layout.clearButton.addEventListener("click", () => selection?.replace([]));
  applyLook();
  reopen();

  function choose(chosen: Partial<PageState>): void {
    state = { ...state, ...chosen };
    if (chosen.language !== undefined || chosen.theme !== undefined) {
      applyLook();
      reopen();
      return;
    }
    built = buildDataView(data, state, visual.capabilities);
    stage?.update(built.dataView);
  }

  function applyLook(): void {
    words = buildWords(state.language);
    document.documentElement.lang = state.language;
    document.documentElement.dataset["theme"] = state.theme;
    layout.relabel(words);
    controls.relabel(words);
    showSelection([]);
  }

  /** One after the other, as a frame takes a moment to load. */
  function reopen(): void {
    opening = opening.then(async () => {
      stage?.remove();
      tooltip.hide({ immediately: true, isTouchEvent: false });
      selection = createSelection(log, { onSelect: showSelection, onContextMenu: showMenu });
      const host = createHost({ visual, state, log, tooltip, selection: selection.manager });
      stage = await openStage(layout.stage, visual, host, built.dataView, log);
      stage.frame.title = words.say("visual");
    });
  }

  function showSelection(ids: readonly PreviewId[]): void {
    const { categories = [] } = built.dataView.categorical ?? {};
    const columns = new Map(categories.map(({ source, values }) => [source.queryName ?? "", values]));
    const groups = findRows(ids, columns, built.rows.length).map((row) => built.rows[row] ?? -1);
    layout.setStatus(describeSelection(groups, data.groups, words), ids.length > 0);
  }

  function showMenu(id: PreviewId | undefined, position: powerbi.extensibility.IPoint): void {
    const title = id === undefined ? visual.displayName : [...id.parts.values()].join(" · ");
    const select: MenuItem = { label: words.say("select"), run: () => selection?.replace(id ? [id] : []) };
    const clear: MenuItem = { label: words.say("clear"), run: () => selection?.replace([]) };
    openContextMenu(layout.overlay, title, id === undefined ? [clear] : [select, clear], toPage(position));
  }

  function toPage({ x, y }: PagePoint): PagePoint {
    const { left, top } = layout.stage.getBoundingClientRect();
    return { x: left + x, y: top + y };
  }
}
