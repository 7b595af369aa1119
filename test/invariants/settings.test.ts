import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Ajv } from "ajv";
import { configSchema } from "../../prep/settings/schema.ts";
import { configSchemaPath, formatConfigSchema, formatSettingsDoc, settingsDocPath } from "../../scripts/settingsDoc.ts";

test("docs/configuration.md and the schema of flow-chord.json are those of the settings", async () => {
  assert.equal(await readFile(settingsDocPath, "utf8"), formatSettingsDoc(), "run node scripts/settingsDoc.ts");
  assert.equal(await readFile(configSchemaPath, "utf8"), formatConfigSchema(), "run node scripts/settingsDoc.ts");
});

test("the example of docs/configuration.md is a file that the command takes", async () => {
  const [, example = ""] = /```json\n([\s\S]+?)```/.exec(await readFile(settingsDocPath, "utf8")) ?? [];
  const validate = new Ajv().compile(configSchema());
  assert.ok(validate(JSON.parse(example)), JSON.stringify(validate.errors));
});
