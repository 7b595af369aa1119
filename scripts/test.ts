import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { globSync } from "node:fs";

/** What a part of the suite counted. */
interface Count {
  readonly passed: number;
  readonly failed: number;
}

const root = path.dirname(import.meta.dirname);
const coverageFolder = path.join(root, "coverage", "node");

/** Checks of the sources: each is one program of node_modules, and counts as one. */
const checks: Readonly<Record<string, readonly string[]>> = {
  "format: prettier": ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  "lint: eslint": ["eslint/bin/eslint.js", "--max-warnings", "0", "."],
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

/** Parts of the suite in the order they run; `npm test -- PART` runs one of them. */
const parts: Readonly<Record<string, () => Promise<Count>>> = {
  checks: runChecks,
  package: runPackage,
  node: runNodeTests,
  visual: async () => {
    const { runVisualTests } = await import("./testVisual.ts");
    return runVisualTests();
  },
};

const total = await runParts(process.argv.slice(2));
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function runParts(wanted: readonly string[]): Promise<Count> {
  const unknown = wanted.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    console.error(`unknown part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);
    process.exit(2);
  }
  const counts: Count[] = [];
  for (const [name, runPart] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n== ${name}`);
    counts.push(await runPart());
  }
  return add(counts);
}

async function runChecks(): Promise<Count> {
  const counts: Count[] = [];
  for (const [name, [program = "", ...args]] of Object.entries(checks)) {
    counts.push(await runProgram(name, [path.join("node_modules", program), ...args]));
  }
  return add(counts);
}

/** The package is made anew, whatever is there, and its audit must be clean. */
async function runPackage(): Promise<Count> {
  const { packageVisual } = await import("./package.ts");
  try {
    await packageVisual({ force: true });
    return told("certification audit of the package", true);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return told("certification audit of the package", false);
  }
}

/** Runs every test of node:test, in processes of their own, and prints the coverage of prep/ on its sources. */
async function runNodeTests(): Promise<Count> {
  await rm(coverageFolder, { recursive: true, force: true });
  process.env["NODE_V8_COVERAGE"] = coverageFolder;
  const files = globSync("test/!(visual)/**/*.test.ts", { cwd: root }).map((file) => path.join(root, file));
  const count = { passed: 0, failed: 0 };
  const stream = run({ files, concurrency: 2, timeout: 300_000 });
  stream.on("test:pass", (event) => {
    if (event.details.type !== "suite" && event.skip === undefined) count.passed++;
  });
  stream.on("test:fail", (event) => {
    if (event.details.type !== "suite") count.failed++;
  });
  for await (const text of stream.compose(new spec())) process.stdout.write(String(text));
  delete process.env["NODE_V8_COVERAGE"];
  return add([count, await reportCoverage()]);
}

async function reportCoverage(): Promise<Count> {
  if (!existsSync(coverageFolder)) return { passed: 0, failed: 0 };
  const report = ["report", "--temp-directory", coverageFolder, "--reporter", "text", "--include", "prep/**"];
  return runProgram("coverage: prep", [path.join("node_modules", "c8", "bin", "c8.js"), ...report, "--all"]);
}

async function runProgram(name: string, args: readonly string[]): Promise<Count> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  const status = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  return told(name, status === 0);
}

function told(name: string, isGood: boolean): Count {
  console.log(`${isGood ? "passed" : "FAILED"}  ${name}`);
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function add(counts: readonly Count[]): Count {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}
