import type { PreviewPayload } from "../payload.ts";
import { copyLink } from "./export/copyLink.ts";
import { exportPicture, type PictureKind } from "./export/exportPicture.ts";
import { createFormatPane, type FormatPane } from "./format/pane.ts";
import { removeProperty, setProperty } from "./format/properties.ts";
import type { HostLog } from "./host/hostLog.ts";
import { buildLayout, type Layout } from "./layout.ts";
import { createFilterList } from "./panes/filterList.ts";
import { createHeader } from "./panes/header.ts";
import { createLogPane } from "./panes/logPane.ts";
import { createSecondVisual } from "./panes/secondVisual.ts";
import { createStatus } from "./panes/status.ts";
import { createToolbar } from "./panes/toolbar.ts";
import { createWells } from "./panes/wells.ts";
import type { RunningVisual } from "./runVisual.ts";
import type { Change } from "./shown.ts";
import { createCanvas } from "./stage/canvas.ts";
import type { PageState } from "./state.ts";
import type { Words } from "./text/words.ts";
import { create } from "./widgets/element.ts";

/** The parts of the page that others need to reach. */
export interface Parts {
  readonly layout: Layout;
  readonly format: FormatPane;
  /** Where the frame of the visual goes. */
  readonly stage: HTMLElement;
  /** Where tooltip and menu float, above everything. */
  readonly overlay: HTMLElement;
}

/** What the parts do, and where they find what is shown. */
export interface PartsInput {
  readonly locales: readonly string[];
  readonly log: HostLog;
  readonly change: Change;
  readonly shown: () => { readonly payload: PreviewPayload; readonly state: PageState; readonly words: Words };
  readonly running: () => RunningVisual;
}

/** Builds all parts of the page and puts them in their places. */
export function buildParts({ locales, log, change, shown, running }: PartsInput): Parts {
  const overlay = create("div", { class: "overlay" });
  const canvas = createCanvas(change);
  const status = createStatus(() => {
    running().select([]);
  });
  const format = createFormatPane({
    set: (place, value) => {
      change({ objects: setProperty(shown().state.objects, place, value) });
    },
    revert: (places) => {
      change({ objects: places.reduce(removeProperty, shown().state.objects) });
    },
  });
  const save = (kind: PictureKind) => (): void => {
    void exportPicture(kind, { frame: running().frame(), ...shown() }).then(status.tell);
  };
  const toolbar = createToolbar(change, {
    exportSvg: save("svg"),
    exportPng: save("png"),
    copyLink: () => {
      copyLink(shown().words.say, status.tell);
    },
  });
  const layout = buildLayout({
    ...{ canvas, status, toolbar, overlay, format: format.element },
    header: createHeader(locales, change),
    wells: createWells(change),
    filters: createFilterList(change),
    second: createSecondVisual(change),
    log: createLogPane(log, (kind, text) => {
      if (kind === "error") layout.setFailure(shown().words.say("failed", text));
    }),
  });
  return { layout, format, stage: canvas.card, overlay };
}
