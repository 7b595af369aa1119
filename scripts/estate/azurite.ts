import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** A running Blob Storage: how to reach it, and how to end it. */
export interface Azurite {
  readonly connectionString: string;
  /** With the account's name and without a slash at the end: `http://127.0.0.1:PORT/ACCOUNT`. */
  readonly blobEndpoint: string;
  stop(): Promise<void>;
}

const accountName = "devstoreaccount1";
const startTimeoutMs = 120_000;

/** Azurite knows no newer API version than its own: it takes the client's without a check. */
const flags = ["--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck"];

/**
 * Starts Azurite's blob service in memory on a free loopback port, with a key of its own.
 * It runs in a worker thread: a thread ends with its process, whatever ends that, and nothing is left behind.
 * Until `stop` it keeps the process alive.
 */
export async function startAzurite(): Promise<Azurite> {
  const accountKey = randomBytes(64).toString("base64");
  const env: NodeJS.ProcessEnv = { ...process.env, AZURITE_ACCOUNTS: `${accountName}:${accountKey}` };
  delete env["AZURITE_DB"];
  const worker = new Worker(createRequire(import.meta.url).resolve("azurite/dist/src/blob/main.js"), {
    argv: ["--blobHost", "127.0.0.1", "--blobPort", "0", ...flags],
    env,
    stdout: true,
    stderr: true,
  });
  const blobEndpoint = `${await readAddress(worker)}/${accountName}`;
  return {
    connectionString: [
      "DefaultEndpointsProtocol=http",
      `AccountName=${accountName}`,
      `AccountKey=${accountKey}`,
      `BlobEndpoint=${blobEndpoint};`,
    ].join(";"),
    blobEndpoint,
    stop: async () => {
      await worker.terminate();
    },
  };
}

/** Azurite says on standard output where it listens; whatever else it says is kept for the error. */
async function readAddress(worker: Worker): Promise<string> {
  let said = "";
  worker.stderr.on("data", (chunk) => (said += String(chunk)));
  const listening = new Promise<string>((resolve) => {
    worker.stdout.on("data", (chunk) => {
      said += String(chunk);
      const address = /successfully listens on (\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const signal = AbortSignal.timeout(startTimeoutMs);
  const address = await Promise.race([listening, once(worker, "exit", { signal }).catch((error: unknown) => error)]);
  if (typeof address === "string") return address;
  await worker.terminate();
  throw new Error(`azurite did not start: ${said.trim()}`, { cause: address });
}
