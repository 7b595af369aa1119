import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { rawOptionsOf, resolveSettings, unknownVariables, type Said } from "../../../prep/settings/resolve.ts";
import { settings, variableOf } from "../../../prep/settings/settings.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const nothing: Said = { options: {}, environment: {}, configFile: undefined };

function originOf(said: Partial<Said>, key: string): unknown {
  const resolved = resolveSettings({ ...nothing, ...said }).find(({ setting }) => setting.key === key);
  return resolved && { value: resolved.value, origin: resolved.origin };
}

test("an option wins over the environment, that over the file, and the file over what is usual", async (context) => {
  const file = path.join(await temporaryFolder(context), "flow-chord.json");
  await writeFile(file, JSON.stringify({ format: "csv" }));
  const environment = { FLOW_CHORD_FORMAT: "both" };
  const options = { format: "parquet" };
  assert.deepEqual(originOf({ options, environment, configFile: file }, "format"), {
    value: "parquet",
    origin: { kind: "option" },
  });
  assert.deepEqual(originOf({ environment, configFile: file }, "format"), {
    value: "both",
    origin: { kind: "environment", variable: "FLOW_CHORD_FORMAT" },
  });
  assert.deepEqual(originOf({ configFile: file }, "format"), { value: "csv", origin: { kind: "file", file } });
  assert.deepEqual(originOf({}, "format"), { value: "parquet", origin: { kind: "usual" } });
});

test("what nobody says and is not usual has no value", () => {
  assert.equal(originOf({}, "since"), undefined);
  assert.equal("since" in rawOptionsOf(resolveSettings(nothing)), false);
});

test("an empty variable says nothing", () => {
  assert.equal(originOf({ environment: { FLOW_CHORD_OUT: "", FLOW_CHORD_CONFIG: "" } }, "out"), undefined);
});

test("the environment names the file, and an option another one", async (context) => {
  const folder = await temporaryFolder(context);
  const [one, other] = [path.join(folder, "one.json"), path.join(folder, "other.json")];
  await writeFile(one, '{"since":"7d"}');
  await writeFile(other, '{"since":"8d"}');
  const environment = { FLOW_CHORD_CONFIG: one };
  assert.deepEqual(originOf({ environment }, "since"), { value: "7d", origin: { kind: "file", file: one } });
  const both = originOf({ environment, configFile: other }, "since");
  assert.deepEqual(both, { value: "8d", origin: { kind: "file", file: other } });
});

const texts: readonly (readonly [variable: string, text: string, key: string, value: unknown])[] = [
  ["FLOW_CHORD_SOURCES", "a, b/c ,https://x/y", "sources", ["a", "b/c", "https://x/y"]],
  ["FLOW_CHORD_STRICT", "true", "strict", true],
  ["FLOW_CHORD_STRICT", "YES", "strict", true],
  ["FLOW_CHORD_TRAFFIC", "0", "traffic", false],
  ["FLOW_CHORD_LOG", "json", "log", "json"],
  ["FLOW_CHORD_EVERY", "10m", "every", "10m"],
];

for (const [variable, text, key, value] of texts) {
  test(`${variable}=${text} is ${JSON.stringify(value)}`, () => {
    assert.deepEqual(originOf({ environment: { [variable]: text } }, key), {
      value,
      origin: { kind: "environment", variable },
    });
  });
}

test("a variable that cannot be meant is refused with what it takes", () => {
  const refused = (environment: NodeJS.ProcessEnv, message: RegExp): void => {
    assert.throws(() => resolveSettings({ ...nothing, environment }), { code: "options", message });
  };
  refused({ FLOW_CHORD_STRICT: "perhaps" }, /^FLOW_CHORD_STRICT "perhaps" cannot be meant; give true or false$/);
  refused({ FLOW_CHORD_FORMAT: "xml" }, /^FLOW_CHORD_FORMAT "xml" cannot be meant; give parquet, csv, both$/);
});

test("what is said for one run is not taken from the environment, and a variable that is none is told", () => {
  const environment = { FLOW_CHORD_FULL: "true", FLOW_CHORD_OUTT: "x", FLOW_CHORD_OUT: "y", OTHER: "z" };
  assert.equal(originOf({ environment }, "full"), undefined);
  assert.deepEqual(unknownVariables(environment), ["FLOW_CHORD_FULL", "FLOW_CHORD_OUTT"]);
});

test("each setting has a name of its own in the file, in the environment and as an option", () => {
  const names = [settings.map(({ key }) => key), settings.map(variableOf), settings.map(({ flags }) => flags)];
  for (const each of names) assert.equal(new Set(each).size, settings.length);
});
