import { PrepError } from "../errors.ts";
import { commitBlocks, findVersion, type BlockBlob, type CommitOutcome } from "./blocks.ts";
import type { ContainerLease } from "./containerLease.ts";
import type { Commit, StagedFile } from "./destination.ts";
import { checkCommit } from "./destinationPath.ts";
import { namedBlockId, stageBlocks } from "./stageBlocks.ts";

/** What `StagedFile.token` is in a container. */
export interface ContainerToken {
  /** Of all blocks of the new version, in order. */
  readonly blockIds: readonly string[];
  /** ETag of the version that it replaces; null where there is none. */
  readonly ifMatch: string | null;
}

/** What a commit is applied to. */
interface Target {
  readonly label: string;
  readonly lease: ContainerLease;
  readonly blobOf: (path: string) => BlockBlob;
}

/**
 * Does in a container what a published commit says, each file by one request that readers see whole or not at all.
 * A repeat finds what is done already by the ids of the blocks. Another run that has taken over stops it in between.
 */
export async function applyBlocks(target: Target, commit: Commit): Promise<void> {
  checkCommit(commit);
  const { label, lease, blobOf } = target;
  for (const file of commit.staged) {
    const { blockIds, ifMatch } = readToken(file);
    await lease.assertHeld();
    checkOutcome(await commitBlocks(blobOf(file.path), blockIds, ifMatch), `${label}/${file.path}`);
  }
  for (const path of commit.removed) {
    await lease.assertHeld();
    await blobOf(path).deleteIfExists();
  }
  await lease.assertHeld();
  await appendBlock(target, commit);
}

function readToken({ path, token }: StagedFile): ContainerToken {
  const { blockIds, ifMatch } = (token ?? {}) as Partial<ContainerToken>;
  if (Array.isArray(blockIds) && ifMatch !== undefined) return { blockIds, ifMatch };
  throw new PrepError("destination", `the checkpoint does not say where the new ${path} is; run with --full`);
}

function checkOutcome({ kind }: CommitOutcome, where: string): void {
  if (kind === "committed") return;
  const reason =
    kind === "changed" ? "was changed by another program" : "has lost its new version, as after a week without a run";
  throw new PrepError("destination", `${where} ${reason}; run with --full`, { where });
}

/** The line is a block whose id derives from run and line: where the blob has it, there is nothing to do. */
async function appendBlock({ label, blobOf }: Target, { runId, ledger }: Commit): Promise<void> {
  const blob = blobOf(ledger.path);
  const id = namedBlockId(`${runId}\n${ledger.line}`);
  const before = await findVersion(blob);
  const { committedBlocks = [] } = before === undefined ? {} : await blob.getBlockList("committed");
  if (committedBlocks.some(({ name }) => name === id)) return;
  const kept = await stageBlocks(blob, [{ kind: "kept", start: 0, end: before?.sizeBytes ?? 0 }], before);
  const line = Buffer.from(`${ledger.line}\n`);
  await blob.stageBlock(id, line, line.length);
  checkOutcome(await commitBlocks(blob, [...kept, id], before?.etag ?? null), `${label}/${ledger.path}`);
}
