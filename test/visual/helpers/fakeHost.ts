import type powerbi from "powerbi-visuals-api";
import { stringsOf } from "./strings";

type Host = powerbi.extensibility.visual.IVisualHost;
type SelectionId = powerbi.visuals.ISelectionId;

/** What the host was told, in order. */
export interface Told {
  readonly events: string[];
  readonly tooltips: powerbi.extensibility.TooltipShowOptions[];
  readonly tooltipMoves: powerbi.extensibility.TooltipMoveOptions[];
  readonly menus: { id: unknown; position: powerbi.extensibility.IPoint }[];
  /** What the visual asked the host to keep: the objects of each call. */
  readonly persisted: powerbi.VisualObjectInstance[][];
  readonly warnings: { hoverText: string; detailedText: string }[];
  readonly subSelections: powerbi.visuals.CustomVisualSubSelection[];
  /** The outlines of parts that are shown now, by the id of the part. */
  outlines: Map<string, powerbi.visuals.SubSelectionRegionOutline>;
  hides: number;
  fetches: number;
}

/** A host for one visual, with handles to look at and to play the other side. */
export interface FakeHost {
  readonly host: Host;
  readonly told: Told;
  /** Keys of the rows that are selected, as `builder` joins them. */
  readonly selectedKeys: () => string[];
  /** Selects from outside, as a bookmark does. */
  readonly restore: (keys: readonly string[]) => void;
}

export interface FakeHostOptions {
  readonly locale?: string;
  readonly foreground?: string;
  readonly background?: string;
  readonly selected?: string;
  readonly isHighContrast?: boolean;
  readonly allowInteractions?: boolean;
  /** How many more times `fetchMoreData` agrees. */
  readonly segments?: number;
  /** Whether the host breaks its promises to select and to show a menu. */
  readonly refuses?: boolean;
  readonly hasTooltips?: boolean;
  /** Whether it is an older host, without formatting on the visual. */
  readonly isOld?: boolean;
}

const themeColors = ["#118DFF", "#12239E", "#E66C37", "#6B007B", "#E044A7", "#744EC2", "#D9B300", "#197278"];

/** Wraps an object so that whoever asks for a member it does not have fails at once. */
function strict(name: string, members: object): object {
  return new Proxy(members, {
    get(target, key): unknown {
      if (!(key in target)) throw new Error(`the fake ${name} has no ${String(key)}`);
      return Reflect.get(target, key);
    },
  });
}

/** An id is the texts of all its categories at a row; two are equal if these are. */
function buildId(key: string): SelectionId {
  return strict("selection id", { getKey: () => key, key }) as SelectionId;
}

function buildIdBuilder(): powerbi.visuals.ISelectionIdBuilder {
  const parts: string[] = [];
  const builder = strict("selection id builder", {
    withCategory(column: powerbi.DataViewCategoryColumn, row: number): unknown {
      parts.push(String(column.values[row]));
      return builder;
    },
    createSelectionId: () => buildId(parts.join("|")),
  }) as powerbi.visuals.ISelectionIdBuilder;
  return builder;
}

/** Selects like Power BI: with `multi` each id is toggled by itself, without it the ids replace what was selected. */
function buildSelectionManager(
  told: Told,
  isRefused: boolean,
): {
  manager: powerbi.extensibility.ISelectionManager;
  keys: () => string[];
  restore: (keys: readonly string[]) => void;
} {
  const selected = new Map<string, SelectionId>();
  let onSelect: (ids: SelectionId[]) => void = () => undefined;
  const manager = strict("selection manager", {
    select(ids: SelectionId | SelectionId[], multi = false) {
      if (isRefused) return Promise.reject(new Error("the host does not select"));
      if (!multi) selected.clear();
      for (const id of [ids].flat()) {
        if (!selected.delete(id.getKey())) selected.set(id.getKey(), id);
      }
      return Promise.resolve([...selected.values()]);
    },
    clear() {
      selected.clear();
      return Promise.resolve({});
    },
    hasSelection: () => selected.size > 0,
    getSelectionIds: () => [...selected.values()],
    registerOnSelectCallback: (callback: typeof onSelect) => (onSelect = callback),
    showContextMenu(id: unknown, position: powerbi.extensibility.IPoint) {
      told.menus.push({ id, position });
      if (isRefused) return Promise.reject(new Error("the host shows no menu"));
      return Promise.resolve({});
    },
  }) as powerbi.extensibility.ISelectionManager;
  const restore = (keys: readonly string[]): void => {
    selected.clear();
    for (const key of keys) selected.set(key, buildId(key));
    onSelect([...selected.values()]);
  };
  return { manager, keys: () => [...selected.keys()], restore };
}

