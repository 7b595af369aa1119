import type powerbi from "powerbi-visuals-api";
import type { PackagedVisual } from "../../payload.ts";
import type { Theme } from "../state.ts";
import { allowOnly, noteError, noteEvent, type HostLog } from "./hostLog.ts";
import { createIdBuilder } from "./selectionIds.ts";
import { buildColorPalette } from "./themes.ts";

type IVisualHost = powerbi.extensibility.visual.IVisualHost;

/** What the host needs of the page. */
export interface HostParts {
  readonly visual: Pick<PackagedVisual, "stringResources">;
  readonly theme: Theme;
  readonly locale: string;
  readonly log: HostLog;
  readonly tooltip: powerbi.extensibility.ITooltipService;
  readonly selection: powerbi.extensibility.ISelectionManager;
  /** Keeps properties of the visual as Power BI keeps them in the report. */
  readonly keep: (changes: powerbi.VisualObjectInstancesToPersist) => void;
  /** Grants the next segment of rows, which comes with a later update; false where there is none. */
  readonly fetchMore: () => boolean;
}

/** A stand-in for Power BI's host, as far as this visual may use it: every other member throws and is noted. */
export function createHost({ log, ...parts }: HostParts): IVisualHost {
  const strict = <T extends object>(name: string, members: T): T => allowOnly(name, members, log);
  const members: Partial<Record<keyof IVisualHost, unknown>> & Partial<Omit<IVisualHost, "subSelectionService">> = {
    createSelectionIdBuilder: () => strict("selection id builder", createIdBuilder()),
    createSelectionManager: () => strict("selection manager", parts.selection),
    createLocalizationManager: () => strict("localization manager", createLocalization(parts, log)),
    colorPalette: strict("color palette", buildColorPalette(parts.theme)),
    tooltipService: strict("tooltip service", noteTooltips(parts.tooltip, log)),
    eventService: strict("event service", createEventService(log)),
    locale: parts.locale,
    hostCapabilities: { allowInteractions: true, allowModalDialog: false },
    instanceId: "preview",
    // Hosts before API 5.8 do not have it: formatting on the canvas is not simulated.
    subSelectionService: undefined,
    fetchMoreData: () => {
      const isGranted = parts.fetchMore();
      noteEvent(log, "data", "fetchMoreData", isGranted ? "granted" : "refused");
      return isGranted;
    },
    persistProperties: (changes) => {
      noteEvent(log, "property", "persistProperties", describeChanges(changes));
      parts.keep(changes);
    },
    refreshHostData: () => {
      noteEvent(log, "data", "refreshHostData");
    },
    displayWarningIcon: (hoverText, detail) => {
      noteEvent(log, "warning", `displayWarningIcon ${hoverText}`, detail);
    },
    launchUrl: (url) => {
      noteEvent(log, "warning", `launchUrl ${url}`);
    },
  };
  return strict("host", members as unknown as IVisualHost);
}

function describeChanges(changes: powerbi.VisualObjectInstancesToPersist): string {
  return Object.entries(changes as Readonly<Record<string, readonly powerbi.VisualObjectInstance[]>>)
    .flatMap(([kind, instances]) =>
      instances.map(({ objectName, properties }) => `${kind} ${objectName} ${JSON.stringify(properties)}`),
    )
    .join(", ");
}

function createEventService(log: HostLog): powerbi.extensibility.IVisualEventService {
  let startMs = 0;
  return {
    renderingStarted: () => {
      startMs = performance.now();
      log.events.push("renderingStarted");
    },
    renderingFinished: () => {
      noteEvent(log, "rendering", "renderingFinished", `${(performance.now() - startMs).toFixed(0)} ms`);
    },
    renderingFailed: (_options, reason = "") => {
      log.events.push("renderingFailed");
      noteError(log, `renderingFailed ${reason}`.trim());
    },
  };
}

/** Tells each tooltip once, not each of its moves. */
function noteTooltips(
  tooltip: powerbi.extensibility.ITooltipService,
  log: HostLog,
): powerbi.extensibility.ITooltipService {
  let last = "";
  return {
    enabled: () => tooltip.enabled(),
    show: (options) => {
      const text = options.dataItems.map(({ displayName, value }) => `${displayName}: ${value}`).join(", ");
      if (text !== last) log.onNote("tooltip", text);
      last = text;
      tooltip.show(options);
    },
    move: (options) => {
      tooltip.move(options);
    },
    hide: (options) => {
      last = "";
      tooltip.hide(options);
    },
  };
}

/** The visual's strings in the language, else in English; a key without a string is an error here. */
function createLocalization(
  { visual: { stringResources }, locale }: Pick<HostParts, "visual" | "locale">,
  log: HostLog,
): powerbi.extensibility.ILocalizationManager {
  return {
    getDisplayName: (key) => {
      const text = stringResources[locale]?.[key] ?? stringResources["en-US"]?.[key];
      if (text === undefined) noteError(log, `no text for "${key}"`);
      return text ?? key;
    },
  };
}
