import type powerbi from "powerbi-visuals-api";
import type { LoadState } from "../model/types";
import { loadMore } from "./loadMore";
import { readMore, readView, type EmptyView, type ReadyView, type ViewInput } from "./readView";

/** What was read last, and whether more rows are on their way. */
export interface FollowedData {
  readonly view: ReadyView | EmptyView;
  readonly loadState: LoadState;
}

/** What of an update concerns the data. */
export interface DataUpdate {
  readonly dataView: powerbi.DataView | undefined;
  readonly type: number;
  readonly operationKind: number | undefined;
}

/** `VisualUpdateType.Data` and `VisualDataChangeOperationKind.Append` of the API, which exist for the compiler only. */
const dataType = 2;
const appendOperation = 1;

/** Whether an update of this type, a sum of bits, has a new data view. */
export function isDataUpdate(type: number): boolean {
  return (type & dataType) !== 0;
}

/**
 * Reads the rows of an update that are new: none after a resize or a change of style, only those of the last segment
 * while the host adds segments to a window, else all. Then it asks the host for the next segment, if
 * there is anything to draw.
 */
export function followData(
  before: FollowedData | undefined,
  { dataView, type, operationKind }: DataUpdate,
  host: Pick<powerbi.extensibility.visual.IVisualHost, "fetchMoreData">,
  input: ViewInput,
): FollowedData {
  if (before !== undefined && !isDataUpdate(type)) return before;
  const isMore = operationKind === appendOperation && before?.loadState === "loading";
  const more = isMore && before.view.kind === "ready" ? readMore(before.view, dataView) : undefined;
  const view = more ?? readView(dataView, input, before?.view);
  return { view, loadState: view.kind === "ready" ? loadMore(dataView, host) : "complete" };
}
