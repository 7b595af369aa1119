import type powerbi from "powerbi-visuals-api";
import { viewport } from "../visualCases.ts";
import { createStandIn, type StandIn } from "./standIn.ts";

/** The API's `IVisual` as it is at run time: its enums exist for the compiler only, here they are numbers. */
interface VisualInstance {
  update: (options: object) => void;
  destroy?: () => void;
}

declare global {
  /** What the bundle of src/visual.ts is called on the page. */
  const flowChordVisual: { readonly Visual: new (options: object) => VisualInstance };
}

/** A visual in an element of the viewport's size, and its host. */
export interface VisualOnPage {
  readonly element: HTMLElement;
  readonly standIn: StandIn;
  /** Hands over a data view: the first one is all new, others are new data or, where told so, more of it. */
  readonly update: (dataView: powerbi.DataView, kind?: "create" | "append") => Promise<Timed>;
  readonly remove: () => void;
}

/** When an update began and when its drawing was finished, ms; later than its return if the visual draws later. */
export interface Timed {
  readonly startMs: number;
  readonly endMs: number;
}

/** `VisualUpdateType` and `VisualDataChangeOperationKind` of the API. */
const updateTypes = { all: 254, data: 2 } as const;
const operationKinds = { create: 0, append: 1 } as const;

/** Creates the visual at the top of the page. */
export function openVisual(): VisualOnPage {
  const element = document.createElement("div");
  element.style.width = `${viewport.width}px`;
  element.style.height = `${viewport.height}px`;
  document.body.prepend(element);
  const standIn = createStandIn();
  const instance = new flowChordVisual.Visual({ element, host: standIn.host });
  let type: number = updateTypes.all;
  return {
    element,
    standIn,
    update: async (dataView, kind = "create") => {
      const base = { viewport, viewMode: 0, editMode: 0, isInFocus: false };
      const options = { ...base, dataViews: [dataView], type, operationKind: operationKinds[kind] };
      type = updateTypes.data;
      const countBefore = standIn.ended.count;
      const startMs = performance.now();
      instance.update(options);
      const returnMs = performance.now();
      if (standIn.ended.count === countBefore) await waitForEnd(standIn);
      return { startMs, endMs: Math.max(returnMs, standIn.ended.atMs) };
    },
    remove: () => {
      instance.destroy?.();
      element.remove();
    },
  };
}

/** Throws unless the last update ended well, nothing went wrong before, and there is a diagram. */
export function checkDrawn({ element, standIn }: VisualOnPage): void {
  const { errors, events } = standIn.log;
  if (errors.length > 0 || events.at(-1) !== "renderingFinished") {
    throw new Error(`the visual did not draw: ${[...errors, events.at(-1)].join("; ")}`);
  }
  if (element.querySelector("path.part") === null) throw new Error("the visual drew no ribbon");
}

async function waitForEnd(standIn: StandIn): Promise<void> {
  await new Promise<void>((resolve) => {
    standIn.onEnd = resolve;
  });
}
