import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type * as SparticuzChromium from "@sparticuz/chromium";

/** A Chromium to start: its program, the flags it needs here, and its environment. */
export interface ChromiumProgram {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const projectRoot = path.dirname(import.meta.dirname);

/** Flags for a machine without a screen, also as root and in a container; the rest keeps Chromium off the network. */
const headlessArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-zygote",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

const installedPaths: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/microsoft-edge",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((variable) => {
    const folder = process.env[variable];
    if (folder === undefined) return [];
    return [
      path.join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      path.join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ];
  }),
};

/**
 * The Chromium for tests and screenshots: `CHROME_BIN`, else an installed Chrome, Chromium or Edge, else the one
 * inside the npm package (Linux on x64 only). Throws with what to install where there is none.
 */
export async function findChromium(): Promise<ChromiumProgram> {
  const named = process.env["CHROME_BIN"];
  const installed = named ?? installedPaths[process.platform]?.find((candidate) => existsSync(candidate));
  if (installed !== undefined) return { executablePath: installed, args: headlessArgs, env: process.env };
  if (process.platform === "linux" && process.arch === "x64") return unpackChromium();
  throw new Error("no browser found: install Chrome, Chromium or Edge, or set CHROME_BIN to one");
}

/**
 * Unpacks the package's Chromium once, into a folder of its own that gets its name only when it is complete: several
 * processes may be at it at the same time.
 */
async function unpackChromium(): Promise<ChromiumProgram> {
  const folder = path.join(projectRoot, "node_modules", ".cache", "chromium");
  if (!existsSync(folder)) {
    const unpacked = `${folder}-${process.pid}`;
    await unpackInto(unpacked, folder);
    await rename(unpacked, folder).catch(() => rm(unpacked, { recursive: true, force: true }));
  }
  const executablePath = path.join(folder, "chromium");
  const env: Record<string, string | undefined> = { ...process.env, FONTCONFIG_FILE: path.join(folder, "fonts.conf") };
  if (execFileSync("ldd", [executablePath], { encoding: "utf8" }).includes("not found")) {
    env["LD_LIBRARY_PATH"] = path.join(folder, "al2023", "lib");
  }
  return { executablePath, args: headlessArgs, env };
}

/** The package unpacks into the folder for temporary files: it is given one of the project's own for the time. */
async function unpackInto(folder: string, finalFolder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const sparticuz: typeof SparticuzChromium = await import("@sparticuz/chromium");
    await sparticuz.default.executablePath();
    const binaries = path.join(projectRoot, "node_modules", "@sparticuz", "chromium", "bin");
    await sparticuz.inflate(path.join(binaries, "al2023.tar.br"));
    await writeFile(path.join(folder, "fonts.conf"), formatFontConfig(finalFolder));
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

/** The machine's own fonts and the package's; its configuration names folders that exist on its own platform only. */
function formatFontConfig(folder: string): string {
  const dirs = ["/usr/share/fonts", "/usr/local/share/fonts", path.join(folder, "fonts")];
  const alias = "<alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>";
  const lines = [
    ...dirs.map((dir) => `<dir>${dir}</dir>`),
    `<cachedir>${path.join(folder, "cache")}</cachedir>`,
    alias,
  ];
  return `<?xml version="1.0"?>\n<fontconfig>\n${lines.join("\n")}\n</fontconfig>\n`;
}
