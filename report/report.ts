import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PrepError } from "../prep/errors.ts";
import { readLocation } from "./location.ts";
import { modelFiles } from "./model/modelFiles.ts";
import { readPackagedFiles } from "./pages/packagedFiles.ts";
import { reportFiles } from "./pages/reportFiles.ts";
import { readRules } from "./rules.ts";
import type { DataLocation, ExportedRule, Language, ReportFile, ReportSettings } from "./settings.ts";

/** `flow-chord report`, as the command line gives it. */
export interface ReportOptions {
  /** Where prep writes: a folder, or the URL of a container. */
  readonly data: string;
  /** The folder of the project. */
  readonly out: string;
  /** The packaged visual. */
  readonly visual: string;
  /** Which files to read; found out where it is not given. */
  readonly format?: ReportSettings["format"] | undefined;
  readonly timeZone: string;
  readonly language: Language;
  /** Exports of security rules. */
  readonly rules?: readonly string[] | undefined;
  /** Whether a project that is there already is written over. */
  readonly force?: boolean | undefined;
}

/** What was written. */
export interface ReportResult {
  /** The file that Power BI Desktop opens. */
  readonly project: string;
  readonly files: number;
  readonly location: DataLocation;
  readonly format: ReportSettings["format"];
}

const projectName = "Flow Chord.pbip";

/** Writes a Power BI project over prepared tables. Throws a PrepError that says what to do. */
export async function writeReport(options: ReportOptions): Promise<ReportResult> {
  const location = readLocation(options.data);
  const settings: ReportSettings = {
    location,
    format: options.format ?? (await findFormat(location)),
    timeZone: readTimeZone(options.timeZone),
    language: options.language,
    rules: await readAllRules(options.rules),
  };
  const visual = readPackagedFiles(await readVisual(options.visual));
  await refuseToOverwrite(options);
  const files = [...modelFiles(settings), ...reportFiles(settings, visual)];
  for (const file of files) await writeInto(options.out, file);
  const project = path.join(options.out, projectName);
  return { project, files: files.length, location, format: settings.format };
}

/** Parquet unless a folder that is here has CSV only. */
async function findFormat(location: DataLocation): Promise<ReportSettings["format"]> {
  if (location.kind !== "folder") return "parquet";
  const files = await readdir(path.join(location.path, "flows"), { recursive: true }).catch(() => []);
  const hasParquet = files.some((file) => file.endsWith(".parquet"));
  return !hasParquet && files.some((file) => file.endsWith(".csv")) ? "csv" : "parquet";
}

/** Throws where Node knows no such zone. */
function readTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone;
  } catch (cause) {
    const message = `--time-zone ${timeZone} is not the IANA name of a time zone, as Asia/Seoul or Europe/Berlin`;
    throw new PrepError("options", message, { cause });
  }
}

async function readAllRules(files: ReportOptions["rules"]): Promise<ExportedRule[] | undefined> {
  if (!files || files.length === 0) return undefined;
  const rules = new Map<string, ExportedRule>();
  for (const file of files) {
    for (const rule of readRules(await readText(file), file)) rules.set(`${rule.resourceId}|${rule.rule}`, rule);
  }
  return [...rules.values()];
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new PrepError("options", `cannot read --rules ${file}`, { where: file, cause });
  });
  // What PowerShell's > writes is UTF-16.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

async function readVisual(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw new PrepError("options", `no packaged visual at ${file}; run "npm run package" first`, {
      where: file,
      cause,
    });
  });
}

/** What somebody has changed in a report is not lost by accident. */
async function refuseToOverwrite({ out, force = false }: ReportOptions): Promise<void> {
  if (force || !existsSync(out)) return;
  const entries = await readdir(out);
  if (entries.includes(projectName)) {
    const message = `${out} holds a report already; give --force to write it anew, without what was changed in it`;
    throw new PrepError("options", message, { where: out });
  }
  if (entries.length > 0) throw new PrepError("options", `${out} is not empty; give another --out`, { where: out });
}

async function writeInto(out: string, { path: name, content }: ReportFile): Promise<void> {
  const file = path.join(out, ...name.split("/"));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}
