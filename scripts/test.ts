import { existsSync, globSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { packageVisual } from "./package.ts";
import { checkJob, countingJob, judge, runJobs, type Job, type Outcome } from "./testJobs.ts";

const root = path.dirname(import.meta.dirname);
const coverageFolder = path.join(root, "coverage", "node");
/** For one test: the longest takes a minute on two idle cores, and many more on busy ones. */
const testLimitMs = 600_000;
const testFlags = ["--test-reporter=spec", `--test-timeout=${testLimitMs}`];

/** Checks of the sources: each is one program of node_modules, and counts as one. The longest begins. */
const checks: Readonly<Record<string, readonly string[]>> = {
  "lint: eslint": ["eslint/bin/eslint.js", "--max-warnings", "0", "."],
  "format: prettier": ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  "types: src": ["typescript/bin/tsc", "--noEmit", "-p", "tsconfig.json"],
  "types: prep, scripts, preview and tests": ["typescript/bin/tsc", "-p", "prep"],
  "types: preview page": ["typescript/bin/tsc", "-p", "preview/page"],
  "types: tests of the preview page": ["typescript/bin/tsc", "-p", "test/preview/page"],
  "types: bench page": ["typescript/bin/tsc", "-p", "bench/visualPage"],
  "types: specs of the visual": ["typescript/bin/tsc", "-p", "test/visual"],
  "imports: dependency-cruiser": [
    "dependency-cruiser/bin/dependency-cruiser.mjs",
    "--config",
    ".dependency-cruiser.cjs",
    ...["src", "prep", "preview", "report", "scripts", "bench", "test"],
  ],
  "unused code: knip": ["knip/bin/knip.js"],
};

/** Parts of the suite, and what each of them runs; `npm test -- PART` runs one of them. */
const parts: Readonly<Record<string, () => readonly Job[]>> = {
  package: () => [() => (packaged = makePackage())],
  visual: () => [countingJob(["scripts/testVisual.ts"], { passed: /^(\d+) passed/gm, failed: /, (\d+) failed$/gm })],
  checks: () =>
    Object.entries(checks).map(([name, [program = "", ...args]]) => checkJob(name, [inModules(program), ...args])),
  node: listNodeTests,
};

/** Is done when the tests may open the package; where this run makes none, they take what is there. */
let packaged: Promise<unknown> = Promise.resolve();

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`unknown part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
await rm(coverageFolder, { recursive: true, force: true });
const jobs = Object.entries(parts).flatMap(([name, list]) =>
  wanted.length === 0 || wanted.includes(name) ? list() : [],
);
const tests = await runJobs(jobs);
const coverage = await runJobs(existsSync(coverageFolder) ? [reportCoverage()] : []);
const [passed, failed] = [tests.passed + coverage.passed, tests.failed + coverage.failed];
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** The package is made anew, whatever is there, and its audit must be clean; that `src/` is, the checks say. */
async function makePackage(): Promise<Outcome> {
  const name = "certification audit of the package";
  try {
    await packageVisual({ force: true, isLinted: true });
    return judge(name, true, "");
  } catch (error) {
    return judge(name, false, `${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/**
 * Each file of node:test in a process of its own. What tests of prep run in prep/ is measured; the other tests are long
 * forms of them, by chance or with large logs, which take twice as long where they are measured.
 */
function listNodeTests(): Job[] {
  return globSync("test/!(visual)/**/*.test.ts", { cwd: root })
    .sort()
    .map((file) => {
      const isMeasured = file.startsWith(path.join("test", "prep"));
      const env = isMeasured ? { NODE_V8_COVERAGE: coverageFolder, NODE_DISABLE_COMPILE_CACHE: "1" } : {};
      const run = countingJob(
        [...testFlags, file],
        { passed: /^\S*ℹ pass (\d+)/gm, failed: /^\S*ℹ (?:fail|cancelled) (\d+)/gm },
        env,
      );
      return async () => {
        await packaged;
        return run();
      };
    });
}

function reportCoverage(): Job {
  const report = ["report", "--temp-directory", coverageFolder, "--reporter", "text", "--include", "prep/**", "--all"];
  return checkJob("coverage: prep", [inModules("c8/bin/c8.js"), ...report]);
}

function inModules(program: string): string {
  return path.join("node_modules", program);
}
