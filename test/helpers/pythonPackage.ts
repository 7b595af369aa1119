import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = path.join(import.meta.dirname, "..", "..");
const requirements = path.join(root, "test", "conformance", "requirements.txt");
const packagesFolder = path.join(root, ".tmp", "python");
const python = process.platform === "win32" ? "python" : "python3";
/** A slower network is as good as none: a test does not wait for it. */
const installTimeoutInMs = 150_000;
const runTimeoutInMs = 480_000;

/** Where a package of Python lies, or why it is not here. */
export type PythonPackage = { readonly folder: string } | { readonly missing: string };

/**
 * Installs a package and what it needs, in the version of requirements.txt, into an ignored folder of the project:
 * once, until the version or Python changes. Never throws: who is offline, or has no Python, gets the reason.
 */
export async function installPackage(name: string): Promise<PythonPackage> {
  const version = await outputOf(python, ["-c", "import pip, sys; print(sys.version)"]);
  if (version === undefined) return { missing: `${python} with pip is not on this machine` };
  const text = await readFile(requirements, "utf8");
  const pinned = text.split("\n").find((line) => line.startsWith(`${name}==`)) ?? name;
  const stamp = createHash("sha256").update(version + pinned);
  const folder = path.join(packagesFolder, `${name}-${stamp.digest("hex").slice(0, 12)}`);
  if (existsSync(folder)) return { folder };
  console.error(`set-up: installing ${pinned} for the conformance tests, once`);
  const draft = `${folder}.${process.pid}`;
  try {
    await mkdir(packagesFolder, { recursive: true });
    await pipInstall(pinned, draft);
    await rename(draft, folder);
    await removeOthers(name, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) return { missing: `pip could not install ${pinned}, perhaps offline: ${reasonOf(error)}` };
  }
  return { folder };
}

/** PySpark comes as source of Python alone; for the others a compiler would be needed. */
async function pipInstall(pinned: string, target: string): Promise<void> {
  const kinds = ["--only-binary", ":all:", "--no-binary", "pyspark"];
  const quietly = ["--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1"];
  await run(python, ["-m", "pip", "install", ...quietly, ...kinds, "--target", target, pinned], {
    timeout: installTimeoutInMs,
  });
}

/** Folders of other versions, and drafts of runs that were broken off. */
async function removeOthers(name: string, kept: string): Promise<void> {
  const folders = (await readdir(packagesFolder)).map((entry) => path.join(packagesFolder, entry));
  const others = folders.filter((folder) => path.basename(folder).startsWith(`${name}-`) && folder !== kept);
  for (const folder of others) await rm(folder, { recursive: true, force: true });
}

/** The last thing that pip says is what went wrong. */
function reasonOf(error: unknown): string {
  const { killed, stderr } = error as { killed?: boolean; stderr?: string };
  if (killed) return `it took more than ${installTimeoutInMs / 1000} s`;
  return stderr?.trim().split("\n").at(-1) ?? String(error);
}

/** Why there is no Java of a version or a newer one; undefined where there is. */
export async function javaMissing(least: number): Promise<string | undefined> {
  const home = process.env["JAVA_HOME"];
  const said = await outputOf(home === undefined ? "java" : path.join(home, "bin", "java"), ["-version"]);
  const major = Number(/version "(\d+)/.exec(said ?? "")?.[1]);
  return major >= least ? undefined : `Java ${least} or newer is not on this machine`;
}

/** Both outputs of a program; undefined where it is not there, or fails. */
async function outputOf(program: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(program, args);
    return stdout + stderr;
  } catch {
    return undefined;
  }
}

/** Runs a script that sees the packages of these folders. Throws with what it said where it fails. */
export async function runPython(args: readonly string[], folders: readonly string[]): Promise<void> {
  const own = { PYTHONPATH: folders.join(path.delimiter), PYTHONNOUSERSITE: "1", SPARK_LOCAL_IP: "127.0.0.1" };
  const env: NodeJS.ProcessEnv = { ...process.env, ...own };
  delete env["SPARK_HOME"];
  await run(python, args, { env, timeout: runTimeoutInMs, maxBuffer: 64 << 20 });
}
