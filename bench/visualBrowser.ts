import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { chromium, type Browser, type CDPSession, type Page } from "playwright-core";
import { findChromium } from "../scripts/chromium.ts";
import { viewport, type BenchPage } from "./visualCases.ts";

/** What the page loads: the visual and the bench's own program, each with a d3 of its own. */
export interface Bundles {
  readonly visual: string;
  readonly style: string;
  readonly page: string;
}

/** A fresh page with the bundles, and the DevTools session of it. */
export interface OpenPage {
  readonly page: Page;
  readonly devTools: CDPSession;
  readonly close: () => Promise<void>;
}

const root = path.dirname(import.meta.dirname);
const origin = "http://localhost";

/** Names and line breaks stay as they are: a profile shows them. */
export async function bundleAll(): Promise<Bundles> {
  const [visual, page] = await Promise.all([
    bundle(path.join(root, "src", "visual.ts"), path.join(root, "tsconfig.json"), "flowChordVisual"),
    bundle(path.join(import.meta.dirname, "visualPage", "main.ts"), path.join(root, "tsconfig.json"), "flowChordPage"),
  ]);
  const style = await readFile(path.join(root, "style", "visual.less"), "utf8");
  return { visual, style, page };
}

async function bundle(entry: string, tsconfig: string, globalName: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    write: false,
    bundle: true,
    format: "iife",
    globalName,
    target: "es2022",
    charset: "ascii",
    tsconfig,
    loader: { ".resjson": "json", ".less": "empty" },
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}

/** Starts the browser; `performance.memory` is exact in it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await findChromium();
  return chromium.launch({
    executablePath,
    args: [...args, "--enable-precise-memory-info", "--js-flags=--expose-gc"],
    env,
  });
}

/** A page of its own, so that no case warms up another; isolated, so that its clock is as fine as it gets (5 µs). */
export async function openPage(browser: Browser, { visual, style, page: program }: Bundles): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { ...viewport } });
  const html = `<!doctype html><meta charset="utf-8"><title>bench</title><style>body{margin:0}${style}</style><body></body><script src="visual.js"></script><script src="page.js"></script>`;
  const served: Readonly<Record<string, readonly [type: string, body: string]>> = {
    [`${origin}/`]: ["text/html", html],
    [`${origin}/visual.js`]: ["text/javascript", visual],
    [`${origin}/page.js`]: ["text/javascript", program],
  };
  const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  await page.route("**/*", async (route) => {
    const [contentType, body] = served[route.request().url()] ?? [];
    if (contentType === undefined || body === undefined) await route.fulfill({ status: 404 });
    else await route.fulfill({ contentType, body, headers });
  });
  await page.goto(`${origin}/`);
  if ((await page.evaluate("crossOriginIsolated")) !== true) throw new Error("the page's clock is a coarse one");
  return { page, devTools: await page.context().newCDPSession(page), close: () => page.close() };
}

/** What a function of the page's program gives, after a promise of it. */
type Result<Name extends keyof BenchPage> = Awaited<ReturnType<BenchPage[Name]>>;

/** Calls a function of the page's program. */
export async function call<Name extends keyof BenchPage>(
  { page }: OpenPage,
  name: Name,
  ...args: Parameters<BenchPage[Name]>
): Promise<Result<Name>> {
  const result: Result<Name> = await page.evaluate(`flowChordBench.${name}(...${JSON.stringify(args)})`);
  return result;
}

/** MB on the heap and in array buffers, after all that can be collected is. */
export async function measureHeapMb({ devTools }: OpenPage): Promise<number> {
  await devTools.send("HeapProfiler.enable");
  await devTools.send("HeapProfiler.collectGarbage");
  await devTools.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await devTools.send("Runtime.getHeapUsage");
  await devTools.send("HeapProfiler.disable");
  return (usedSize + backingStorageSize) / 1e6;
}
