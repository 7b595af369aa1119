import assert from "node:assert/strict";
import { test } from "node:test";
import type { KnownBlob } from "../../../prep/checkpoint/knownBlobs.ts";
import type { PlannedBlob } from "../../../prep/plan/plan.ts";
import { BlobChangedError, type OpenedBlob } from "../../../prep/source/source.ts";
import { checkBlob } from "../../../prep/verify/checkBlob.ts";
import { createFindings, type Findings } from "../../../prep/verify/findings.ts";
import { readBytes } from "../../helpers/readings.ts";
import { lastLine } from "./tables.ts";

const bytes = Buffer.from(lastLine);

/** What a run knows that has read `lastLine` as the version `a`. */
async function knownOf(changes: Partial<KnownBlob> = {}): Promise<KnownBlob> {
  const reading = await readBytes(bytes);
  return {
    ...reading,
    id: 1,
    etag: "a",
    readBytes: reading.resume?.point.pos ?? 0,
    isFlowLog: true,
    mark: undefined,
    range: { sinceMs: undefined, untilMs: undefined },
    ...changes,
  };
}

/** Checks a blob that was listed as the version `a`; each opening gives the next of `versions`, then the last again. */
async function checkVersions(
  known: KnownBlob,
  versions: readonly (OpenedBlob | "changed" | undefined)[],
): Promise<Findings & { readonly opened: number; readonly notes: readonly string[] }> {
  const findings = createFindings();
  const notes: string[] = [];
  let opened = 0;
  const planned: PlannedBlob = {
    source: {
      label: "logs",
      list: () => assert.fail("nothing is listed"),
      canOpenAt: () => false,
      openAt: () => assert.fail("blobs are checked as a whole"),
      open: () => {
        const version = versions[Math.min(opened++, versions.length - 1)];
        return version === "changed" ? Promise.reject(new BlobChangedError("changed")) : Promise.resolve(version);
      },
    },
    blob: { origin: "logs", name: "PT1H.json", sizeBytes: bytes.length, etag: "a", isLive: false },
    hourMs: undefined,
    mac: undefined,
    newBytes: undefined,
    isWidened: false,
  };
  const context = { findings, signal: new AbortController().signal, onBytes: () => undefined };
  await checkBlob(planned, known, { ...context, note: (line) => notes.push(line) });
  return { ...findings, opened, notes };
}

function versionOf(etag: string, text: string): OpenedBlob {
  return { etag, from: 0, bytes: fetching([text]).bytes, mark: () => undefined };
}

/** Pieces of a blob, and how many of them were asked for. */
function fetching(pieces: readonly string[]): { bytes: AsyncIterable<Uint8Array>; fetched: () => number } {
  let count = 0;
  // eslint-disable-next-line @typescript-eslint/require-await -- an async iterable, as sources give it
  async function* bytesOf(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) {
      count++;
      yield Buffer.from(piece);
    }
  }
  return { bytes: bytesOf(), fetched: () => count };
}

test("a blob that changes while it is read is read again", async () => {
  const { opened, blobs, differences } = await checkVersions(await knownOf(), ["changed", versionOf("a", lastLine)]);
  assert.deepEqual({ opened, blobs, differences }, { opened: 2, blobs: 1, differences: [] });
});

test("a blob that never holds still is left to the next run", async () => {
  const { opened, blobs, notRead, notes } = await checkVersions(await knownOf(), ["changed"]);
  assert.deepEqual({ opened, blobs, notRead }, { opened: 5, blobs: 0, notRead: { blobs: 1, bytes: bytes.length } });
  assert.deepEqual(notes, ["PT1H.json has changed since it was read; the next run reads it anew"]);
});

test("a blob that has disappeared since it was listed is gone", async () => {
  const { gone, blobs, notRead } = await checkVersions(await knownOf(), [undefined]);
  assert.deepEqual({ gone, blobs, notRead }, { gone: 1, blobs: 0, notRead: { blobs: 0, bytes: 0 } });
});

test("a blob without a resume point that changes after it was listed is not compared", async () => {
  const known = await knownOf({ resume: undefined });
  const other = lastLine.replace(",66,", ",67,");
  const { blobs, notRead, differences } = await checkVersions(known, [versionOf("b", other)]);
  assert.deepEqual(
    { blobs, notRead, differences },
    { blobs: 0, notRead: { blobs: 1, bytes: bytes.length }, differences: [] },
  );
  const same = await checkVersions(known, [versionOf("a", other)]);
  assert.deepEqual(
    same.differences.map(({ what }) => what),
    ["sum of BytesSrcToDest"],
  );
});

test("a blob without a resume point that was listed as another version is not opened", async () => {
  const { opened, notRead } = await checkVersions(await knownOf({ resume: undefined, etag: "before" }), [undefined]);
  assert.deepEqual({ opened, notRead }, { opened: 0, notRead: { blobs: 1, bytes: bytes.length } });
});

test("of a blob that has grown nothing is fetched behind what was read", async () => {
  const known = await knownOf();
  const grown = fetching([lastLine.slice(0, 100), lastLine.slice(100, known.readBytes), "\n", lastLine]);
  const { blobBytes, differences } = await checkVersions(known, [{ ...versionOf("b", ""), bytes: grown.bytes }]);
  assert.deepEqual({ blobBytes, differences }, { blobBytes: known.readBytes, differences: [] });
  assert.equal(grown.fetched(), 2);
});
