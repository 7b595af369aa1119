import type powerbi from "powerbi-visuals-api";
import type { PreviewPayload } from "../payload.ts";
import type { Cube } from "./data/cube.ts";
import { listFields, type Fields } from "./data/fields.ts";
import { listWells, type Well } from "./data/roles.ts";
import { listChoices } from "./format/listChoices.ts";
import { keepChanges } from "./format/properties.ts";
import { openLog, type HostLog } from "./host/hostLog.ts";
import type { PreviewId } from "./host/selectionIds.ts";
import { createTooltip } from "./host/tooltip.ts";
import { readLink, writeLink } from "./link.ts";
import { buildParts, type Parts } from "./parts.ts";
import { runVisual, type RunningVisual } from "./runVisual.ts";
import { buildFirstState, repairState, type PageState } from "./state.ts";
import { buildWords, type Words } from "./text/words.ts";
import { openContextMenu, type MenuItem } from "./widgets/contextMenu.ts";
import type { PagePoint } from "./widgets/floating.ts";

/** All that the page is made of, and what changes while it is used. */
interface Page {
  readonly payload: PreviewPayload;
  readonly fields: Fields;
  readonly wells: readonly Well[];
  readonly log: HostLog;
  readonly first: PageState;
  readonly parts: Parts;
  readonly running: RunningVisual;
  state: PageState;
  words: Words;
}

/** Builds the page and runs the visual in it. */
export function startPage(root: HTMLElement, payload: PreviewPayload, cube: Cube): void {
  const { visual } = payload;
  const fields = listFields(cube);
  const locales = listLocales(payload);
  const first = buildFirstState(fields, locales);
  const state = repairState(readLink(location.hash, first), first, locales);
  const log = openLog();
  const wells = listWells(visual.capabilities.dataRoles ?? []);
  const parts = buildParts({
    ...{ locales, log },
    change: (changed) => {
      change(page, changed);
    },
    shown: () => page,
    running: () => page.running,
  });
  const page: Page = {
    ...{ payload, fields, wells, log, first, parts, state, words: buildWords(state.locale) },
    running: runVisual(
      {
        ...{ visual, cube, fields, wells, log, parent: parts.stage },
        tooltip: createTooltip(parts.overlay, ([x = 0, y = 0]) => toPagePoint(page, { x, y })),
        onSelect: (ids) => {
          takeSelection(page, ids);
        },
        onContextMenu: (id, position) => {
          showMenu(page, id, position);
        },
        onKeep: (changes) => {
          keepProperties(page, changes);
        },
        onDrawn: () => {
          showFormat(page);
        },
      },
      state,
    ),
  };
  root.replaceChildren(parts.layout.element);
  show(page);
  page.running.reopen(state);
}

/** The languages that the visual has; a package without texts is shown in English. */
function listLocales({ visual }: PreviewPayload): string[] {
  const locales = Object.keys(visual.stringResources);
  return locales.length > 0 ? locales : ["en-US"];
}

/** Roles, filters and settings are new data to the visual; theme and language need a new visual, as in Power BI. */
function change(page: Page, changed: Partial<PageState>): void {
  const before = page.state;
  const state = { ...before, ...changed };
  const { running } = page;
  page.state = state;
  page.words = buildWords(state.locale);
  const isNew = (...names: readonly (keyof PageState)[]): boolean => names.some((name) => before[name] !== state[name]);
  const isPicking = state.second.picked.length > 0 && state.second.picked !== before.second.picked;
  if (isNew("roles") || isPicking) running.select([]);
  if (isNew("roles", "filters", "second")) running.ask(state);
  if (isNew("theme", "locale")) running.reopen(state);
  else if (isNew("roles", "filters", "second", "objects")) running.update(state);
  show(page);
}

/** As in Power BI, one visual of a page selects at a time. */
function takeSelection(page: Page, ids: readonly PreviewId[]): void {
  const { second } = page.state;
  if (ids.length > 0 && second.picked.length > 0) change(page, { second: { ...second, picked: [] } });
  else show(page);
}

/** Keeps properties and, as Power BI does, tells the visual of them a little later. */
function keepProperties(page: Page, changes: powerbi.VisualObjectInstancesToPersist): void {
  setTimeout(() => {
    change(page, { objects: keepChanges(page.state.objects, changes) });
  });
}

/** Draws all parts anew, and keeps in the address what they show. */
function show(page: Page): void {
  const { state, words, running, parts } = page;
  document.documentElement.lang = words.language;
  document.documentElement.dataset["theme"] = state.theme;
  parts.layout.show({ ...page, isSelected: running.findSelected() });
  showFormat(page);
  history.replaceState(null, "", writeLink(state, page.first) || location.href.replace(/#.*$/, ""));
}

/** The pane shows what the visual's formatting model says after each drawing. */
function showFormat({ payload, state, words, running, parts }: Page): void {
  const frame = running.frame();
  if (frame === undefined) return;
  frame.title = words.say("visual");
  const choicesOf = listChoices(payload.visual, state.locale);
  parts.format.show(running.readFormatting(), { objects: state.objects, choicesOf, words });
}

function showMenu(page: Page, id: PreviewId | undefined, position: powerbi.extensibility.IPoint): void {
  const { running, words, parts, payload } = page;
  const select = (ids: readonly PreviewId[]) => (): void => {
    running.select(ids);
  };
  const clear: MenuItem = { label: words.say("clear"), run: select([]) };
  const items = id === undefined ? [clear] : [{ label: words.say("select"), run: select([id]) }, clear];
  const title = id === undefined ? payload.visual.displayName : [...id.parts.values()].join(" · ");
  openContextMenu(parts.overlay, title, items, toPagePoint(page, position));
}

/** The visual counts from the corner of its own document. */
function toPagePoint({ running, parts }: Page, { x, y }: PagePoint): PagePoint {
  const { left, top } = (running.frame() ?? parts.stage).getBoundingClientRect();
  return { x: left + x, y: top + y };
}
