import path from "node:path";
import { build } from "esbuild";
import type { PreviewPayload } from "./payload.ts";

const pageFolder = path.join(import.meta.dirname, "page");

/** No network, whatever the page and the visual try: everything they need is in the file. */
const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** The whole page as one HTML text. */
export async function buildPage(payload: PreviewPayload): Promise<string> {
  const { js, css } = await bundlePage("main.ts");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    "<title>Flow Chord</title>",
    `<style>${css}</style>`,
    "</head>",
    '<body><div id="page"></div>',
    `<script type="application/json" id="payload">${embedJson(payload)}</script>`,
    `<script>${js}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** JSON that may stand in a script element: no text in it can end the element or a line of script. */
export function embedJson(value: unknown): string {
  const escapes: Readonly<Record<string, string>> = { "<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029" };
  return JSON.stringify(value).replace(/[<\u2028\u2029]/g, (character) => escapes[character] ?? character);
}

/**
 * Bundles a program of the page's folder with its style. esbuild writes ASCII and breaks up every `</script` and
 * `</style` in what it writes.
 */
export async function bundlePage(program: string): Promise<{ js: string; css: string }> {
  const { outputFiles } = await build({
    entryPoints: [path.join(pageFolder, program)],
    outdir: pageFolder,
    write: false,
    bundle: true,
    format: "iife",
    target: "es2022",
    charset: "ascii",
    logLevel: "silent",
  });
  const textOf = (ending: string): string => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { js: textOf(".js"), css: textOf(".css") };
}
