import { writeFile } from "node:fs/promises";
import path from "node:path";
import { secretVariables } from "../prep/redact.ts";
import { configSchema } from "../prep/settings/schema.ts";
import { settingGroups, settings, variableOf, type Setting } from "../prep/settings/settings.ts";

const root = path.dirname(import.meta.dirname);

/** docs/configuration.md, made from the settings. Run this file to write it and the schema again. */
export const settingsDocPath = path.join(root, "docs", "configuration.md");
/** The JSON schema of flow-chord.json. */
export const configSchemaPath = path.join(root, "prep", "flow-chord.schema.json");

/** The whole text of the schema's file. */
export function formatConfigSchema(): string {
  return `${JSON.stringify(configSchema(), undefined, 2)}\n`;
}

/** The whole text of docs/configuration.md. */
export function formatSettingsDoc(): string {
  return `# Configuration

Whatever can be said to \`flow-chord prep\` as an option may stand in a file and in the environment, too. What stands first
here wins:

1. **Options** of the command line.
2. **Variables** of the environment: \`FLOW_CHORD_OUT\` for \`--out\`. A list has commas in it; yes and no are \`true\` and
   \`false\`. An empty variable says nothing; one that is no setting is told.
3. **The file**: what \`--config\` names, else what \`FLOW_CHORD_CONFIG\` names, else \`flow-chord.json\` where the command runs.
   Paths in it are meant from where it lies.
4. What is usual.

\`flow-chord config\`, with the options of prep, prints what holds and where it comes from; with \`--json\` for machines. Of
secrets it tells only that they are there.

\`\`\`json
{
  "$schema": "./flow-chord.schema.json",
  "sources": ["https://ACCOUNT.blob.core.windows.net/insights-logs-flowlogflowevent"],
  "out": "/data/flow-chord",
  "every": "10m",
  "status": "/run/flow-chord/status.json"
}
\`\`\`

Editors complete and check the file by \`$schema\`: \`flow-chord config --schema > flow-chord.schema.json\`, or
[prep/flow-chord.schema.json](../prep/flow-chord.schema.json). The command checks it by the same schema and says each thing
that is wrong by its place; what is not known is refused, so that a misspelt name is never left out silently.

This page and the schema are made from \`prep/settings/settings.ts\` by \`node scripts/settingsDoc.ts\`; a test compares them.

${settingGroups.map(formatGroup).join("\n\n")}

## Secrets

They come from the environment only. The file refuses them, the command line refuses a URL with a signature in it, and they
are taken out of all that is told: output, errors, logs, the status file. None is written to the tables, the ledger or the
checkpoint.

${secretVariables.map((name) => `- \`${name}\``).join("\n")}
`;
}

function formatGroup(group: string): string {
  const rows = settings.filter((setting) => setting.group === group).map(formatRow);
  const head = ["| in the file | option | in the environment | usual | |", "|---|---|---|---|---|"];
  return [`## ${group.replace(/:$/, "")}`, "", ...head, ...rows].join("\n");
}

function formatRow(setting: Setting): string {
  const { key, flags = "SOURCE...", usual, choices, help, limits, isForOneRun } = setting;
  const code = (text: string): string => `\`${text}\``;
  const [inFile, variable] = isForOneRun === true ? ["", ""] : [code(key), code(variableOf(setting))];
  const choice = choices ? `: ${choices.map(code).join(", ")}` : "";
  const range = limits ? `, ${limits[0]} to ${limits[1]}` : "";
  const words = `${help}${choice}${range}`;
  const value = usual === undefined ? "" : code(String(usual));
  return `| ${inFile} | ${code(flags)} | ${variable} | ${value} | ${words} |`;
}

if (process.argv[1] === import.meta.filename) {
  await writeFile(settingsDocPath, formatSettingsDoc());
  await writeFile(configSchemaPath, formatConfigSchema());
}
