import type powerbi from "powerbi-visuals-api";
import { Visual } from "../../../src/visual";
import { buildFakeHost, type FakeHost, type FakeHostOptions } from "./fakeHost";

export interface StartOptions extends FakeHostOptions {
  readonly width?: number;
  readonly height?: number;
}

/** What an update says beside the data view; `type` is a sum of `updateTypes`. */
export interface UpdateOptions {
  readonly type?: number;
  readonly viewport?: powerbi.IViewport | undefined;
  readonly dataViews?: undefined;
}

/** A visual on the page with its host; `update` gives it a data view, of all update types unless told otherwise. */
export interface StartedVisual extends FakeHost {
  readonly visual: Visual;
  readonly element: HTMLElement;
  readonly update: (dataView: powerbi.DataView | undefined, options?: UpdateOptions) => void;
  readonly find: (selector: string) => SVGElement[];
  readonly texts: (selector: string) => string[];
}

/** `VisualUpdateType` exists for the compiler only. */
export const updateTypes = { data: 2, resize: 4, style: 16, all: 254 } as const;

export function startVisual(options: StartOptions = {}): StartedVisual {
  const fake = buildFakeHost(options);
  const element = document.createElement("div");
  element.dataset["visual"] = "";
  document.body.append(element);
  const visual = new Visual({ element, host: fake.host });
  const viewport = { width: options.width ?? 600, height: options.height ?? 400 };
  const find = (selector: string): SVGElement[] => [...element.querySelectorAll<SVGElement>(selector)];
  return {
    ...fake,
    visual,
    element,
    update(dataView, more = {}) {
      const dataViews = dataView === undefined ? [] : [dataView];
      const given: object = { dataViews, viewport, type: updateTypes.all, ...more };
      visual.update(given as powerbi.extensibility.visual.VisualUpdateOptions);
    },
    find,
    texts: (selector) => find(selector).map(({ textContent }) => textContent),
  };
}
