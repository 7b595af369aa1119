import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

const projectRoot = path.dirname(import.meta.dirname);
const packageFile = path.join(projectRoot, "dist", "flow-chord.pbiviz");
const eslintProgram = path.join("node_modules", "eslint", "bin", "eslint.js");
const pbivizProgram = path.join("node_modules", "powerbi-visuals-tools", "bin", "pbiviz.js");
const inputFolders = ["src", "style", "assets", "stringResources"];
const inputFiles = ["capabilities.json", "pbiviz.json", "tsconfig.json", "tsconfig.base.json", "package-lock.json"];

/** Lines tagged as warning or error that say nothing about the visual: the packager's own ways, its local certificate. */
const harmlessFindings = [
  "Using recommended eslint config.",
  "Skipping API check.",
  "Certificate verification error",
  "Certificate not found",
  "Create certificate error",
];

/** What `packageVisual` made: the file, its size, and whether it was already newer than everything it is made of. */
export interface PackagedVisual {
  readonly file: string;
  readonly sizeBytes: number;
  readonly wasFresh: boolean;
}

/**
 * Lints `src/`, packages the visual and audits it; resolves to `dist/flow-chord.pbiviz`. Rejects with every finding in
 * words. Does nothing where the file is newer than its inputs, unless `force` is set, and does not lint where another
 * program does (`isLinted`). Works offline, asks nothing.
 */
export async function packageVisual({ force = false, isLinted = false } = {}): Promise<PackagedVisual> {
  const wasFresh = !force && (await isFresh());
  if (!wasFresh) {
    if (!isLinted) await lintSources();
    await buildPackage();
  }
  return { file: packageFile, sizeBytes: (await stat(packageFile)).size, wasFresh };
}

async function lintSources(): Promise<void> {
  const { exitCode, output } = await runNode([eslintProgram, "src", "--max-warnings", "0"]);
  if (exitCode !== 0) throw new Error(`eslint found problems in src:\n${output}`);
}

async function buildPackage(): Promise<void> {
  const args = [pbivizProgram, "package", "--certification-audit", "--no-stats", "--skip-api", "--verbose"];
  const { exitCode, output } = await runNode(args);
  const findings = listFindings(output);
  if (exitCode !== 0 || findings.length > 0) {
    throw new Error(`the visual was not packaged:\n${findings.length > 0 ? findings.join("\n") : output}`);
  }
  await keepResult();
}

/**
 * The findings in what the packager printed, in its own words; it exits 0 on most of them. A missing statement that
 * no external request was found is a finding too.
 */
export function listFindings(output: string): string[] {
  const tagged = output.split("\n").flatMap((line) => /^\s*(?:error|warn)\s+(.*\S)/.exec(line)?.[1] ?? []);
  const findings = tagged.filter((finding) => !harmlessFindings.some((harmless) => finding.startsWith(harmless)));
  if (!output.includes("No external requests found in the visual.")) findings.push("the audit of requests did not run");
  return findings;
}

/** The packager names the file after the visual's guid and version: it gets its own name, the rest goes. */
async function keepResult(): Promise<void> {
  const { visual } = JSON.parse(await readFile(path.join(projectRoot, "pbiviz.json"), "utf8")) as {
    visual: { guid: string; version: string };
  };
  const dist = path.dirname(packageFile);
  await rename(path.join(dist, `${visual.guid}.${visual.version}.pbiviz`), packageFile);
  await rm(path.join(dist, "package.json"), { force: true });
}

async function isFresh(): Promise<boolean> {
  const made = await stat(packageFile).catch(() => undefined);
  if (made === undefined) return false;
  const files = [...inputFiles];
  for (const folder of inputFolders) {
    const entries = await readdir(path.join(projectRoot, folder), { recursive: true });
    files.push(...entries.map((entry) => path.join(folder, entry)));
  }
  const changes = await Promise.all(files.map(async (file) => (await stat(path.join(projectRoot, file))).mtimeMs));
  return changes.every((changeMs) => changeMs < made.mtimeMs);
}

/** The packager keeps a certificate in the home folder for a server that is not started here: it gets a home of ours. */
async function runNode(args: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  const home = path.join(projectRoot, "node_modules", ".cache", "pbiviz");
  await mkdir(home, { recursive: true });
  return new Promise((resolve, reject) => {
    const env = { ...process.env, HOME: home, NO_COLOR: "1", FORCE_COLOR: "0" };
    const child = spawn(process.execPath, [...args], { cwd: projectRoot, env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

if (process.argv[1] === import.meta.filename) {
  try {
    const { file, sizeBytes, wasFresh } = await packageVisual({ force: process.argv.includes("--force") });
    const state = wasFresh ? "up to date" : "audit clean";
    console.log(`${path.relative(projectRoot, file)}: ${String(Math.ceil(sizeBytes / 1024))} KB, ${state}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
