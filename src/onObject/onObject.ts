import type powerbi from "powerbi-visuals-api";
import { HtmlSubSelectionHelper } from "powerbi-visuals-utils-onobjectutils";
import { markParts, unmarkParts } from "./markParts";
import { buildShortcuts } from "./shortcuts";
import { buildStyles } from "./styles";

type Update = Pick<powerbi.extensibility.visual.VisualUpdateOptions, "formatMode" | "subSelections">;
type SubSelection = powerbi.visuals.CustomVisualSubSelection;

/** What formatting on the visual needs: the host, the element that holds all parts, and the cards of the pane. */
export interface OnObjectInput {
  readonly host: powerbi.extensibility.visual.IVisualHost;
  readonly frame: HTMLElement;
  readonly cards: () => readonly powerbi.visuals.FormattingCard[];
  readonly say: (key: string) => string;
}

/** Formatting of the parts of the visual where they are drawn. */
export interface OnObject extends powerbi.extensibility.visual.VisualOnObjectFormatting {
  /** Whether the author formats now, and clicks select parts of the visual instead of data. */
  readonly isFormatting: () => boolean;
  /** Takes in what an update says of it. */
  readonly follow: (update: Update) => void;
  /** Shows it on what is drawn; call it after each drawing. */
  readonly show: () => void;
}

/**
 * Microsoft's helper does the pointing and outlining. Hosts without it, older ones and Report Server, never say that the
 * author formats: the helper is made, and the host's service asked for, only then.
 */
export function createOnObject({ host, frame, cards, say }: OnObjectInput): OnObject {
  let now: Update = {};
  let helper: HtmlSubSelectionHelper | undefined;
  const propertiesOf = (object: string): readonly powerbi.visuals.FormattingDescriptor[] => {
    return cards().find(({ uid }) => uid === `${object}-card`)?.revertToDefaultDescriptors ?? [];
  };
  return {
    getSubSelectionStyles: (chosen) => buildStyles(objectOf(chosen), say),
    getSubSelectionShortcuts: (chosen) => buildShortcuts(objectOf(chosen), propertiesOf, say),
    getSubSelectables: (type) => helper?.getAllSubSelectables(type),
    isFormatting: () => now.formatMode === true,
    follow: (update) => (now = update),
    show() {
      const isFormatting = now.formatMode === true;
      if (isFormatting) helper ??= createHelper(host, frame);
      if (helper === undefined) return;
      helper.setFormatMode(isFormatting);
      if (isFormatting) {
        markParts(frame, say);
        helper.updateOutlinesFromSubSelections(now.subSelections ?? [], true);
      } else unmarkParts(frame);
    },
  };
}

function createHelper(
  { subSelectionService }: Partial<OnObjectInput["host"]>,
  hostElement: HTMLElement,
): HtmlSubSelectionHelper | undefined {
  if (subSelectionService === undefined) return undefined;
  return HtmlSubSelectionHelper.createHtmlSubselectionHelper({ hostElement, subSelectionService });
}

/** The host selects one part at a time. */
function objectOf([first]: readonly SubSelection[]): string {
  return first?.customVisualObjects[0]?.objectName ?? "";
}
