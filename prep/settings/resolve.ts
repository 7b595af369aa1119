import { existsSync } from "node:fs";
import path from "node:path";
import { PrepError } from "../errors.ts";
import type { RawPrepOptions } from "../options.ts";
import type { RawServiceOptions } from "../service/options.ts";
import { readConfigFile, usualConfigFile, type ConfigValues } from "./configFile.ts";
import { settings, variableOf, type Setting } from "./settings.ts";

/** Where the value of a setting comes from: what stands first wins. */
export type Origin =
  | { readonly kind: "option" }
  | { readonly kind: "environment"; readonly variable: string }
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "usual" };

/** What a setting is, and who says so. */
export interface Resolved {
  readonly setting: Setting;
  readonly value: unknown;
  readonly origin: Origin;
}

/** What is said about the settings, as it comes from each place. */
export interface Said {
  /** Of the command line, by key; only what was given there. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly environment: NodeJS.ProcessEnv;
  /** What `--config` names. */
  readonly configFile: string | undefined;
}

/** Every setting that has a value. Throws a PrepError of code `options` where what is said cannot be meant. */
export function resolveSettings({ options, environment, configFile }: Said): Resolved[] {
  const file = findConfigFile(configFile, environment);
  const values = file === undefined ? {} : readConfigFile(file);
  return settings.flatMap((setting) => resolveOne(setting, { options, environment, values, file }) ?? []);
}

/** What can be said, by key. */
export interface RawOptions extends RawPrepOptions, RawServiceOptions {
  readonly sources?: readonly string[];
}

/** As the readers of the options take them: the table of settings has the same names and kinds. */
export function rawOptionsOf(resolved: readonly Resolved[]): RawOptions {
  return Object.fromEntries(resolved.map(({ setting, value }) => [setting.key, value])) as unknown as RawOptions;
}

/** Variables of the environment that look like settings, but are none there. */
export function unknownVariables(environment: NodeJS.ProcessEnv): string[] {
  const known = new Set([
    configVariable,
    ...settings.filter(({ isForOneRun }) => isForOneRun !== true).map(variableOf),
  ]);
  return Object.keys(environment).filter((name) => name.startsWith("FLOW_CHORD_") && !known.has(name));
}

const configVariable = "FLOW_CHORD_CONFIG";

function findConfigFile(given: string | undefined, environment: NodeJS.ProcessEnv): string | undefined {
  const named = given ?? (environment[configVariable] || undefined);
  if (named !== undefined) return named;
  return existsSync(usualConfigFile) ? path.resolve(usualConfigFile) : undefined;
}

interface Places extends Pick<Said, "options" | "environment"> {
  readonly values: ConfigValues;
  readonly file: string | undefined;
}

function resolveOne(setting: Setting, { options, environment, values, file }: Places): Resolved | undefined {
  const { key, usual, isForOneRun } = setting;
  if (options[key] !== undefined) return { setting, value: options[key], origin: { kind: "option" } };
  const variable = variableOf(setting);
  const text = isForOneRun === true ? undefined : environment[variable] || undefined;
  if (text !== undefined) {
    return { setting, value: fromText(setting, variable, text), origin: { kind: "environment", variable } };
  }
  if (file !== undefined && values[key] !== undefined) {
    return { setting, value: values[key], origin: { kind: "file", file } };
  }
  return usual === undefined ? undefined : { setting, value: usual, origin: { kind: "usual" } };
}

const flagTexts: Readonly<Partial<Record<string, boolean>>> = {
  true: true,
  yes: true,
  1: true,
  false: false,
  no: false,
  0: false,
};

/** A list has commas between its texts; a place with a comma in it belongs into the file. */
function fromText({ kind, choices }: Setting, variable: string, text: string): unknown {
  switch (kind) {
    case "flag": {
      const flag = flagTexts[text.toLowerCase()];
      if (flag === undefined) throw notMeant(variable, text, "true or false");
      return flag;
    }
    case "list":
      return text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean);
    case "number":
      return readWholeNumber(variable, text);
    case "choice":
      if (choices?.includes(text) !== true) throw notMeant(variable, text, (choices ?? []).join(", "));
      return text;
    case "text":
      return text;
  }
}

/** Throws a PrepError that names what was given. */
export function readWholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notMeant(name, text, "a whole number");
  return Number(text);
}

function notMeant(name: string, text: string, wanted: string): PrepError {
  return new PrepError("options", `${name} ${JSON.stringify(text)} cannot be meant; give ${wanted}`);
}
