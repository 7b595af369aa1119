import type { Download, Page } from "playwright-core";
import { evaluate } from "./openPage.ts";

/** Clicks a button that saves a file, and gives the file. */
export async function download(page: Page, name: string): Promise<Download> {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.locator(`button[name="${name}"]`).click()]);
  return saved;
}

/** What stands in a saved drawing; `parts` are the parts of ribbons. */
export interface SeenSvg {
  readonly errors: number;
  readonly parts: number;
  readonly withoutFill: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
}

/** Parses it anew, as whoever opens the file does. */
export async function readSvg(page: Page, text: string): Promise<SeenSvg> {
  return evaluate<SeenSvg>(
    page,
    `((text) => {
      const { documentElement: svg } = new DOMParser().parseFromString(text, "image/svg+xml");
      const parts = [...svg.querySelectorAll("path[data-source]")];
      return {
        errors: svg.querySelectorAll("parsererror").length + Number(svg.localName !== "svg"),
        parts: parts.length,
        withoutFill: parts.filter((part) => !part.hasAttribute("fill")).length,
        width: Number(svg.getAttribute("width")),
        height: Number(svg.getAttribute("height")),
        title: svg.querySelector(":scope > title").textContent,
        description: svg.querySelector(":scope > desc").textContent,
      };
    })(${JSON.stringify(text)})`,
  );
}

/** Decodes it; a picture that is blank has one color. */
export async function readPng(page: Page, png: Buffer): Promise<{ width: number; height: number; colors: number }> {
  return evaluate<{ width: number; height: number; colors: number }>(
    page,
    `(async (base64) => {
      const image = new Image();
      image.src = "data:image/png;base64," + base64;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      return { width: image.width, height: image.height, colors: new Set(new Uint32Array(data.buffer)).size };
    })("${png.toString("base64")}")`,
  );
}
