import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { readConfigFile, type ConfigValues } from "../../../prep/settings/configFile.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

async function fileWith(context: TestContext, text: string): Promise<string> {
  const file = path.join(await temporaryFolder(context), "flow-chord.json");
  await writeFile(file, text);
  return file;
}

async function read(context: TestContext, values: unknown): Promise<ConfigValues> {
  return readConfigFile(await fileWith(context, JSON.stringify(values)));
}

test("paths are meant from where the file lies; URLs, standard input and absolute paths are as they are", async (context) => {
  const url = "https://contoso.blob.core.windows.net/insights-logs-flowlogflowevent";
  const absolute = path.resolve("/logs");
  const file = await fileWith(
    context,
    JSON.stringify({ $schema: "x", sources: ["logs", url, "-", absolute], out: "out", status: "run/s.json" }),
  );
  const folder = path.dirname(file);
  assert.deepEqual(readConfigFile(file), {
    sources: [path.join(folder, "logs"), url, "-", absolute],
    out: path.join(folder, "out"),
    status: path.join(folder, "run", "s.json"),
  });
});

test("a byte-order mark, as some editors write it, is no part of the file", async (context) => {
  assert.deepEqual(readConfigFile(await fileWith(context, '\uFEFF{"since":"7d"}')), { since: "7d" });
});

const wrong: readonly (readonly [what: string, values: unknown, message: RegExp])[] = [
  ["an unknown name", { outt: "x" }, /there is no setting outt; there are sources, since, /],
  ["a word that is none of the choices", { format: "xml" }, /format is one of parquet, csv, both/],
  ["a time that is none", { since: "soon" }, /since does not look like 7d: only flows from this time on/],
  ["an interval that is none", { every: "10" }, /every does not look like 10m: run again/],
  ["text where yes or no belongs", { strict: "yes" }, /strict must be boolean/],
  ["one source that is no list", { sources: "logs" }, /sources must be array/],
  ["an empty source", { sources: [""] }, /sources\.0 must NOT have fewer than 1 characters/],
  ["what is said for one run", { full: true }, /full is said for one run, as --full/],
  ["a list instead of an object", [], /it must be object/],
];

for (const [what, values, message] of wrong) {
  test(`${what} is refused with its place`, async (context) => {
    await assert.rejects(read(context, values), { code: "options", message });
  });
}

test("a secret in the file is refused, and its value not repeated", async (context) => {
  const secret = "c2VjcmV0LXNlY3JldA==";
  for (const key of ["accountKey", "sasToken", "connectionString", "clientSecret"]) {
    await assert.rejects(read(context, { [key]: secret }), (error: Error) => {
      assert.match(error.message, new RegExp(`${key} does not belong into a file: secrets come from the environment`));
      assert.equal(error.message.includes(secret), false);
      return true;
    });
  }
});

test("what is wrong twice is told twice, each once", async (context) => {
  await assert.rejects(
    read(context, { format: "xml", strict: 1 }),
    /: strict must be boolean; format is one of parquet, csv, both$/,
  );
});

test("a file that is not there, and one that is not JSON, are told in words", async (context) => {
  const folder = await temporaryFolder(context);
  assert.throws(() => readConfigFile(path.join(folder, "none.json")), {
    code: "options",
    message: /^cannot read the settings in .+none\.json: there is no such file$/,
  });
  const file = await fileWith(context, '{\n"out": SECRET0123456789\n}');
  assert.throws(() => readConfigFile(file), {
    code: "options",
    message: /flow-chord\.json is not JSON(: look at line 2 column 8)?$/,
  });
});
