import type powerbi from "powerbi-visuals-api";
import type { FollowedData } from "./dataview/followData";
import { buildWarning } from "./text/notes";
import type { Texts } from "./text/texts";
import { findFailure } from "./tolerance";

type Host = Pick<powerbi.extensibility.visual.IVisualHost, "displayWarningIcon">;

/** Shows the host's warning icon where it had no room for all rows. */
export function warnIncomplete(host: Host, { view, loadState }: FollowedData, texts: Texts): void {
  if (view.kind === "empty") return;
  const warning = buildWarning(loadState, view.table, texts);
  // Older hosts do not have it.
  findFailure(() => {
    if (warning !== undefined) host.displayWarningIcon(warning.title, warning.detail);
  });
}
