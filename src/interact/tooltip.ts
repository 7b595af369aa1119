import { pointer } from "d3";
import type powerbi from "powerbi-visuals-api";
import type { Mark } from "../layout/types";
import { findMark } from "./marks";

/** What a tooltip shows for a mark, and the rows' ids for a report page as tooltip. */
export interface TooltipSource {
  readonly factsOf: (mark: Mark) => powerbi.extensibility.VisualTooltipDataItem[];
  readonly idsOf: (mark: Mark) => powerbi.extensibility.ISelectionId[];
}

/** Shows the host's tooltip over marks, moves it along and hides it; with a finger it stays where the finger was. */
export function bindTooltip(
  svg: SVGSVGElement,
  service: powerbi.extensibility.ITooltipService,
  { factsOf, idsOf }: TooltipSource,
): void {
  let shown: { mark: Mark; identities: powerbi.extensibility.ISelectionId[] } | undefined;
  const hide = (event: PointerEvent): void => {
    if (shown === undefined) return;
    shown = undefined;
    service.hide({ isTouchEvent: event.pointerType === "touch", immediately: false });
  };
  svg.addEventListener("pointermove", (event) => {
    const mark = findMark(event)?.mark;
    if (mark === undefined || !service.enabled()) {
      hide(event);
      return;
    }
    const [x, y] = pointer(event, svg);
    const place = { coordinates: [x, y], isTouchEvent: event.pointerType === "touch" };
    if (mark === shown?.mark) {
      service.move({ ...place, identities: shown.identities });
      return;
    }
    hide(event);
    const dataItems = factsOf(mark);
    if (dataItems.length === 0) return;
    shown = { mark, identities: idsOf(mark) };
    service.show({ ...place, dataItems, identities: shown.identities });
  });
  svg.addEventListener("pointerleave", hide);
}
