import type powerbi from "powerbi-visuals-api";
import type { FlowTable } from "../model/types";
import { buildTexts, type Texts } from "../text/texts";
import { findColumns, type FlowColumns } from "./columns";
import { readTable } from "./readTable";
import { buildSelectionIds, type SelectionIds } from "./selectionIds";

/** Data to draw: the rows, and what is needed to name and select them. */
export interface ReadyView {
  readonly kind: "ready";
  readonly table: FlowTable;
  readonly columns: FlowColumns;
  readonly ids: SelectionIds;
  readonly texts: Texts;
  /** What is measured: the measure's name, or rows. */
  readonly unit: string;
}

/** No data to draw, and the keys of the title (or "") and the sentence that say why. */
export interface EmptyView {
  readonly kind: "empty";
  readonly titleKey: string;
  readonly textKey: string;
  readonly texts: Texts;
}

/** Reads a data view in whatever state its fields are; this is the one place that reads the rows. */
export function readView(
  dataView: powerbi.DataView | undefined,
  host: Pick<powerbi.extensibility.visual.IVisualHost, "locale" | "createSelectionIdBuilder">,
  strings: powerbi.extensibility.ILocalizationManager,
): ReadyView | EmptyView {
  const columns = findColumns(dataView);
  const texts = buildTexts(strings, host.locale, columns.value?.source.format);
  const reason = findReason(columns);
  if (reason !== undefined) return { kind: "empty", ...reason, texts };
  const table = readTable(columns, texts.cell, texts.say("blank"));
  if (table.rowCount === 0) return { kind: "empty", titleKey: "", textKey: "message_noRows", texts };
  const unit = columns.value?.source.displayName ?? texts.say("unit_rows");
  const ids = buildSelectionIds(() => host.createSelectionIdBuilder(), columns, table.rowCount);
  return { kind: "ready", table, columns, ids, texts, unit };
}

function findReason({ source, destination }: FlowColumns): Pick<EmptyView, "titleKey" | "textKey"> | undefined {
  if (source.length > 0 && destination.length > 0) return undefined;
  if (source.length > 0) return { titleKey: "", textKey: "message_noDestination" };
  if (destination.length > 0) return { titleKey: "", textKey: "message_noSource" };
  return { titleKey: "landing_title", textKey: "landing_text" };
}
