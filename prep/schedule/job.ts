import path from "node:path";
import { isUrl } from "../azure/containerUrl.ts";
import { parseDuration } from "../duration.ts";
import { PrepError } from "../errors.ts";
import { readPrepOptions } from "../options.ts";
import { readServiceOptions } from "../service/options.ts";
import { parseConfig, usualConfigFile } from "../settings/configFile.ts";
import { rawOptionsOf, type Resolved } from "../settings/resolve.ts";
import { settings } from "../settings/settings.ts";

/** What is to be run again and again: `NODE CLI prep --config FILE`. */
export interface ScheduledJob {
  /** What `flow-chord.json` will say: absolute paths, no interval and no secret. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly sources: readonly string[];
  readonly out: string;
  readonly everyMs: number;
  /** Absolute paths: the program, the command, and the folder that the files go to. */
  readonly node: string;
  readonly cli: string;
  readonly folder: string;
  /** Who it should run as, where that was said. */
  readonly user: string | undefined;
}

/** One file, by its name in the folder. */
export interface ScheduleFile {
  readonly name: string;
  readonly text: string;
  /** UTF-8 unless said; UTF-16 has its byte order mark. */
  readonly encoding?: "utf16le";
}

/** What a kind of schedule makes: the files, and what is to be done with them, a line each, as commands or as comments. */
export interface Schedule {
  readonly files: readonly ScheduleFile[];
  readonly next: readonly string[];
}

const usualEvery = "10m";

/**
 * The job that the settings mean. Throws a PrepError of code `options` for what prep would refuse, for what holds for one
 * run only, and for standard input.
 */
export function readJob(
  resolved: readonly Resolved[],
  { node, cli, folder, user }: Pick<ScheduledJob, "node" | "cli" | "folder" | "user">,
): ScheduledJob {
  const { sources = [], ...raw } = rawOptionsOf(resolved);
  const every = raw.every ?? usualEvery;
  // The scheduler has the interval: a run of its own must end.
  readServiceOptions(sources, { ...raw, every });
  readPrepOptions(sources, raw, Date.now());
  const once = resolved.find(({ setting, value }) => setting.isForOneRun === true && value === true);
  if (once) throw new PrepError("options", `${once.setting.flags ?? ""} is for one run, and not for all of a schedule`);
  const config = configOf(resolved);
  return {
    config,
    sources: config["sources"] as string[],
    out: config["out"] as string,
    everyMs: parseDuration("--every", every),
    node,
    cli,
    folder,
    user,
  };
}

/** The file of settings beside the others; by the same schema as `--config` reads it. */
export function configFileOf(config: ScheduledJob["config"]): ScheduleFile {
  const text = `${JSON.stringify(config, undefined, 2)}\n`;
  parseConfig(usualConfigFile, text);
  return { name: usualConfigFile, text };
}

/** The settings with a status file, which is the usual one unless they name another. */
export function withStatus(config: ScheduledJob["config"], usual: string): { status: string } & ScheduledJob["config"] {
  const { status = usual, ...others } = config as { status?: string };
  return { ...others, status };
}

/** All local paths in the settings. */
export function localPlacesOf(config: ScheduledJob["config"]): string[] {
  const places = settings.filter(({ isPlace }) => isPlace === true).flatMap(({ key }) => config[key] ?? []);
  return places.filter((place): place is string => typeof place === "string" && !isUrl(place));
}

/** Throws a PrepError of code `options` for a path with a character that lines of text cannot hold. */
export function checkPrintable(paths: readonly string[]): void {
  const odd = paths.find((text) => /[\u0000-\u001f\u007f]/.test(text));
  if (odd !== undefined) {
    throw new PrepError("options", `${JSON.stringify(odd)} has a control character, which a schedule cannot hold`);
  }
}

function configOf(resolved: readonly Resolved[]): Record<string, unknown> {
  const said = resolved.filter(({ origin, setting }) => origin.kind !== "usual" && setting.isForOneRun !== true);
  const values = said.filter(({ setting }) => setting.key !== "every");
  return Object.fromEntries(
    values.map(({ setting, value }) => [setting.key, setting.isPlace === true ? absolute(value) : value]),
  );
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  return typeof value !== "string" || isUrl(value) ? value : path.resolve(value);
}
