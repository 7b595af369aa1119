// Set-up before every npm script. Plain JavaScript that Node 20 runs: it may be what brings the newer Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const runtimeFolder = path.join(root, "scripts", "runtime");
const onWindows = process.platform === "win32";

installLocked(root, "dependencies", "about a minute the first time");
// After an update this very script may run in the runtime, whose link `npm ci` has just removed.
buildKernel();
if (isTooOld(process.versions.node) || process.execPath.startsWith(runtimeFolder)) useRuntime();

/** Compiles the kernel of prep unless its sources are those it was made from. */
function buildKernel() {
  const folder = path.join(root, "prep", "kernel");
  const sources = readdirSync(path.join(folder, "assembly")).sort();
  const inputs = [...sources.map((name) => path.join("assembly", name)), "asconfig.json"];
  const hash = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json")));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  for (const name of inputs) hash.update(name).update(readFileSync(path.join(folder, name)));
  const wanted = hash.digest("hex");
  const stamp = path.join(folder, "dist", "built-from");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  runTool("assemblyscript/bin/asc.js", ["--config", "prep/kernel/asconfig.json"]);
  inlineFunctions(path.join(folder, "dist", "kernel.wasm"));
  writeFileSync(stamp, wanted);
}

/** The compiler inlines only tiny functions; what is called for each field of a tuple is worth more: 14 % of a scan. */
function inlineFunctions(module) {
  const limits = ["--flexible-inline-max-function-size=200", "--always-inline-max-function-size=200"];
  const features = ["--enable-simd", "--enable-bulk-memory"];
  runTool("binaryen/bin/wasm-opt", [module, "-O4", ...features, "--inlining-optimizing", ...limits, "-o", module]);
}

function runTool(tool, args) {
  const result = spawnSync(process.execPath, [path.join(root, "node_modules", tool), ...args], {
    cwd: root,
    stdio: ["ignore", process.stderr.fd, "inherit"],
  });
  if (result.status !== 0) fail("the kernel of prep does not compile; see the message above");
}

/** Runs `npm ci` in a folder unless it was done for the same lock file. */
function installLocked(folder, what, howLong) {
  const lock = readFileSync(path.join(folder, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  const stamp = path.join(folder, "node_modules", ".installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error(`set-up: installing ${what} from the npm registry (${howLong})`);
  npm(["ci", "--loglevel=error"], folder);
  writeFileSync(stamp, wanted);
}

function npm(args, folder) {
  const cli = process.env["npm_execpath"];
  const [command, first] = cli?.endsWith("js") ? [process.execPath, [cli]] : [onWindows ? "npm.cmd" : "npm", []];
  const result = spawnSync(command, [...first, ...args], {
    cwd: folder,
    stdio: ["ignore", process.stderr.fd, "inherit"],
    shell: command === "npm.cmd",
  });
  if (result.status !== 0) fail(`npm ${args.join(" ")} failed in ${folder}; see its message above`);
}

/** `engines.node` of package.json is a plain `>=MAJOR.MINOR`. */
function isTooOld(version) {
  const { engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const [wantedMajor, wantedMinor] = engines.node.replace(">=", "").split(".").map(Number);
  const [major, minor] = version.split(".").map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}

/** npm puts node_modules/.bin first on the PATH of every script: a `node` there is the one that runs it. */
function useRuntime() {
  const name = `node-${onWindows ? "win" : process.platform}-${process.arch}`;
  const link = path.join(root, "node_modules", ".bin", onWindows ? "node.cmd" : "node");
  installLocked(runtimeFolder, `Node 24 (this one is ${process.version})`, "50 MB, once");
  const binary = path.join(runtimeFolder, "node_modules", name, "bin", onWindows ? "node.exe" : "node");
  if (!existsSync(binary)) fail(`Node ${process.version} is too old; please install Node 22.18 or newer`);
  if (existsSync(link)) return;
  rmSync(link, { force: true });
  if (onWindows) writeFileSync(link, `@"${binary}" %*\r\n`);
  else symlinkSync(path.relative(path.dirname(link), binary), link);
}

function fail(message) {
  console.error(`set-up: ${message}`);
  process.exit(1);
}
