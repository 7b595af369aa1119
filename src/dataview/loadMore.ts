import type powerbi from "powerbi-visuals-api";
import type { LoadState } from "../model/types";

/** Asks the host for the rows beyond the window, added to those that are there. It refuses when its limit is reached. */
export function loadMore(
  dataView: { readonly metadata?: Pick<powerbi.DataViewMetadata, "segment"> } | undefined,
  host: Pick<powerbi.extensibility.visual.IVisualHost, "fetchMoreData">,
): LoadState {
  if (dataView?.metadata?.segment === undefined) return "complete";
  return host.fetchMoreData(true) ? "loading" : "incomplete";
}
