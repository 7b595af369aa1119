import type powerbi from "powerbi-visuals-api";
import { blankLevel, levelSeparator } from "../model/hierarchy";
import { createPairIndex, indexPair, type PairIndex } from "../model/pairIndex";
import { codesFor } from "../model/rowRoom";
import type { Endpoint } from "../model/types";
import { codeRows, createColumn, type CellText, type GrowingColumn, type RowRange } from "./codeCells";
import { createTextTable, type TextTable } from "./textTable";

/** The distinct hosts of both roles; the same path is the same host, whichever role it stands in. */
export interface EndpointDictionary {
  readonly endpoints: Endpoint[];
  readonly table: TextTable;
  /** Whether paths have a single level in both roles: then a text and its endpoint have the same number. */
  readonly isFlat: boolean;
  /** Paths as pairs: of the path above (its number + 1, 0 at the top) and the code of the level's text. */
  readonly paths: PairIndex;
  /** The endpoint of a path that is the whole path of a row. */
  readonly endpointOfPath: number[];
  readonly blank: string;
}

/** The columns of a role, one for each level, and the endpoint of each row. */
export interface GrowingEnds {
  readonly name: string;
  readonly levels: readonly GrowingColumn[];
  ofRow: Uint32Array;
}

/** `blank` stands for a level without text. */
export function createDictionary(blank: string, isFlat: boolean): EndpointDictionary {
  return { endpoints: [], table: createTextTable(), isFlat, paths: createPairIndex(), endpointOfPath: [], blank };
}

export function createEnds({ table }: EndpointDictionary, name: string, levelCount: number): GrowingEnds {
  const levels = Array.from({ length: levelCount }, (_, level) => createColumn(`${name} ${level}`, table));
  return { name, levels, ofRow: new Uint32Array(0) };
}

/** Adds rows; `columns` are those of the levels. */
export function codeEnds(
  ends: GrowingEnds,
  columns: readonly powerbi.DataViewCategoryColumn[],
  range: RowRange,
  { dictionary, cellText }: { dictionary: EndpointDictionary; cellText: CellText },
): void {
  ends.levels.forEach((level, index) => {
    const column = columns[index];
    if (column !== undefined) codeRows(level, column, range, cellText);
  });
  const [top] = ends.levels;
  if (dictionary.isFlat && top !== undefined) {
    ends.ofRow = top.ofRow;
    for (const text of top.texts.slice(dictionary.endpoints.length)) addEndpoint(dictionary, [text]);
  } else codePaths(ends, range, dictionary);
}

function codePaths(ends: GrowingEnds, { start, end, room }: RowRange, dictionary: EndpointDictionary): void {
  ends.ofRow = codesFor(room, ends.name, end);
  const { ofRow } = ends;
  const { paths, endpointOfPath } = dictionary;
  const levels = ends.levels.map((level) => level.ofRow);
  for (let row = start; row < end; row++) {
    let path = -1;
    for (const codes of levels) path = indexPair(paths, path + 1, codes[row] ?? 0);
    ofRow[row] = endpointOfPath[path] ??= addEndpoint(
      dictionary,
      ends.levels.map(({ texts, ofRow: codes }) => texts[codes[row] ?? 0] ?? ""),
    );
  }
}

function addEndpoint({ endpoints, blank }: EndpointDictionary, texts: readonly string[]): number {
  const label = texts.filter((text) => text !== "").at(-1) ?? blank;
  const path = texts.map((text) => (text === "" ? blank : text));
  const key = texts.map(spellLevel).join(levelSeparator);
  return endpoints.push({ key, label, path }) - 1;
}

/** A level as it stands in a key, in which the separator and the sign for a blank one mean these alone. */
function spellLevel(text: string): string {
  if (text === "") return blankLevel;
  return text.replaceAll(levelSeparator, "\ufffd").replaceAll(blankLevel, "\ufffd");
}
