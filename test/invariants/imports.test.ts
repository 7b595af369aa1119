import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = path.join(import.meta.dirname, "..", "..");
const depcruise = path.join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruiser.mjs");

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

const planted: readonly (readonly [what: string, from: string, to: string, rule: string])[] = [
  ["the visual importing prep", "src/visual.ts", "prep/run.ts", "visual-and-prep-apart"],
  ["prep importing the visual", "prep/run.ts", "src/visual.ts", "visual-and-prep-apart"],
  ["the model importing the drawing", "src/model/fold.ts", "src/render/scene.ts", "model-is-pure"],
  ["the layout importing host services", "src/layout/radii.ts", "src/interact/tooltip.ts", "layout-draws-nothing"],
  ["the scan importing a sink", "prep/scan/a.ts", "prep/sink/b.ts", "scan-has-no-io"],
  ["the doctor importing a destination", "prep/doctor/a.ts", "prep/destination/b.ts", "doctor-reads-only"],
  ["a sink importing a source", "prep/sink/a.ts", "prep/source/b.ts", "sinks-know-no-source"],
  ["a run importing the settings", "prep/run/a.ts", "prep/settings/b.ts", "work-knows-no-command"],
  ["production code importing a test", "prep/a.ts", "test/b.ts", "nothing-imports-tests"],
];

const allowed = ["prep/sink/a.ts", "prep/columns/b.ts"] as const;

/** The rules that are broken, by the file that breaks them. */
const broken = new Map<string, string[]>();

/** Each pair of files by names of its own, so that one tree holds all of them. */
function nameOf(file: string, pair: number): string {
  return file.replace(/\.ts$/, `${pair}.ts`);
}

function plantPair(from: string, to: string, pair: number): Record<string, string> {
  const target = path.posix.relative(path.posix.dirname(from), nameOf(to, pair));
  const text = `import { leaf } from "${target.startsWith(".") ? target : `./${target}`}";\nexport const x = leaf;\n`;
  return { [nameOf(from, pair)]: text, [nameOf(to, pair)]: "export const leaf = 1;\n" };
}

/** Cruises a small tree of planted files with the project's own rules. */
async function cruise(tree: string): Promise<readonly Violation[]> {
  const pairs = [...planted.map(([, from, to]) => [from, to] as const), allowed];
  const files = Object.assign({}, ...pairs.map(([from, to], pair) => plantPair(from, to, pair))) as object;
  for (const [name, text] of Object.entries(files) as [string, string][]) {
    await mkdir(path.dirname(path.join(tree, name)), { recursive: true });
    await writeFile(path.join(tree, name), text);
  }
  const folders = await readdir(tree);
  const config = path.join(root, ".dependency-cruiser.cjs");
  const args = [depcruise, "--config", config, "--output-type", "json", ...folders];
  const { stdout } = await run(process.execPath, args, { cwd: tree }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const { summary } = JSON.parse(stdout) as { summary: { totalCruised: number; violations: readonly Violation[] } };
  assert.equal(summary.totalCruised, 2 * pairs.length);
  return summary.violations;
}

before(async () => {
  await mkdir(path.join(root, ".tmp"), { recursive: true });
  const tree = await mkdtemp(path.join(root, ".tmp", "imports-"));
  try {
    for (const { from, rule } of await cruise(tree)) broken.set(from, [...(broken.get(from) ?? []), rule.name]);
  } finally {
    await rm(tree, { recursive: true });
  }
});

for (const [pair, [what, from, , rule]] of planted.entries()) {
  test(`${what} is caught`, () => {
    assert.deepEqual(broken.get(nameOf(from, pair)), [rule]);
  });
}

test("an import that keeps the rules breaks none, and nothing else does", () => {
  assert.equal(broken.get(nameOf(allowed[0], planted.length)), undefined);
  assert.equal(broken.size, planted.length);
});
