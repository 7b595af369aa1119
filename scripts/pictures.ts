import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";
import { bundlePage } from "../preview/buildPage.ts";
import type { PicturePage } from "../preview/picturePayload.ts";
import { readPackage } from "../preview/readPackage.ts";
import { findChromium } from "./chromium.ts";
import { packageVisual } from "./package.ts";
import { album } from "./pictures/album.ts";
import { shrinkPng } from "./pictures/shrinkPng.ts";
import type { Picture } from "./pictures/stage.ts";

/*
 * `npm run pictures [-- NAME...]`: takes the pictures of docs/ anew, all or those of these names, by running the packaged
 * visual in Chromium on the same flows each time. `preview` is the page that `npm start` writes.
 */

const root = path.dirname(import.meta.dirname);
const docs = path.join(root, "docs");
/** Marks fade in 140 ms, and get their names a moment after they are drawn. */
const settleMs = 400;

const takers = new Map<string, (browser: Browser) => Promise<void>>([
  ["preview", takePreview],
  ...album.map((picture) => [picture.name, (browser: Browser) => takePicture(browser, picture)] as const),
]);
await takeAll(process.argv.slice(2));

async function takeAll(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !takers.has(name));
  if (unknown.length > 0)
    throw new Error(`no picture ${unknown.join(", ")}; there are ${[...takers.keys()].join(", ")}`);
  const { executablePath, args, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, args: [...args], env });
  try {
    for (const [name, take] of takers) if (wanted.length === 0 || wanted.includes(name)) await take(browser);
  } finally {
    await browser.close();
  }
}

async function takePicture(
  browser: Browser,
  { name, staged, clicked, typed, hovered, numbered = [] }: Picture,
): Promise<void> {
  const page = await browser.newPage({ deviceScaleFactor: 1.5, locale: "en-US" });
  const { js, css } = await bundlePage("picture.ts");
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><style>${css}</style><body></body><script>${js}</script>`,
  );
  const errors = await call(page, "show", await readPackage((await packageVisual()).file), staged);
  if (errors.length > 0) throw new Error(`${name}: ${errors.join("; ")}`);
  const picture = page.locator(".staged");
  const { width = 0, height = 0 } = (await picture.boundingBox()) ?? {};
  await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
  if (clicked !== undefined) {
    await page.mouse.click(...(await call(page, "pointAt", clicked)));
    await page.mouse.move(0, 0);
  }
  if (typed !== undefined) await page.keyboard.type(typed);
  if (hovered !== undefined) await page.mouse.move(...(await call(page, "pointAt", hovered)));
  for (const [index, mark] of numbered.entries()) await call(page, "number", String(index + 1), mark);
  await page.waitForTimeout(settleMs);
  await keepPicture(path.join(docs, "pictures", `${name}.png`), await picture.screenshot());
  await page.close();
}

type Result<Name extends keyof PicturePage> = Awaited<ReturnType<PicturePage[Name]>>;

async function call<Name extends keyof PicturePage>(
  page: Page,
  name: Name,
  ...args: Parameters<PicturePage[Name]>
): Promise<Result<Name>> {
  const result: Result<Name> = await page.evaluate(`flowChordPicture.${name}(...${JSON.stringify(args)})`);
  return result;
}

/** Without the choice of language: names of languages are blank where no font has them. */
async function takePreview(browser: Browser): Promise<void> {
  const out = path.join(root, ".tmp", `pictures-${process.pid}`);
  try {
    await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, "start.ts"), "--out", out]);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
    await page.goto(pathToFileURL(path.join(out, "preview.html")).href);
    await page.addStyleTag({ content: "label.locale { display: none }" });
    await page.waitForTimeout(settleMs);
    await keepPicture(path.join(docs, "preview.png"), await page.screenshot());
    await page.close();
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function keepPicture(file: string, png: Buffer): Promise<void> {
  const small = shrinkPng(png);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, small);
  console.log(`${path.relative(root, file)}: ${Math.ceil(small.length / 1024)} KB`);
}
