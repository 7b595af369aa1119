import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { createInstrumenter } from "istanbul-lib-instrument";
import karma from "karma";
import { findChromium } from "./chromium.ts";

const projectRoot = path.dirname(import.meta.dirname);
const bundleFile = path.join(projectRoot, ".tmp", "specs", "specs.js");

/** What the specs counted. */
export interface VisualTestCount {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Bundles the specs with the instrumented sources, runs them in Chromium, and prints the coverage of `src/`. A run that
 * breaks off, or finds no spec, counts as one failure.
 */
export async function runVisualTests(): Promise<VisualTestCount> {
  await bundleSpecs();
  const chromium = await findChromium();
  const envBefore = { ...process.env };
  Object.assign(process.env, chromium.env, { CHROME_BIN: chromium.executablePath });
  try {
    return await runKarma(chromium.args);
  } finally {
    process.env = envBefore;
  }
}

async function runKarma(flags: readonly string[]): Promise<VisualTestCount> {
  const config = await karma.config.parseConfig(
    path.join(projectRoot, "karma.conf.cjs"),
    { customLaunchers: { ChromiumHere: { base: "ChromeHeadless", flags: [...flags, "--headless=shell"] } } },
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
    server.start().catch(reject);
  });
}

async function bundleSpecs(): Promise<void> {
  const specs = globSync("test/visual/**/*.spec.ts", { cwd: projectRoot }).sort();
  await build({
    stdin: {
      contents: specs.map((spec) => `import "./${spec.replaceAll("\\", "/")}";`).join("\n"),
      resolveDir: projectRoot,
    },
    bundle: true,
    outfile: bundleFile,
    format: "iife",
    sourcemap: "inline",
    loader: { ".resjson": "json" },
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
  const { passed, failed } = await runVisualTests();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
