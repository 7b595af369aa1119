import "./style/base.css";
import "./style/workspace.css";
import "./style/floating.css";
import "./style/picture.css";
import type powerbi from "powerbi-visuals-api";
import type { PackagedVisual } from "../payload.ts";
import type { NumberedMark, PicturePage, StagedMark, StagedVisual } from "../picturePayload.ts";
import { create } from "./widgets/element.ts";
import type { PagePoint } from "./widgets/floating.ts";
import { createHost } from "./host/host.ts";
import { openLog, type HostLog } from "./host/hostLog.ts";
import { createSelection } from "./host/selectionManager.ts";
import { openStage } from "./stage/stage.ts";
import { createTooltip } from "./host/tooltip.ts";

/*
 * A page with nothing but visuals on it, each with a data view of its own: what pictures of documents are taken of.
 */

declare global {
  interface Window {
    flowChordPicture: PicturePage;
  }
}

const frames: HTMLIFrameElement[] = [];
const overlay = create("div", { class: "overlay" });

window.flowChordPicture = {
  async show(packaged, staged) {
    const log = openLog();
    const row = create("div", { class: "staged" });
    document.body.replaceChildren(row, overlay);
    for (const visual of staged) frames.push(await stageVisual(row, { packaged, visual, log }));
    return log.errors;
  },
  pointAt: (mark) => Promise.resolve(findPoint(mark)),
  number(text, mark) {
    const [x, y] = findPlace(mark);
    const badge = create("span", { class: "badge" }, text);
    badge.style.left = `${x}px`;
    badge.style.top = `${y}px`;
    overlay.append(badge);
    return Promise.resolve();
  },
};

interface StageInput {
  readonly packaged: PackagedVisual;
  readonly visual: StagedVisual;
  readonly log: HostLog;
}

async function stageVisual(row: HTMLElement, { packaged, visual, log }: StageInput): Promise<HTMLIFrameElement> {
  const { caption, width, height, theme, dataView } = visual;
  const box = create("div", { class: "visual" });
  box.style.width = `${width}px`;
  box.style.height = `${height}px`;
  row.append(create("figure", {}, ...(caption === "" ? [] : [create("figcaption", {}, caption)]), box));
  const host = createHost({
    visual: packaged,
    theme,
    locale: "en-US",
    log,
    tooltip: createTooltip(overlay, ([x = 0, y = 0]) => toPagePoint(box, { x, y })),
    selection: createSelection(log, { onSelect: () => undefined, onContextMenu: () => undefined }).manager,
    keep: () => undefined,
    fetchMore: () => false,
  });
  return (await openStage(box, { visual: packaged, host, dataView: dataView as powerbi.DataView, log })).frame;
}

/** The visual counts from the corner of its own document. */
function toPagePoint(frame: Element, { x, y }: PagePoint): PagePoint {
  const { left, top } = frame.getBoundingClientRect();
  return { x: left + x, y: top + y };
}

function findPlace({ at, ...mark }: NumberedMark): readonly [x: number, y: number] {
  if (at === undefined) return findPoint(mark);
  const { frame, element } = findMark(mark);
  const { left, top, width, height } = element.getBoundingClientRect();
  const { x, y } = toPagePoint(frame, { x: left + at[0] * width, y: top + at[1] * height });
  return [x, y];
}

function findMark({ visual, selector }: StagedMark): { frame: HTMLIFrameElement; element: Element } {
  const frame = frames[visual];
  const element = frame?.contentDocument?.querySelector(selector);
  if (!frame || !element) throw new Error(`nothing is ${selector}`);
  return { frame, element };
}

const sampleCount = 4000;

/** Of points spread evenly over the mark's box, those at which it is seen; the one nearest to the middle of these. */
function findPoint(staged: StagedMark): readonly [x: number, y: number] {
  const { frame, element } = findMark(staged);
  const { left, top, width, height } = element.getBoundingClientRect();
  const seen = Array.from({ length: sampleCount }, (_, index): PagePoint => {
    return { x: left + ((index * 0.754877666) % 1) * width, y: top + ((index * 0.569840291) % 1) * height };
  }).filter(({ x, y }) => element.contains(element.ownerDocument.elementFromPoint(x, y)));
  const middle = { x: mean(seen.map(({ x }) => x)), y: mean(seen.map(({ y }) => y)) };
  const distance = ({ x, y }: PagePoint): number => Math.hypot(x - middle.x, y - middle.y);
  const [nearest] = seen.sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) throw new Error(`nothing is seen of ${staged.selector}`);
  const { x, y } = toPagePoint(frame, nearest);
  return [x, y];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
