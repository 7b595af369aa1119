import type powerbi from "powerbi-visuals-api";
import {
  closeGroup,
  countSelected,
  describeDrawn,
  listMarkIds,
  listMarkRows,
  openGroup,
  toggleHidden,
  type Drawn,
} from "./drawn";
import { bindContextMenu } from "./interact/contextMenu";
import { bindHiding } from "./interact/hiding";
import { bindKeyboard } from "./interact/keyboard";
import { bindOpening } from "./interact/opening";
import { bindSelection, type SelectionControl } from "./interact/selection";
import { bindTooltip } from "./interact/tooltip";
import { bindTracing } from "./interact/tracing";
import type { Command } from "./layout/barContent";
import { belongsTo } from "./layout/markCells";

/** What interaction needs of the visual: the host, what is drawn whenever it is asked, and a way to change the view. */
export interface InteractionInput {
  readonly host: powerbi.extensibility.visual.IVisualHost;
  readonly drawn: () => Drawn | undefined;
  /** While the author formats, clicks select parts of the visual. */
  readonly isFormatting: () => boolean;
  readonly run: (command: Command) => void;
  /** Takes the rows that are selected, whenever these are shown. */
  readonly tellSelected: (rows: ReadonlySet<number>) => void;
}

/** Binds everything that a reader does with the marks. Where nothing is drawn there is no mark to do it with. */
export function bindInteraction(
  svg: SVGSVGElement,
  { host, drawn, isFormatting, run, tellSelected }: InteractionInput,
): SelectionControl {
  const isAllowed = (): boolean => host.hostCapabilities.allowInteractions !== false && !isFormatting();
  const ofDrawn = readerOf(drawn);
  const manager = host.createSelectionManager();
  const selection = bindSelection(svg, manager, {
    cellsOf: (mark) => ofDrawn(({ cellsOf }) => cellsOf(mark), []),
    rowsOf: (mark) => ofDrawn((now) => listMarkRows(now, mark), []),
    readIds: () =>
      ofDrawn(
        ({ view }) => view.ids.idOf,
        () => ({}),
      ),
    findRows: (ids) => ofDrawn(({ view }) => view.ids.findRows(ids), new Set<number>()),
    countSelected: (rows) => ofDrawn((now) => countSelected(now, rows), emptySelection),
    tellSelected,
    isAllowed,
  });
  bindChanges(svg, (find) => {
    const command = isAllowed() ? ofDrawn(find, undefined) : undefined;
    if (command !== undefined) run(command);
    return command !== undefined;
  });
  bindKeyboard(svg, selection.toggle);
  bindContextMenu(svg.parentElement ?? svg, manager, {
    idOf: (mark) => ofDrawn((now) => listMarkIds(now, mark, 1), [])[0],
    isAllowed,
  });
  bindTracing(svg, (entry, part) => ofDrawn(({ model }) => belongsTo(model, entry, part), false));
  const tooltip = bindTooltip(svg, host.tooltipService, {
    factsOf: (mark) => ofDrawn((now) => describeDrawn(now, mark), []),
    idsOf: (mark) => ofDrawn((now) => listMarkIds(now, mark), []),
  });
  return {
    ...selection,
    show() {
      tooltip.follow();
      selection.show();
    },
  };
}

/** Binds what changes the view: groups that open and close, entries of the legend that hide and come back. */
function bindChanges(svg: SVGSVGElement, change: (find: (now: Drawn) => Command | undefined) => boolean): void {
  const expand = (find: (now: Drawn) => readonly string[] | undefined): boolean =>
    change((now) => {
      const expanded = find(now);
      return expanded && { expanded, page: 0 };
    });
  bindOpening(svg, {
    open: (mark) => expand((now) => openGroup(now, mark)),
    close: (mark) => expand((now) => closeGroup(now, mark)),
  });
  bindHiding(svg, (mark) => change((now) => ({ hidden: toggleHidden(now, mark) })));
}

/** Reads what is drawn, and gives something else where nothing is. */
function readerOf(drawn: () => Drawn | undefined): <T>(read: (now: Drawn) => T, otherwise: T) => T {
  return (read, otherwise) => {
    const now = drawn();
    return now === undefined ? otherwise : read(now);
  };
}

const emptySelection = { selected: new Uint32Array(0), rowCounts: new Uint32Array(0) };