function buildPalette({
  foreground = "#252423",
  background = "#FFFFFF",
  selected = "#118DFF",
  isHighContrast = false,
}: FakeHostOptions): object {
  const colors = new Map<string, string>();
  return strict("colour palette", {
    isHighContrast,
    foreground: { value: foreground },
    background: { value: background },
    foregroundSelected: { value: selected },
    getColor(key: string) {
      const color = colors.get(key) ?? themeColors[colors.size % themeColors.length] ?? "";
      colors.set(key, color);
      return { value: color };
    },
  });
}

/** Keeps what was selected on the visual and the outlines that are shown. */
function buildSubSelections(told: Told): object {
  const hidden = 0 as unknown as powerbi.visuals.SubSelectionOutlineVisibility.None;
  return strict("sub-selection service", {
    subSelect: (chosen: powerbi.visuals.CustomVisualSubSelection) => told.subSelections.push(chosen),
    updateRegionOutlines(outlines: readonly powerbi.visuals.SubSelectionRegionOutline[]) {
      const shown = outlines.filter(({ visibility }) => visibility !== hidden);
      told.outlines = new Map(shown.map((outline) => [outline.id, outline]));
    },
  });
}

/** A host of our own: small, strict, and in the languages the visual has. */
export function buildFakeHost(options: FakeHostOptions = {}): FakeHost {
  const told: Told = {
    events: [],
    tooltips: [],
    tooltipMoves: [],
    menus: [],
    persisted: [],
    warnings: [],
    subSelections: [],
    outlines: new Map(),
    hides: 0,
    fetches: 0,
  };
  const getDisplayName = stringsOf(options.locale ?? "en-US");
  const { manager, keys, restore } = buildSelectionManager(told, options.refuses === true);
  let segments = options.segments ?? 0;
  const host = strict("host", {
    ...(options.isOld === true ? {} : { subSelectionService: buildSubSelections(told) }),
    locale: options.locale ?? "en-US",
    colorPalette: buildPalette(options),
    hostCapabilities: { allowInteractions: options.allowInteractions ?? true },
    createSelectionIdBuilder: buildIdBuilder,
    createSelectionManager: () => manager,
    createLocalizationManager: () => strict("localization manager", { getDisplayName }),
    fetchMoreData(isAggregated: boolean) {
      if (!isAggregated) throw new Error("segments would replace each other");
      told.fetches++;
      return segments-- > 0;
    },
    persistProperties: ({ merge = [] }: powerbi.VisualObjectInstancesToPersist) => told.persisted.push(merge),
    displayWarningIcon: (hoverText: string, detailedText: string) => told.warnings.push({ hoverText, detailedText }),
    eventService: strict("event service", {
      renderingStarted: () => told.events.push("started"),
      renderingFinished: () => told.events.push("finished"),
      renderingFailed: (_: unknown, reason?: string) => told.events.push(`failed: ${reason ?? ""}`),
    }),
    tooltipService: strict("tooltip service", {
      enabled: () => options.hasTooltips ?? true,
      show: (shown: powerbi.extensibility.TooltipShowOptions) => told.tooltips.push(shown),
      move: (moved: powerbi.extensibility.TooltipMoveOptions) => told.tooltipMoves.push(moved),
      hide: () => told.hides++,
    }),
  }) as Host;
  return { host, told, selectedKeys: keys, restore };
}
