import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openContainer, type AzureLogin } from "../azure/client.ts";
import { labelOf, splitContainerUrl } from "../azure/containerUrl.ts";
import { explain, statusOf } from "../azure/explain.ts";
import { isFolderMarker } from "../azure/folderMarker.ts";
import { codeOf, PrepError } from "../errors.ts";
import { applyBlocks, type ContainerToken } from "./applyBlocks.ts";
import {
  commitBlocks,
  explainConflict,
  findVersion,
  type BlobContainer,
  type BlobVersion,
  type BlockBlob,
} from "./blocks.ts";
import { takeLease, type ContainerLease } from "./containerLease.ts";
import {
  folders,
  writtenFolders,
  type Destination,
  type FilePart,
  type RandomAccess,
  type StagedFile,
} from "./destination.ts";
import { checkPath, checkRunId } from "./destinationPath.ts";
import { withFile, writeAll } from "./durable.ts";
import { checkpointName } from "./folderPlaces.ts";
import { downloadRange } from "./downloadRange.ts";
import { prepareOnce } from "./prepareOnce.ts";
import { stageBlocks } from "./stageBlocks.ts";

const pieceBytes = 8 << 20;

interface ContainerRun {
  readonly client: BlobContainer;
  /** With a slash at its end, or empty. */
  readonly prefix: string;
  readonly label: string;
  readonly runId: string;
  readonly lease: ContainerLease;
  /** The checkpoint that this run knows; a run that has taken over has published another. */
  checkpoint: BlobVersion | undefined;
  /** Set while this run stages: its marker is there, and those of runs that died are gone. */
  prepared: Promise<void> | undefined;
  /** Whether the commit of this run may count already, and is not applied to its end. */
  isPublished: boolean;
  isClosed: boolean;
}

/**
 * Opens a container, or what is below a prefix of it, for one run; makes the container where it is missing. A new
 * version of a blob is staged as blocks that are not committed: the service drops them after a week, and with every
 * other commit of the blob. A marker in `_staging` says that a run has not been applied to its end.
 */
export async function openContainerDestination(url: URL, login: AzureLogin, runId: string): Promise<Destination> {
  checkRunId(runId);
  const { containerUrl, prefix } = splitContainerUrl(url);
  const label = labelOf({ containerUrl, prefix });
  const client = openContainer(containerUrl, login);
  const scratch = await mkdtemp(path.join(tmpdir(), "flow-chord-"));
  let lease: ContainerLease | undefined;
  try {
    const base = prefix === "" ? "" : `${prefix}/`;
    lease = await takeLeaseIn(client, `${base}${folders.state}/lock`, label);
    const checkpoint = await findVersion(client.getBlockBlobClient(base + checkpointName));
    const state = { checkpoint, prepared: undefined, isPublished: false, isClosed: false };
    return containerOf({ client, prefix: base, label, runId, lease, ...state }, scratch);
  } catch (cause) {
    await lease?.release();
    await rm(scratch, { recursive: true, force: true });
    throw explain(cause, label, "destination");
  }
}

async function takeLeaseIn(client: BlobContainer, name: string, label: string): Promise<ContainerLease> {
  const blob = client.getBlockBlobClient(name);
  try {
    return await takeLease(blob, label);
  } catch (missing) {
    if (codeOf(missing) !== "ContainerNotFound") throw missing;
  }
  try {
    await client.createIfNotExists();
  } catch (cause) {
    if (statusOf(cause) !== 403 && statusOf(cause) !== 401) throw cause;
    const message = `cannot use ${label}: there is no such container, and the login may not make it`;
    throw new PrepError("destination", message, { where: label, cause });
  }
  return takeLease(blob, label);
}

function containerOf(run: ContainerRun, scratch: string): Destination {
  const guard = async <T>(where: string, work: () => Promise<T>): Promise<T> => {
    if (run.isClosed) throw new Error(`${run.label} is closed`);
    await run.lease.assertHeld();
    try {
      return await work();
    } catch (cause) {
      const place = where === "" ? run.label : `${run.label}/${where}`;
      throw explainConflict(cause, place) ?? explain(cause, place, "destination");
    }
  };
  return {
    label: run.label,
    scratch,
    fetchCheckpoint: (file) => guard(checkpointName, () => fetchCheckpoint(run, file)),
    read: (file) => guard(file, () => openRandomAccess(blobOf(run, checkPath(file)), guard, file)),
    list: () => guard("", () => listFiles(run)),
    stage: (file, parts) => guard(file, () => stageBlob(run, file, parts)),
    publish: (file) => guard(checkpointName, () => publishCheckpoint(run, file)),
    isPending: (runId) => guard("", async () => (await findVersion(markerOf(run, checkRunId(runId)))) !== undefined),
    apply: (commit) =>
      guard("", async () => {
        const { label, lease } = run;
        await applyBlocks({ label, lease, blobOf: (file) => blobOf(run, file) }, commit);
        await markerOf(run, commit.runId).deleteIfExists();
        if (commit.runId !== run.runId) return;
        run.isPublished = false;
        run.prepared = undefined;
      }),
    close: () => closeContainer(run, scratch),
  };
}

