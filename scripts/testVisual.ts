import { globSync, writeFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { createInstrumenter } from "istanbul-lib-instrument";
import karma from "karma";
import { findChromium } from "./chromium.ts";

const projectRoot = path.dirname(import.meta.dirname);
const bundleFile = path.join(projectRoot, ".tmp", `specs-${process.pid}`, "specs.js");

const goldenFolder = path.join(projectRoot, "test", "visual", "snapshot", "golden");
const updateFlag = "--update-goldens";

/** What the specs counted. */
export interface VisualTestCount {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Bundles the specs with the instrumented sources, runs them in Chromium, and prints the coverage of `src/`. A run that
 * breaks off, or finds no spec, counts as one failure. `wanted` are specs or folders of `test/visual`, all without one;
 * with `--update-goldens` among them, drawings that differ from their golden files are written to these.
 */
export async function runVisualTests(wanted: readonly string[] = []): Promise<VisualTestCount> {
  const updatesGoldens = wanted.includes(updateFlag);
  await bundleSpecs(wanted.filter((one) => one !== updateFlag));
  const chromium = await findChromium();
  const envBefore = { ...process.env };
  Object.assign(process.env, chromium.env, { CHROME_BIN: chromium.executablePath });
  try {
    return await runKarma(chromium.args, updatesGoldens);
  } finally {
    process.env = envBefore;
    await rm(path.dirname(bundleFile), { recursive: true });
  }
}

async function runKarma(flags: readonly string[], updatesGoldens: boolean): Promise<VisualTestCount> {
  const config = await karma.config.parseConfig(
    path.join(projectRoot, "karma.conf.cjs"),
    {
      files: [bundleFile],
      customLaunchers: { ChromiumHere: { base: "ChromeHeadless", flags: [...flags, "--headless=shell"] } },
    },
    { promiseConfig: true, throwErrors: true },
  );
  let count: VisualTestCount = { passed: 0, failed: 1 };
  return new Promise((resolve, reject) => {
    const server = new karma.Server(config, (exitCode) => {
      const isBroken = exitCode !== 0 && count.failed === 0;
      resolve(isBroken ? { ...count, failed: 1 } : count);
    });
    server.on("run_complete", (_, { success, failed }) => {
      count = { passed: success, failed: success + failed === 0 ? 1 : failed };
    });
    if (updatesGoldens) server.on("browser_info", writeGolden);
    server.start().catch(reject);
  });
}

/** A page cannot write files: a spec says what it drew, and under which name it is kept. */
function writeGolden(_: unknown, { golden, svg }: { readonly golden?: string; readonly svg?: string }): void {
  if (golden === undefined || svg === undefined || !/^[\w-]+$/.test(golden)) return;
  const file = path.join(goldenFolder, `${golden}.svg`);
  writeFileSync(file, svg);
  console.log(`wrote ${path.relative(projectRoot, file)}: look at it, then run the specs again`);
}

async function bundleSpecs(wanted: readonly string[]): Promise<void> {
  const all = globSync("test/visual/**/*.spec.ts", { cwd: projectRoot }).sort();
  const specs = wanted.length === 0 ? all : all.filter((spec) => wanted.some((start) => spec.startsWith(start)));
  await build({
    stdin: {
      contents: specs.map((spec) => `import "./${spec.replaceAll("\\", "/")}";`).join("\n"),
      resolveDir: projectRoot,
    },
    bundle: true,
    outfile: bundleFile,
    format: "iife",
    sourcemap: "inline",
    loader: { ".resjson": "json", ".svg": "text" },
    tsconfig: path.join(projectRoot, "test", "visual", "tsconfig.json"),
    plugins: [instrumentSources(), injectStyle()],
    logLevel: "warning",
  });
}

/** Counts statements and branches of the TypeScript sources themselves, so that coverage names their lines. */
function instrumentSources(): Plugin {
  const instrumenter = createInstrumenter({
    esModules: true,
    compact: false,
    parserPlugins: ["typescript"],
    produceSourceMap: false,
  });
  return {
    name: "instrument-sources",
    setup(bundler) {
      const sources = new RegExp(`^${escapePattern(path.join(projectRoot, "src") + path.sep)}.*\\.ts$`);
      bundler.onLoad({ filter: sources }, async ({ path: file }) => {
        return { contents: instrumenter.instrumentSync(await readFile(file, "utf8"), file), loader: "ts" };
      });
    },
  };
}

/** The style sheet keeps to what a browser reads as it is; a style element carries it into the page. */
function injectStyle(): Plugin {
  return {
    name: "inject-style",
    setup(bundler) {
      bundler.onLoad({ filter: /\.less$/ }, async ({ path: file }) => {
        const css = JSON.stringify(await readFile(file, "utf8"));
        const contents = `const style = document.createElement("style"); style.textContent = ${css}; document.head.append(style);`;
        return { contents, loader: "js" };
      });
    },
  };
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

if (process.argv[1] === import.meta.filename) {
  const { passed, failed } = await runVisualTests(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
