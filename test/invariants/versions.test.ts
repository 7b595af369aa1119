import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

const root = path.join(import.meta.dirname, "..", "..");

async function readJson(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path.join(root, name), "utf8")) as Record<string, unknown>;
}

test("the visual's four-part version is the package's", async () => {
  const { version } = await readJson("package.json");
  const { visual } = (await readJson("pbiviz.json")) as { visual: { version: string } };
  assert.equal(visual.version, `${String(version)}.0`);
});

test("the changelog speaks of this version", async () => {
  const { version } = await readJson("package.json");
  assert.match(await readFile(path.join(root, "CHANGELOG.md"), "utf8"), new RegExp(`^## ${String(version)}$`, "m"));
});

test("every dependency is pinned to one version and explained in ARCHITECTURE.md", async () => {
  const { dependencies, devDependencies } = (await readJson("package.json")) as Record<string, Record<string, string>>;
  const all = Object.entries({ ...dependencies, ...devDependencies });
  const architecture = await readFile(path.join(root, "ARCHITECTURE.md"), "utf8");
  const isExplained = (name: string) =>
    architecture.includes(name) || architecture.includes(`-${name.split("-").at(-1) ?? name}`);
  assert.ok(all.length >= 30);
  assert.deepEqual(
    all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?$/.test(version)),
    [],
  );
  assert.deepEqual(
    all.filter(([name]) => !name.startsWith("@types/") && !isExplained(name)),
    [],
  );
});

test("binaryen is the version that assemblyscript brings: there is one of them", async () => {
  const { devDependencies } = (await readJson("package.json")) as Record<string, Record<string, string>>;
  const compiler = await readJson("node_modules/assemblyscript/package.json");
  const { binaryen } = compiler["dependencies"] as Record<string, string>;
  assert.equal(devDependencies?.["binaryen"], binaryen);
});

test("lock files hold checksums and no download addresses", async () => {
  for (const name of ["package-lock.json", "scripts/runtime/package-lock.json"]) {
    const text = await readFile(path.join(root, name), "utf8");
    assert.match(text, /"integrity": "sha512-/);
    assert.doesNotMatch(text, /"resolved"|\.tgz/);
  }
});
