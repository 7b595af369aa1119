import { Option, type Command } from "commander";
import { readWholeNumber, resolveSettings, type Resolved } from "./resolve.ts";
import { settings, type Setting } from "./settings.ts";

/** Adds the options of all settings to a command, by groups, and the one that names the file. */
export function addSettings(command: Command): Command {
  for (const setting of settings) {
    const option = optionOf(setting);
    if (option) command.addOption(option.helpGroup(setting.group));
  }
  return addConfigOption(command);
}

/** Adds the option that names the file of settings. */
export function addConfigOption(command: Command): Command {
  const help = "settings in JSON (flow-chord.json, where there is one)";
  return command.addOption(new Option("--config <file>", help).helpGroup("Other options:"));
}

/** What the command line, the environment and the file say together. Throws a PrepError of code `options`. */
export function settingsOf(command: Command, sources: readonly string[], environment: NodeJS.ProcessEnv): Resolved[] {
  const { config, ...given } = command.opts();
  const said = Object.entries(given).filter(([key]) => command.getOptionValueSource(key) === "cli");
  const options = { ...Object.fromEntries(said), ...(sources.length > 0 && { sources }) };
  return resolveSettings({ options, environment, configFile: config as string | undefined });
}

function optionOf(setting: Setting): Option | undefined {
  const { flags, help, kind, choices, usual } = setting;
  if (flags === undefined) return undefined;
  const option = new Option(flags, typeof usual === "string" ? `${help}; ${usual} unless given` : help);
  if (choices) option.choices(choices);
  if (kind === "list") option.argParser((text, before?: string[]) => [...(before ?? []), text]);
  if (kind === "number") option.argParser((text) => readWholeNumber(flags.split(" ", 1)[0] ?? flags, text));
  return option;
}
