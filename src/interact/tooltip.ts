import { pointer } from "d3";
import type powerbi from "powerbi-visuals-api";
import type { Mark } from "../layout/types";
import { findMarkPoint, type Point } from "./markPoint";
import { findMark, listMarks } from "./marks";

/** What a tooltip shows for a mark, and the rows' ids for a report page as tooltip. */
export interface TooltipSource {
  readonly factsOf: (mark: Mark) => powerbi.extensibility.VisualTooltipDataItem[];
  readonly idsOf: (mark: Mark) => powerbi.extensibility.ISelectionId[];
}

/** Shows, moves and hides the host's tooltip; points are those of the window. */
interface TooltipControl {
  /** Shows the tooltip of a mark at a point, or moves it there; hides it where there is no mark. */
  readonly put: (mark: Mark | undefined, point: Point, isTouchEvent: boolean) => void;
  readonly hide: (isTouchEvent: boolean) => void;
  /** Hides it where what it tells of is drawn no more; to be called after each drawing. */
  readonly follow: () => void;
}

/**
 * Shows the host's tooltip over marks: it moves along with the mouse; a tap shows it where the finger was, until the
 * next one; with the keyboard it stands at the mark that has the focus.
 */
export function bindTooltip(
  svg: SVGSVGElement,
  service: powerbi.extensibility.ITooltipService,
  source: TooltipSource,
): Pick<TooltipControl, "follow"> {
  const { put, hide, follow } = buildControl(svg, service, source);
  let isTouch = false;
  svg.parentElement?.addEventListener(
    "pointerdown",
    ({ pointerType }) => {
      isTouch = pointerType === "touch";
      if (isTouch) hide(true);
    },
    { capture: true },
  );
  svg.addEventListener("click", (event) => {
    if (isTouch) put(findMark(event)?.mark, pointOf(event), true);
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") put(findMark(event)?.mark, pointOf(event), false);
  });
  svg.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch") hide(false);
  });
  svg.addEventListener("focusin", (event) => {
    const drawn = findMark(event);
    if (drawn?.element.matches(":focus-visible") === true) put(drawn.mark, findMarkPoint(drawn.element), false);
  });
  svg.addEventListener("focusout", () => {
    hide(false);
  });
  return { follow };
}

function buildControl(
  svg: SVGSVGElement,
  service: powerbi.extensibility.ITooltipService,
  { factsOf, idsOf }: TooltipSource,
): TooltipControl {
  let shown: { mark: Mark; identities: powerbi.extensibility.ISelectionId[] } | undefined;
  const hide = (isTouchEvent: boolean): void => {
    if (shown === undefined) return;
    shown = undefined;
    service.hide({ isTouchEvent, immediately: false });
  };
  const put = (mark: Mark | undefined, { x, y }: Point, isTouchEvent: boolean): void => {
    if (mark === undefined || !service.enabled()) {
      hide(isTouchEvent);
      return;
    }
    const place = { coordinates: [...pointer({ clientX: x, clientY: y }, svg)], isTouchEvent };
    if (mark === shown?.mark) {
      service.move({ ...place, identities: shown.identities });
      return;
    }
    hide(isTouchEvent);
    const dataItems = factsOf(mark);
    if (dataItems.length === 0) return;
    shown = { mark, identities: idsOf(mark) };
    service.show({ ...place, dataItems, identities: shown.identities });
  };
  const follow = (): void => {
    if (shown !== undefined && !listMarks(svg).some(({ mark }) => mark === shown?.mark)) hide(false);
  };
  return { put, hide, follow };
}

function pointOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}
