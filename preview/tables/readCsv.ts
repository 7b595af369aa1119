import { createReadStream } from "node:fs";
import { csvParseRows } from "d3";
import { chooseColumns, type FlowBatch } from "./flowBatch.ts";

const chunkBytes = 1024 * 1024;

/** Reads the columns of the preview from RFC 4180 text with a header row, about a megabyte at a time. */
export async function* readCsv(filePath: string): AsyncGenerator<FlowBatch> {
  let indexOf: ReadonlyMap<string, number> | undefined;
  for await (const text of splitLines(createReadStream(filePath, { encoding: "utf8", highWaterMark: chunkBytes }))) {
    const rows = csvParseRows(text);
    indexOf ??= readHeader(rows.shift() ?? [], filePath);
    if (rows.length > 0) yield buildBatch(rows, indexOf);
  }
}

/** Cuts text at the last line end of each chunk that is not inside quotes. */
async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const text = rest + chunk;
    const end = findLastLineEnd(text);
    if (end > 0) yield text.slice(0, end);
    rest = text.slice(end);
  }
  if (rest !== "") yield rest;
}

/** 0 where there is none. Quotes inside quotes are doubled, so an even number of them before it means outside. */
function findLastLineEnd(text: string): number {
  let lastEnd = 0;
  let isQuoted = false;
  for (const { 0: mark, index } of text.matchAll(/["\n]/g)) {
    if (mark === '"') isQuoted = !isQuoted;
    else if (!isQuoted) lastEnd = index + 1;
  }
  return lastEnd;
}

function readHeader(header: readonly string[], filePath: string): ReadonlyMap<string, number> {
  const names = header.map((name) => name.replace(/^\uFEFF/, ""));
  return new Map(chooseColumns(names, filePath).map((column) => [column, names.indexOf(column)]));
}

function buildBatch(rows: readonly (readonly string[])[], indexOf: ReadonlyMap<string, number>): FlowBatch {
  const texts = (column: string): string[] | undefined => {
    const index = indexOf.get(column);
    return index === undefined ? undefined : rows.map((row) => row[index] ?? "");
  };
  return {
    rowCount: rows.length,
    timeMs: (texts("Time") ?? []).map((text) => Date.parse(text)),
    texts,
    counts: (column) => texts(column)?.map((text) => (text === "" ? null : BigInt(text))),
  };
}
