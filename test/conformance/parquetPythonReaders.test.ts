import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { judgedFiles } from "../helpers/judgedFiles.ts";
import { checkReading, writtenOf, type Reading } from "../helpers/parquetReading.ts";
import { installPackage, javaMissing, runPython, type PythonPackage } from "../helpers/pythonPackage.ts";

const script = path.join(import.meta.dirname, "readParquet.py");
const folder = await mkdtemp(path.join(tmpdir(), "flow-chord-python-"));
after(() => rm(folder, { recursive: true }));

/** Writes the tables once, and only if somebody reads them. */
let written: Promise<ReturnType<typeof writtenOf>[]> | undefined;
async function writeTables(): Promise<ReturnType<typeof writtenOf>[]> {
  const all = [];
  for (const [index, { make }] of judgedFiles.entries()) {
    const { bytes, rowGroups } = await make();
    all.push(writtenOf(rowGroups));
    await writeFile(path.join(folder, `${index}.parquet`), bytes);
  }
  return all;
}

const [polars, pyarrow, pyspark] = await Promise.all([
  installPackage("polars"),
  installPackage("pyarrow"),
  javaMissing(17).then((missing) => (missing === undefined ? installPackage("pyspark") : { missing })),
]);

/** Libraries, the readers that they have, and the packages that they need: Spark hands its rows over through Arrow. */
const libraries: readonly (readonly [library: string, readers: readonly string[], needs: readonly PythonPackage[]])[] =
  [
    ["polars", ["polars"], [polars]],
    ["pyarrow", ["pyarrow"], [pyarrow]],
    ["spark", ["spark", "parquet-java"], [pyspark, pyarrow]],
  ];

for (const [library, readers, needs] of libraries) {
  const missing = needs.flatMap((one) => ("missing" in one ? [one.missing] : []));
  const folders = needs.flatMap((one) => ("folder" in one ? [one.folder] : []));
  describe(`${library} finds what was written`, { skip: missing.join("; ") || false }, () => {
    before(async () => {
      await (written ??= writeTables());
      await runPython([script, library, folder], folders);
    });

    for (const reader of readers) {
      for (const [index, { name }] of judgedFiles.entries()) {
        test(`${reader}: ${name}`, async () => {
          const text = await readFile(path.join(folder, `${index}.${reader}.json`), "utf8");
          const reading = JSON.parse(text) as Reading | { readonly error: string };
          if ("error" in reading) assert.fail(reading.error);
          checkReading(reading, (await written)?.[index] ?? {});
        });
      }
    }
  });
}
