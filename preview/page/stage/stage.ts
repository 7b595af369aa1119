import type powerbi from "powerbi-visuals-api";
import type { PackagedVisual } from "../../payload.ts";
import { create } from "../widgets/element.ts";
import { noteError, type HostLog } from "../host/hostLog.ts";

type IVisualHost = powerbi.extensibility.visual.IVisualHost;
type VisualWindow = Window & {
  powerbi?: { visuals?: { plugins?: Record<string, { create: (options: unknown) => VisualInstance }> } };
};

/** The API's `IVisual` as it is at run time: its enums exist for the compiler only, here they are numbers. */
interface VisualInstance {
  update: (options: object) => void;
  getFormattingModel?: () => powerbi.visuals.FormattingModel;
  destroy?: () => void;
}

/** What runs on a stage. */
export interface StageParts {
  readonly visual: PackagedVisual;
  readonly host: IVisualHost;
  readonly dataView: powerbi.DataView;
  readonly log: HostLog;
}

/** A running instance of the visual in a frame of its own, which it fills, as in Power BI. */
export interface Stage {
  readonly frame: HTMLIFrameElement;
  /** Gives it new data or new formatting, or the rows that it has and a segment more. */
  update: (dataView: powerbi.DataView, change?: DataChange) => void;
  /** What its formatting pane shows now; undefined where it has none, or fails to tell. */
  readFormatting: () => powerbi.visuals.FormattingModel | undefined;
  remove: () => void;
}

/** `VisualDataChangeOperationKind` of the API. */
const operations = { create: 0, append: 1 } as const;

export type DataChange = keyof typeof operations;

/** `VisualUpdateType` of the API. */
const updateTypes = { data: 2, resize: 4, resizeEnd: 36, all: 62 } as const;
const settleMs = 200;
const readingModes = { viewMode: 0, editMode: 0, isInFocus: false } as const;

/** Loads the packaged script and style into a new frame, creates the visual and gives it its first data view. */
export async function openStage(parent: HTMLElement, parts: StageParts): Promise<Stage> {
  const { log } = parts;
  let { dataView } = parts;
  const frame = await openFrame(parent);
  const element = loadVisual(frame, parts);
  const instance = guard(log, () => createInstance(frame, element, parts));
  const update = (type: number, change: DataChange = "create"): void => {
    const viewport = fillFrame(frame, element);
    const operationKind = operations[change];
    guard(log, () => instance?.update({ ...readingModes, viewport, dataViews: [dataView], type, operationKind }));
  };
  const stopWatching = watchSize(frame, update);
  update(updateTypes.all);
  return {
    frame,
    update: (next, change) => {
      dataView = next;
      update(updateTypes.data, change);
    },
    readFormatting: () => guard(log, () => instance?.getFormattingModel?.()),
    remove: () => {
      stopWatching();
      guard(log, () => instance?.destroy?.());
      frame.remove();
    },
  };
}

async function openFrame(parent: HTMLElement): Promise<HTMLIFrameElement> {
  const frame = create("iframe", {
    class: "stage-frame",
    id: "stage-frame",
    srcdoc: "<!doctype html><html><body></body></html>",
  });
  const loaded = new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
  });
  parent.replaceChildren(frame);
  await loaded;
  return frame;
}

/** Runs the packaged script in the frame; returns the element that the visual will own. */
function loadVisual(frame: HTMLIFrameElement, { visual, host, log }: StageParts): HTMLElement {
  const view = frame.contentWindow as VisualWindow;
  const page = view.document;
  view.addEventListener("error", ({ message }) => {
    noteError(log, message);
  });
  view.addEventListener("unhandledrejection", ({ reason }) => {
    noteError(log, reason);
  });
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

function createInstance(frame: HTMLIFrameElement, element: HTMLElement, { visual, host }: StageParts): VisualInstance {
  const plugin = (frame.contentWindow as VisualWindow).powerbi?.visuals?.plugins?.[visual.guid];
  if (plugin === undefined) throw new Error(`the package has no visual ${visual.guid}`);
  return plugin.create({ element, host });
}

function fillFrame({ clientWidth: width, clientHeight: height }: HTMLElement, element: HTMLElement): powerbi.IViewport {
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
  return { width, height };
}

/** An observer tells the size once without a change. While the size changes the visual hears of each step, and once more when it has settled. */
function watchSize(frame: HTMLIFrameElement, update: (type: number) => void): () => void {
  let timer = 0;
  let [width, height] = [frame.clientWidth, frame.clientHeight];
  const observer = new ResizeObserver(() => {
    if (frame.clientWidth === width && frame.clientHeight === height) return;
    [width, height] = [frame.clientWidth, frame.clientHeight];
    update(updateTypes.resize);
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      update(updateTypes.resizeEnd);
    }, settleMs);
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
