import type powerbi from "powerbi-visuals-api";
import type { PackagedVisual } from "../payload.ts";
import { allowOnly, noteError, type HostLog } from "./hostLog.ts";
import { createIdBuilder } from "./selectionIds.ts";
import type { PageState } from "./state.ts";
import { buildColorPalette } from "./themes.ts";

type IVisualHost = powerbi.extensibility.visual.IVisualHost;

/** What the host needs of the page. */
export interface HostParts {
  readonly visual: PackagedVisual;
  readonly state: PageState;
  readonly log: HostLog;
  readonly tooltip: powerbi.extensibility.ITooltipService;
  readonly selection: powerbi.extensibility.ISelectionManager;
  /** Keeps properties of the visual as Power BI keeps them in the report. */
  readonly keep: (instances: readonly powerbi.VisualObjectInstance[]) => void;
}

/** A stand-in for Power BI's host, as far as this visual may use it: every other member throws and is noted. */
export function createHost({ visual, state, log, tooltip, selection, keep }: HostParts): IVisualHost {
  const strict = <T extends object>(name: string, members: T): T => allowOnly(name, members, log);
  const note = (event: string): void => {
    log.events.push(event);
  };
  const members: Partial<IVisualHost> = {
    createSelectionIdBuilder: () => strict("selection id builder", createIdBuilder()),
    createSelectionManager: () => strict("selection manager", selection),
    createLocalizationManager: () => strict("localization manager", createLocalization(visual, state.language, log)),
    colorPalette: strict("color palette", buildColorPalette(state.theme)),
    tooltipService: strict("tooltip service", tooltip),
    eventService: strict("event service", createEventService(log)),
    locale: state.language,
    hostCapabilities: { allowInteractions: true, allowModalDialog: false },
    instanceId: "preview",
    fetchMoreData: () => false,
    persistProperties: ({ merge = [] }) => {
      note("persistProperties");
      keep(merge);
    },
    refreshHostData: () => {
      note("refreshHostData");
    },
    displayWarningIcon: (hoverText) => {
      note(`displayWarningIcon ${hoverText}`);
    },
    launchUrl: (url) => {
      note(`launchUrl ${url}`);
    },
  };
  return strict("host", members as IVisualHost);
}

function createEventService(log: HostLog): powerbi.extensibility.IVisualEventService {
  return {
    renderingStarted: () => void log.events.push("renderingStarted"),
    renderingFinished: () => void log.events.push("renderingFinished"),
    renderingFailed: (_options, reason = "") => {
      log.events.push("renderingFailed");
      noteError(log, `renderingFailed ${reason}`.trim());
    },
  };
}

/** The visual's strings in the language, else in English; a key without a string is an error here. */
function createLocalization(
  { stringResources }: PackagedVisual,
  language: string,
  log: HostLog,
): powerbi.extensibility.ILocalizationManager {
  return {
    getDisplayName: (key) => {
      const text = stringResources[language]?.[key] ?? stringResources["en-US"]?.[key];
      if (text === undefined) noteError(log, `no text for "${key}"`);
      return text ?? key;
    },
  };
}