function blobOf({ client, prefix }: ContainerRun, file: string): BlockBlob {
  return client.getBlockBlobClient(prefix + file);
}

function markerOf(run: ContainerRun, runId: string): BlockBlob {
  return blobOf(run, `${folders.staging}/${runId}`);
}

async function fetchCheckpoint(run: ContainerRun, file: string): Promise<boolean> {
  const { checkpoint } = run;
  if (checkpoint === undefined) return false;
  await withFile(file, "w", async (handle) => {
    for (let start = 0; start < checkpoint.sizeBytes; start += pieceBytes) {
      const end = Math.min(checkpoint.sizeBytes, start + pieceBytes);
      await writeAll(handle, await downloadRange(blobOf(run, checkpointName), checkpoint.etag, { start, end }), start);
    }
  });
  return true;
}

/** All slices are of the version that was there at first. */
async function openRandomAccess(
  blob: BlockBlob,
  guard: (where: string, work: () => Promise<ArrayBuffer>) => Promise<ArrayBuffer>,
  file: string,
): Promise<RandomAccess | undefined> {
  const version = await findVersion(blob);
  if (version === undefined) return undefined;
  const { etag, sizeBytes } = version;
  return {
    byteLength: sizeBytes,
    slice: (start, end = sizeBytes) =>
      guard(file, async () => (await downloadRange(blob, etag, { start, end: Math.min(end, sizeBytes) })).buffer),
  };
}

/** Without folders: other programs than Azure's own make some that end in a slash. */
async function listFiles({ client, prefix }: ContainerRun): Promise<string[]> {
  const files: string[] = [];
  for (const folder of writtenFolders) {
    for await (const item of client.listBlobsFlat({ prefix: `${prefix}${folder}/`, includeMetadata: true })) {
      const isFolder = isFolderMarker(item) || item.name.endsWith("/");
      if (!isFolder) files.push(item.name.slice(prefix.length));
    }
  }
  return files.sort();
}

async function stageBlob(run: ContainerRun, file: string, parts: readonly FilePart[]): Promise<StagedFile> {
  const blob = blobOf(run, checkPath(file));
  await prepareOnce(run, () => markRun(run));
  const before = await findVersion(blob);
  const blockIds = await stageBlocks(blob, parts, before);
  const token: ContainerToken = { blockIds, ifMatch: before?.etag ?? null };
  return { path: file, token };
}

/** From before the request on the commit may count, until the service says that it does not. */
async function publishCheckpoint(run: ContainerRun, file: string): Promise<void> {
  await prepareOnce(run, () => markRun(run));
  const blob = blobOf(run, checkpointName);
  const { size } = await stat(file);
  const blockIds = await stageBlocks(blob, [{ kind: "spooled", file, start: 0, end: size }], undefined);
  await run.lease.assertHeld();
  const wasPublished = run.isPublished;
  run.isPublished = true;
  const outcome = await commitBlocks(blob, blockIds, run.checkpoint?.etag ?? null);
  if (outcome.kind === "committed") {
    run.checkpoint = { etag: outcome.etag, sizeBytes: size };
    return;
  }
  run.isPublished = wasPublished;
  throw new PrepError("destination", `another run has taken over ${run.label}; run again`, { where: run.label });
}

async function markRun(run: ContainerRun): Promise<void> {
  const { client, prefix, runId } = run;
  const own = markerOf(run, runId);
  await own.upload("", 0);
  const markers = client.listBlobsFlat({ prefix: `${prefix}${folders.staging}/`, includeMetadata: true });
  for await (const item of markers) {
    if (item.name !== own.name && !isFolderMarker(item)) await client.getBlobClient(item.name).deleteIfExists();
  }
}

async function closeContainer(run: ContainerRun, scratch: string): Promise<void> {
  if (run.isClosed) return;
  run.isClosed = true;
  try {
    if (!run.isPublished && run.prepared !== undefined) await markerOf(run, run.runId).deleteIfExists();
  } catch {
    // The next run removes the marker.
  }
  await run.lease.release();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}
