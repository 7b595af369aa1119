import type powerbi from "powerbi-visuals-api";
import { createModeler } from "../model/buildModel";
import { takeRoom, type RowRoom } from "../model/rowRoom";
import type { ChordModel, FlowTable, ModelOptions } from "../model/types";
import type { CellText } from "./codeCells";
import { findColumns, type FlowColumns } from "./columns";
import { countRows, createTableReader, type TableReader } from "./readTable";
import { hasSameFields } from "./sameFields";
import { buildSelectionIds, type SelectionIds } from "./selectionIds";

/** Data to draw: the rows, what is needed to name and select them, and what folds them. */
export interface ReadyView {
  readonly kind: "ready";
  readonly table: FlowTable;
  readonly columns: FlowColumns;
  readonly ids: SelectionIds;
  readonly buildModel: (options: ModelOptions) => ChordModel;
  readonly reader: TableReader;
  readonly room: RowRoom;
}

/** No data to draw, and the keys of the title (or "") and the sentence that say why. */
export interface EmptyView {
  readonly kind: "empty";
  readonly titleKey: string;
  readonly textKey: string;
}

/** How cells become texts, and how ids are made. */
export interface ViewInput {
  readonly cellText: CellText;
  readonly blank: string;
  readonly createBuilder: () => powerbi.visuals.ISelectionIdBuilder;
}

/**
 * Reads a data view in whatever state its fields are; this is the one place that reads the rows. They take the room of
 * those of the view before, which must not be looked at any more.
 */
export function readView(
  dataView: powerbi.DataView | undefined,
  input: ViewInput,
  before: ReadyView | EmptyView | undefined,
): ReadyView | EmptyView {
  const columns = findColumns(dataView);
  const reason = findReason(columns);
  if (reason !== undefined) return { kind: "empty", ...reason };
  if (countRows(columns) === 0) return { kind: "empty", titleKey: "", textKey: "message_noRows" };
  const room = takeRoom(before?.kind === "ready" ? before.room : undefined, countRows(columns));
  const reader = createTableReader(columns, { ...input, room });
  const buildModel = createModeler(reader.table, room);
  const ids = buildSelectionIds(input.createBuilder, columns, countRows(columns));
  return { kind: "ready", table: reader.table, columns, ids, buildModel, reader, room };
}

/** Reads a data view that holds the rows of an earlier one and more: only these; undefined where it does not. */
export function readMore(view: ReadyView, dataView: powerbi.DataView | undefined): ReadyView | undefined {
  const columns = findColumns(dataView);
  if (!hasSameFields(columns, view.columns) || countRows(columns) < view.table.rowCount) return undefined;
  view.reader.readRows(columns);
  return { ...view, columns, ids: view.ids.extend(columns, countRows(columns)) };
}

function findReason({ source, destination }: FlowColumns): Pick<EmptyView, "titleKey" | "textKey"> | undefined {
  if (source.length > 0 && destination.length > 0) return undefined;
  if (source.length > 0) return { titleKey: "", textKey: "message_noDestination" };
  if (destination.length > 0) return { titleKey: "", textKey: "message_noSource" };
  return { titleKey: "landing_title", textKey: "landing_text" };
}
