import type powerbi from "powerbi-visuals-api";
import { Visual } from "../../../src/visual";
import { buildFakeHost, type FakeHost, type FakeHostOptions } from "./fakeHost";
import { settle } from "./pointer";

export interface StartOptions extends FakeHostOptions {
  readonly width?: number;
  readonly height?: number;
}

/** What an update says beside the data view; `type` is a sum of `updateTypes`. */
export interface UpdateOptions {
  readonly type?: number;
  readonly viewport?: powerbi.IViewport | undefined;
  readonly dataViews?: undefined;
  readonly operationKind?: number | undefined;
  readonly formatMode?: boolean;
  readonly subSelections?: readonly powerbi.visuals.CustomVisualSubSelection[];
}

/**
 * A visual on the page with its host; `update` gives it a data view, of all update types unless told otherwise. `draw`
 * does so too and waits until the marks have their names.
 */
export interface StartedVisual extends FakeHost {
  readonly visual: Visual;
  readonly element: HTMLElement;
  readonly update: (dataView: powerbi.DataView | undefined, options?: UpdateOptions) => void;
  readonly draw: (dataView: powerbi.DataView | undefined, options?: UpdateOptions) => Promise<void>;
  readonly find: (selector: string) => SVGElement[];
  readonly texts: (selector: string) => string[];
}

/** `VisualUpdateType` exists for the compiler only. */
export const updateTypes = { data: 2, resize: 4, viewMode: 8, style: 16, resizeEnd: 32, all: 254 } as const;

/** `VisualDataChangeOperationKind` too: rows from the first on, rows after those that were there, more at once. */
export const operations = { create: 0, append: 1, segment: 2 } as const;

export function startVisual(options: StartOptions = {}): StartedVisual {
  const fake = buildFakeHost(options);
  const element = document.createElement("div");
  element.dataset["visual"] = "";
  document.body.append(element);
  const visual = new Visual({ element, host: fake.host });
  const viewport = { width: options.width ?? 600, height: options.height ?? 400 };
  const find = (selector: string): SVGElement[] => [...element.querySelectorAll<SVGElement>(selector)];
  const update = (dataView: powerbi.DataView | undefined, more: UpdateOptions = {}): void => {
    const dataViews = dataView === undefined ? [] : [dataView];
    const given: object = { dataViews, viewport, type: updateTypes.all, ...more };
    visual.update(given as powerbi.extensibility.visual.VisualUpdateOptions);
  };
  return {
    ...fake,
    visual,
    element,
    update,
    async draw(dataView, more) {
      update(dataView, more);
      await settle();
    },
    find,
    texts: (selector) => find(selector).map(({ textContent }) => textContent),
  };
}
