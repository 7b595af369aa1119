import type { Command } from "commander";
import type { CommandContext } from "../commandContext.ts";
import { secretVariables } from "../redact.ts";
import { addSettings, settingsOf } from "./addSettings.ts";
import { unknownVariables, type Origin, type Resolved } from "./resolve.ts";
import { configSchema } from "./schema.ts";

const help = `
Takes the same options as prep, and says what holds and who says so: an option, the environment, the file, or nobody, which
is what is usual. Of secrets only whether they are there is told.

Examples:
  flow-chord config
  flow-chord config --config /etc/flow-chord/flow-chord.json --every 5m
  flow-chord config --schema > flow-chord.schema.json

A file to begin with:
  {
    "$schema": "./flow-chord.schema.json",
    "sources": ["https://ACCOUNT.blob.core.windows.net/insights-logs-flowlogflowevent"],
    "out": "/data/flow-chord",
    "every": "10m"
  }
`;

/** Adds `config` to the program. */
export function addConfigCommand(program: Command, { environment, print, redact }: CommandContext): void {
  const command = program
    .command("config")
    .description("show the settings that hold for prep, and where each comes from")
    .argument("[source...]", "where the flow logs are")
    .option("--schema", "print the JSON schema of flow-chord.json instead, for editors")
    .addHelpText("after", help)
    .action((sources: string[]) => {
      const { schema, json } = command.opts<{ schema?: boolean; json?: boolean }>();
      if (schema === true) print(`${JSON.stringify(configSchema(), undefined, 2)}\n`);
      else {
        const resolved = settingsOf(command, sources, environment);
        print(redact(json === true ? formatJson(resolved, environment) : formatTable(resolved, environment)));
      }
    });
  addSettings(command);
}

function formatJson(resolved: readonly Resolved[], environment: NodeJS.ProcessEnv): string {
  const said = resolved.map(({ setting, value, origin }) => [setting.key, { value, from: wordsOf(origin) }]);
  const secrets = secretVariables.filter((name) => environment[name]);
  const values: unknown = Object.fromEntries(said);
  return `${JSON.stringify({ settings: values, secrets, unknown: unknownVariables(environment) })}\n`;
}

function formatTable(resolved: readonly Resolved[], environment: NodeJS.ProcessEnv): string {
  const rows = resolved.flatMap(({ setting, value, origin }) =>
    partsOf(value).map((part, index) => [index === 0 ? setting.key : "", part, wordsOf(origin)]),
  );
  const secrets = secretVariables.filter((name) => environment[name]).map((name) => [name, "…", "environment"]);
  const unknown = unknownVariables(environment).map((name) => [name, "", "environment; there is no such setting"]);
  const all = [...rows, ...secrets, ...unknown];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map(([name = "", value = "", from = ""]) =>
    [name.padEnd(widths[0] ?? 0), value.padEnd(widths[1] ?? 0), from].join("  ").trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

function partsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((part: unknown) => String(part)) : [String(value)];
}

function wordsOf(origin: Origin): string {
  switch (origin.kind) {
    case "option":
      return "option";
    case "environment":
      return origin.variable;
    case "file":
      return origin.file;
    case "usual":
      return "usual";
  }
}
