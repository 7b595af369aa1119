import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { csvParseRows } from "d3";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { toRecord } from "./library.ts";
import { asText, delay, record, table, type MBinary, type MRecord, type MTable, type Value } from "./values.ts";

/** Connectors over a folder of this machine, and what they were asked for. */
export interface Connectors {
  readonly library: Readonly<Record<string, Value>>;
  /** `list FOLDER` and `read FILE`, from the folder on. */
  readonly log: string[];
}

/** A file of Parquet, read before, since reading one takes asynchronous calls and M has none. */
type ParquetRows = ReadonlyMap<string, readonly Record<string, unknown>[]>;

/** The three connectors as their documentation describes their tables; a container lies in the folder of its own. */
export async function openConnectors(root: string): Promise<Connectors> {
  const log: string[] = [];
  const parquet = await readParquet(root);
  const note = (what: string, place: string): void => void log.push(`${what} ${path.relative(root, place)}`);
  return {
    log,
    library: {
      "Folder.Contents": (place: Value) => listFolder(asText(place), note),
      "AzureStorage.DataLake": (url: Value) => listFolder(path.join(root, lastPart(url)), note),
      "AzureStorage.Blobs": () =>
        table(["Name", "Data"], () =>
          readdirSync(root).map((name) =>
            record([
              ["Name", () => name],
              ["Data", () => listBlobs(path.join(root, name), note)],
            ]),
          ),
        ),
      "Csv.Document": (content: Value) => parseCsv(content as MBinary, note),
      "Parquet.Document": (content: Value) => {
        const { file } = content as MBinary;
        note("read", file);
        return toTable(parquet.get(file) ?? []);
      },
    },
  };
}

type Note = (what: string, place: string) => void;

function lastPart(url: Value): string {
  return asText(url).split("/").at(-1) ?? "";
}

/** Folders are tables in which one opens the next; nothing is listed before it is looked at. */
function listFolder(folder: string, note: Note): MTable {
  return table(["Content", "Name"], () => {
    note("list", folder);
    return readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const place = path.join(folder, entry.name);
      return toRow(entry.name, () => (entry.isDirectory() ? listFolder(place, note) : { kind: "binary", file: place }));
    });
  });
}

/** Blobs are one list of paths. */
function listBlobs(folder: string, note: Note): MTable {
  return table(["Content", "Name"], () => {
    note("list", folder);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return toRow(path.relative(folder, file).replaceAll(path.sep, "/"), () => ({ kind: "binary", file }));
    });
  });
}

function toRow(name: string, content: () => Value): MRecord {
  return record([
    ["Content", delay(content)],
    ["Name", () => name],
  ]);
}

function parseCsv({ file }: MBinary, note: Note): MTable {
  note("read", file);
  const rows = csvParseRows(readFileSync(file, "utf8"));
  const names = (rows[0] ?? []).map((_, index) => `Column${String(index + 1)}`);
  return table(names, () => rows.map((row) => toRecord(names, row)));
}

async function readParquet(root: string): Promise<ParquetRows> {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".parquet"));
  const files = names.map((name) => path.join(root, name));
  const rows = await Promise.all(
    files.map(async (file) => parquetReadObjects({ file: await asyncBufferFromFile(file) })),
  );
  return new Map(files.map((file, index) => [file, rows[index] ?? []]));
}

function toTable(rows: readonly Record<string, unknown>[]): MTable {
  const names = Object.keys(rows[0] ?? {});
  return table(names, () =>
    rows.map((row) =>
      toRecord(
        names,
        names.map((name) => toValue(row[name])),
      ),
    ),
  );
}

/** Times of Parquet are with a zone here; that Power Query may give them without one, a test of its own looks at. */
function toValue(value: unknown): Value {
  if (value instanceof Date) return { kind: "datetimezone", ms: value.getTime() };
  if (typeof value === "bigint") return Number(value);
  return (value ?? null) as Value;
}
