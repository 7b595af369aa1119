import type powerbi from "powerbi-visuals-api";
import type { PackagedVisual } from "../payload.ts";
import { create } from "./element.ts";
import { noteError, type HostLog } from "./hostLog.ts";

type IVisual = powerbi.extensibility.visual.IVisual;
type IVisualHost = powerbi.extensibility.visual.IVisualHost;
type VisualWindow = Window & {
  powerbi?: { visuals?: { plugins?: Record<string, { create(options: unknown): IVisual }> } };
};

/** `VisualUpdateType` of the API, which exists for the compiler only. */
const updateTypes = { data: 2, resize: 4, resizeEnd: 36, all: 62 } as const;
const settleMs = 200;

/** A running instance of the visual in a frame of its own, which it fills, as in Power BI. */
export interface Stage {
  readonly frame: HTMLIFrameElement;
  /** Gives it new data or new formatting. */
  update(dataView: powerbi.DataView): void;
  remove(): void;
}

/** Loads the packaged script and style into a new frame, creates the visual and gives it its first data view. */
export async function openStage(
  parent: HTMLElement,
  visual: PackagedVisual,
  host: IVisualHost,
  dataView: powerbi.DataView,
  log: HostLog,
): Promise<Stage> {
  const frame = create("iframe", { class: "stage-frame", srcdoc: "<!doctype html><html><body></body></html>" });
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  parent.replaceChildren(frame);
  await loaded;
  const element = loadVisual(frame, visual, host, log);
  let current = dataView;
  const instance = guard(log, () => createInstance(frame, visual.guid, element, host));
  const update = (type: number): void => {
    const { clientWidth: width, clientHeight: height } = frame;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    const options = {
      viewport: { width, height },
      dataViews: [current],
      type,
      viewMode: 0,
      editMode: 0,
      operationKind: 0,
    };
    guard(log, () => instance?.update(options));
  };
  const stopWatching = watchSize(frame, update);
  update(updateTypes.all);
  return {
    frame,
    update: (next) => {
      current = next;
      update(updateTypes.data);
    },
    remove: () => {
      stopWatching();
      guard(log, () => instance?.destroy?.());
      frame.remove();
    },
  };
}

function loadVisual(frame: HTMLIFrameElement, visual: PackagedVisual, host: IVisualHost, log: HostLog): HTMLElement {
  const view = frame.contentWindow as VisualWindow;
  const page = view.document;
  view.addEventListener("error", ({ message }) => noteError(log, message));
  view.addEventListener("unhandledrejection", ({ reason }) => noteError(log, reason));
  view.powerbi = {};
  const style = page.createElement("style");
  style.textContent = `html,body{margin:0;overflow:hidden;background:${host.colorPalette.background.value}}${visual.css}`;
  const script = page.createElement("script");
  script.textContent = visual.js;
  const element = page.createElement("div");
  page.head.append(style, script);
  page.body.append(element);
  return element;
}

function createInstance(frame: HTMLIFrameElement, guid: string, element: HTMLElement, host: IVisualHost): IVisual {
  const plugin = (frame.contentWindow as VisualWindow).powerbi?.visuals?.plugins?.[guid];
  if (plugin === undefined) throw new Error(`the package has no visual ${guid}`);
  return plugin.create({ element, host });
}

/** While the size changes the visual hears of each step, and once more when it has settled. */
function watchSize(frame: HTMLIFrameElement, update: (type: number) => void): () => void {
  let timer = 0;
  let isFirst = true;
  const observer = new ResizeObserver(() => {
    if (isFirst) isFirst = false;
    else {
      update(updateTypes.resize);
      clearTimeout(timer);
      timer = window.setTimeout(() => update(updateTypes.resizeEnd), settleMs);
    }
  });
  observer.observe(frame);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}

/** An error of the visual does not end the page: it is noted and shown. */
function guard<T>(log: HostLog, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    noteError(log, error);
    return undefined;
  }
}
