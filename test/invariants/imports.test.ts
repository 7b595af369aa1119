import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = path.join(import.meta.dirname, "..", "..");
const depcruise = path.join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruiser.mjs");

interface Violation {
  readonly rule: { readonly name: string };
}

/** Cruises a small tree of planted files with the project's own rules. */
async function rulesBroken(context: TestContext, files: Readonly<Record<string, string>>): Promise<string[]> {
  await mkdir(path.join(root, ".tmp"), { recursive: true });
  const tree = await mkdtemp(path.join(root, ".tmp", "imports-"));
  context.after(() => rm(tree, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(tree, name)), { recursive: true });
    await writeFile(path.join(tree, name), text);
  }
  const folders = [...new Set(Object.keys(files).map((name) => name.split("/")[0] ?? ""))];
  const config = path.join(root, ".dependency-cruiser.cjs");
  const args = [depcruise, "--config", config, "--output-type", "json", ...folders];
  const { stdout } = await run(process.execPath, args, { cwd: tree }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
  return summary.violations.map(({ rule }) => rule.name);
}

const leaf = "export const leaf = 1;\n";
const planted: readonly (readonly [what: string, from: string, to: string, rule: string])[] = [
  ["the visual importing prep", "src/visual.ts", "prep/run.ts", "visual-and-prep-apart"],
  ["prep importing the visual", "prep/run.ts", "src/visual.ts", "visual-and-prep-apart"],
  ["the model importing the drawing", "src/model/fold.ts", "src/render/scene.ts", "model-is-pure"],
  ["the layout importing host services", "src/layout/radii.ts", "src/interact/tooltip.ts", "layout-draws-nothing"],
  ["the scan importing a sink", "prep/scan/a.ts", "prep/sink/b.ts", "scan-has-no-io"],
  ["a sink importing a source", "prep/sink/a.ts", "prep/source/b.ts", "sinks-know-no-source"],
  ["production code importing a test", "prep/a.ts", "test/b.ts", "nothing-imports-tests"],
];

for (const [what, from, to, rule] of planted) {
  test(`${what} is caught`, async (context) => {
    const target = path.posix.relative(path.posix.dirname(from), to);
    const text = `import { leaf } from "${target.startsWith(".") ? target : `./${target}`}";\nexport const x = leaf;\n`;
    assert.deepEqual(await rulesBroken(context, { [from]: text, [to]: leaf }), [rule]);
  });
}

test("a tree that keeps the rules breaks none", async (context) => {
  const text = 'import { leaf } from "../columns/b.ts";\nexport const x = leaf;\n';
  assert.deepEqual(await rulesBroken(context, { "prep/sink/a.ts": text, "prep/columns/b.ts": leaf }), []);
});
