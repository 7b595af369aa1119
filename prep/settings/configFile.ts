import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import { isUrl } from "../azure/containerUrl.ts";
import { codeOf, messageOf, PrepError } from "../errors.ts";
import { configSchema } from "./schema.ts";
import { settings } from "./settings.ts";

/** What stands in a file of settings, by their names; paths are meant from where the file lies. */
export type ConfigValues = Readonly<Record<string, unknown>>;

/** The file that is taken where none is named. */
export const usualConfigFile = "flow-chord.json";

/** Throws a PrepError of code `options` that says what is wrong in the file, and where. */
export function readConfigFile(file: string): ConfigValues {
  return parseConfig(file, readText(file));
}

/** What such a file says that holds this text. Throws as the reader of the file does. */
export function parseConfig(file: string, text: string): ConfigValues {
  const values = parse(file, text);
  const validate = new Ajv({ allErrors: true }).compile(configSchema());
  if (!validate(values)) {
    const wrong = (validate.errors ?? []).map(explain);
    throw new PrepError("options", `${file}: ${[...new Set(wrong)].join("; ")}`, { where: file });
  }
  return fromFolder(values as ConfigValues, path.dirname(file));
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (cause) {
    const reason = codeOf(cause) === "ENOENT" ? "there is no such file" : messageOf(cause);
    throw new PrepError("options", `cannot read the settings in ${file}: ${reason}`, { where: file, cause });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PrepError("options", `${file} is not JSON${placeIn(messageOf(cause))}`, { where: file });
  }
}

/** Not the parser's words: it quotes what stands there, which may be a secret. */
function placeIn(message: string): string {
  const [, place] = /\((line \d+ column \d+)\)/.exec(message) ?? [];
  return place === undefined ? "" : `: look at ${place}`;
}

/** Never with the value: what does not belong there may be a secret. */
function explain({ instancePath, keyword, params, message = "" }: ErrorObject): string {
  const where = instancePath.slice(1).replaceAll("/", ".");
  if (keyword === "additionalProperties") return explainUnknown(String(params["additionalProperty"]));
  if (keyword === "enum") return `${where} is one of ${(params["allowedValues"] as string[]).join(", ")}`;
  const setting = settings.find(({ key }) => key === where);
  if (keyword === "pattern" && setting) return `${where} does not look like ${setting.example ?? ""}: ${setting.help}`;
  return `${where === "" ? "it" : where} ${message}`;
}

function explainUnknown(key: string): string {
  if (/key$|secret|password|token|sas|connection/i.test(key)) {
    return `${key} does not belong into a file: secrets come from the environment, as AZURE_STORAGE_SAS_TOKEN`;
  }
  const forOneRun = settings.find((setting) => setting.key === key && setting.isForOneRun);
  if (forOneRun) return `${key} is said for one run, as ${forOneRun.flags ?? ""}`;
  const known = settings.filter(({ isForOneRun }) => isForOneRun !== true).map((setting) => setting.key);
  return `there is no setting ${key}; there are ${known.join(", ")}`;
}

function fromFolder(values: ConfigValues, folder: string): ConfigValues {
  const places = new Set(settings.flatMap(({ key, isPlace }) => (isPlace === true ? [key] : [])));
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    return typeof value !== "string" || value === "-" || isUrl(value) ? value : beside(folder, value);
  };
  const own = Object.entries(values).filter(([key]) => key !== "$schema");
  return Object.fromEntries(own.map(([key, value]) => [key, places.has(key) ? resolved(value) : value]));
}

function beside(folder: string, file: string): string {
  return path.isAbsolute(file) ? file : path.join(folder, file);
}
