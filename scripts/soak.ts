import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startAzurite } from "./estate/azurite.ts";

const usage = `usage: npm run soak [-- --runs N] [--place folder|container]
  Runs prep --every on logs that grow, one run after the other without waiting, and says whether memory stays flat.
  --runs   how many; 1000 if it is not given
  --place  where logs and tables are; in a folder, then in a container of a Blob Storage of its own, if it is not given`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "1000" }, place: { type: "string" } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 20 || !["folder", "container", undefined].includes(values.place)) {
    console.error(usage);
    return 2;
  }
  const places = values.place === undefined ? ["folder", "container"] : [values.place];
  let isGood = true;
  for (const place of places) {
    console.log(`${place}:`);
    isGood = (await (place === "folder" ? runSoak(runs) : withAzurite((env) => runSoak(runs, env)))) && isGood;
  }
  return isGood ? 0 : 1;
}

async function withAzurite(run: (env: NodeJS.ProcessEnv) => Promise<boolean>): Promise<boolean> {
  const azurite = await startAzurite();
  try {
    return await run({ AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString });
  } finally {
    await azurite.stop();
  }
}

async function runSoak(runs: number, env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), "soak-"));
  const script = path.join(import.meta.dirname, "soak", "soakRuns.ts");
  const args = ["--expose-gc", script, folder, String(runs)];
  try {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: "inherit" });
    const [status] = (await once(child, "exit")) as [number | null];
    return status === 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}
