import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv } from "ajv";
import { configSchema } from "../../../prep/settings/schema.ts";
import { settings } from "../../../prep/settings/settings.ts";

const ajv = new Ajv({ strict: true });

test("the schema is one by the draft that it names, without a word that the draft does not know", () => {
  assert.equal(ajv.validateSchema(configSchema()), true);
  assert.doesNotThrow(() => ajv.compile(configSchema()));
});

test("each setting is in it with words, but those for one run", () => {
  const { properties } = configSchema() as { properties: Record<string, { description?: string }> };
  for (const { key, isForOneRun } of settings) {
    assert.equal(key in properties, isForOneRun !== true, key);
    if (isForOneRun !== true) assert.ok((properties[key]?.description ?? "").length > 10, key);
  }
});

test("the example and what is usual of each setting are allowed by it", () => {
  const validate = ajv.compile(configSchema());
  for (const { key, kind, example, usual, isForOneRun } of settings) {
    if (isForOneRun === true) continue;
    for (const value of [kind === "list" && example !== undefined ? [example] : example, usual]) {
      if (value !== undefined) assert.ok(validate({ [key]: value }), `${key}: ${JSON.stringify(value)}`);
    }
  }
});
