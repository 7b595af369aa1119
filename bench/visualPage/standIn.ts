import type powerbi from "powerbi-visuals-api";
import { createHost } from "../../preview/page/host/host.ts";
import { allowOnly, openLog, type HostLog } from "../../preview/page/host/hostLog.ts";
import { createSelection, type Selection } from "../../preview/page/host/selectionManager.ts";
import strings from "../../stringResources/en-US/resources.resjson";

type IVisualHost = powerbi.extensibility.visual.IVisualHost;

/** The preview's strict host, which also tells when drawings end and gives further segments. */
export interface StandIn {
  readonly host: IVisualHost;
  readonly selection: Selection;
  readonly log: HostLog;
  /** How many more segments there are; each `fetchMoreData` that is granted takes one. */
  segmentsLeft: number;
  /** How many drawings have ended, and when the last one did, in the time of `performance.now()`. */
  ended: { count: number; atMs: number };
  /** When the host's selection last changed, in the same time; how often it did so the log tells. */
  selectedAtMs: number;
  /** Called at each end. */
  onEnd: () => void;
}

/** A new host; the log is that of `window.flowChordHost`, emptied. */
export function createStandIn(): StandIn {
  const noteSelection = (): void => {
    standIn.selectedAtMs = performance.now();
  };
  const log = openLog();
  const selection = createSelection(log, { onSelect: noteSelection, onContextMenu: ignore });
  const plain = createHost({
    visual: { stringResources: { "en-US": strings } },
    theme: "light",
    locale: "en-US",
    log,
    tooltip: { enabled: () => true, show: ignore, move: ignore, hide: ignore },
    selection: selection.manager,
    keep: ignore,
    fetchMore: () => false,
  });
  const note = (): void => {
    standIn.ended = { count: standIn.ended.count + 1, atMs: performance.now() };
    standIn.onEnd();
  };
  const members: IVisualHost = {
    ...plain,
    eventService: allowOnly("event service", watchEnds(plain.eventService, note), log),
    fetchMoreData: () => standIn.segmentsLeft-- > 0,
  };
  const standIn: StandIn = {
    host: allowOnly("host", members, log),
    selection,
    log,
    segmentsLeft: 0,
    ended: { count: 0, atMs: 0 },
    selectedAtMs: 0,
    onEnd: ignore,
  };
  return standIn;
}

function watchEnds(
  service: powerbi.extensibility.IVisualEventService,
  note: () => void,
): powerbi.extensibility.IVisualEventService {
  return {
    renderingStarted: (options) => {
      service.renderingStarted(options);
    },
    renderingFinished: (options) => {
      service.renderingFinished(options);
      note();
    },
    renderingFailed: (options, reason) => {
      service.renderingFailed(options, reason);
      note();
    },
  };
}

function ignore(): void {
  // The bench has no tooltip, no menu and no other visuals.
}
