import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { BlobServiceClient, ContainerSASPermissions, type ContainerClient } from "@azure/storage-blob";
import { planKept } from "../../../prep/destination/blocks.ts";
import { takeLease } from "../../../prep/destination/containerLease.ts";
import { openDestination } from "../../../prep/destination/openDestination.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { startStorageProxy, type StorageProxy } from "../../helpers/storageProxy.ts";
import {
  firstFiles,
  firstRun,
  fresh,
  isTold,
  publishCommit,
  runCommit,
  secondRun,
} from "../../helpers/destinationRun.ts";
import { dataFiles, during, withPlace, type Place } from "../../helpers/places.ts";

let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

function clientOf(name: string): ContainerClient {
  return BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(name);
}

function containerOf({ target }: Place): ContainerClient {
  return clientOf(new URL(target).pathname.split("/")[2] ?? "");
}

const inContainer = (work: (place: Place) => Promise<void>) => withPlace("container", azurite, work);

test("a kept range is whole blocks and the bytes between them", () => {
  const blocks = [
    { id: "a", start: 0, end: 10 },
    { id: "b", start: 10, end: 30 },
    { id: "c", start: 30, end: 35 },
  ];
  assert.deepEqual(planKept(blocks, 0, 35), [{ id: "a" }, { id: "b" }, { id: "c" }]);
  assert.deepEqual(planKept(blocks, 10, 30), [{ id: "b" }]);
  assert.deepEqual(planKept(blocks, 5, 33), [{ start: 5, end: 10 }, { id: "b" }, { start: 30, end: 33 }]);
  assert.deepEqual(planKept(blocks, 11, 29), [{ start: 11, end: 29 }]);
  assert.deepEqual(planKept(blocks, 7, 7), []);
  assert.deepEqual(planKept([], 3, 9), [{ start: 3, end: 9 }]);
});

test("blocks of the version before are kept by their ids, and only the rest is sent", () =>
  inContainer(async (place) => {
    const name = "flows/a.parquet";
    const blob = containerOf(place).getBlockBlobClient(name);
    const ids = async () => (await blob.getBlockList("committed")).committedBlocks?.map((block) => block.name) ?? [];
    const parts = [fresh("head"), fresh("middle"), fresh("tail")];
    await during(place, "r1", (destination) => runCommit(destination, "r1", { files: { [name]: parts }, line: "1" }));
    const [head, middle, tail] = await ids();
    const kept = [
      { kind: "kept", start: 4, end: 14 } as const,
      fresh("foot"),
      { kind: "kept", start: 0, end: 2 } as const,
    ];
    await during(place, "r2", (destination) => runCommit(destination, "r2", { files: { [name]: kept }, line: "2" }));
    const after = await ids();
    assert.equal(after.length, 4);
    assert.deepEqual(after.slice(0, 2), [middle, tail]);
    assert.ok(!after.includes(head ?? ""));
    assert.equal((await blob.downloadToBuffer()).toString(), "middletailfoothe");
    assert.equal((await blob.getProperties()).contentType, "application/vnd.apache.parquet");
  }));

test("a blob that was not written in blocks is kept by its bytes", () =>
  inContainer(async (place) => {
    await place.write("flows/a.csv", "theirs");
    await during(place, "r1", (destination) =>
      runCommit(destination, "r1", { files: { "flows/a.csv": [{ kind: "kept", start: 1, end: 6 }] }, line: "1" }),
    );
    assert.equal((await dataFiles(place))["flows/a.csv"], "heirs");
  }));

test("a run that has lost its lease to another can publish nothing", () =>
  inContainer(async (place) => {
    const { target, login } = place;
    const loser = await openDestination(target, { login, runId: "loser" });
    await loser.stage("flows/2026/a.csv", [fresh("loser")]);
    await place.breakLock();
    await during(place, "winner", (winner) => runCommit(winner, "winner", firstRun));
    await assert.rejects(publishCommit(loser, "loser", secondRun), isTold(/another run has taken over .+; run again$/));
    await loser.close();
    assert.deepEqual(await dataFiles(place), firstFiles);
  }));

test("a lease that is lost stops every later call", () =>
  inContainer(async (place) => {
    await place.write("_state/lock", "");
    const blob = containerOf(place).getBlockBlobClient("_state/lock");
    const lease = await takeLease(blob, "here", { durationS: 15, renewalMs: 50 });
    await lease.assertHeld();
    await place.breakLock();
    await setTimeout(500);
    await assert.rejects(lease.assertHeld(), isTold(/another run has taken over here; run again/));
    await lease.release();
  }));

test("a lease is renewed while its run lives, and ends by itself after it", () =>
  inContainer(async (place) => {
    await place.write("_state/lock", "");
    await place.write("_state/other", "");
    const [renewed, dead] = ["lock", "other"].map((name) => containerOf(place).getBlockBlobClient(`_state/${name}`));
    assert.ok(renewed && dead);
    const lease = await takeLease(renewed, "renewed", { durationS: 15, renewalMs: 2_000 });
    const lapsed = await takeLease(dead, "dead", { durationS: 15, renewalMs: 1_000_000 });
    await assert.rejects(takeLease(dead, "dead"), isTold(/^another run is writing to dead .+ lets go after a minute$/));
    await setTimeout(16_000);
    await assert.rejects(takeLease(renewed, "renewed"), isTold(/^another run is writing to renewed/));
    await lease.assertHeld();
    const next = await takeLease(dead, "dead");
    await assert.rejects(lapsed.assertHeld(), isTold(/another run has taken over dead/));
    await Promise.all([lease.release(), next.release()]);
    await (await takeLease(renewed, "renewed")).release();
  }));

test("a new version whose blocks the service has dropped is told with what to do", () =>
  inContainer(async (place) => {
    await during(place, "r1", async (destination) => {
      const commit = await publishCommit(destination, "r1", firstRun);
      const blob = containerOf(place).getBlockBlobClient("flows/2026/a.csv");
      await blob.commitBlockList([]);
      await blob.delete();
      await assert.rejects(destination.apply(commit), isTold(/flows\/2026\/a.csv has lost its new version.*--full$/));
    });
  }));

test("a blob that another program has written is not overwritten", () =>
  inContainer(async (place) => {
    await during(place, "r1", async (destination) => {
      const commit = await publishCommit(destination, "r1", firstRun);
      await place.write("flows/2026/a.csv", "theirs");
      await assert.rejects(destination.apply(commit), isTold(/a.csv was changed by another program; run with --full$/));
      assert.ok(await destination.isPending("r1"));
    });
    assert.equal((await dataFiles(place))["flows/2026/a.csv"], "theirs");
  }));

test("a file that changes while it is read is told", () =>
  inContainer(async (place) => {
    await during(place, "r1", async (destination) => {
      await runCommit(destination, "r1", firstRun);
      const found = await destination.read("flows/2026/a.csv");
      await place.write("flows/2026/a.csv", "theirs");
      await assert.rejects(async () => found?.slice(0, 3), isTold(/a.csv was changed by another program; run again$/));
    });
  }));

test("the folders of a hierarchical account are not files", () =>
  inContainer(async (place) => {
    await place.write("flows/a.csv", "");
    const blob = containerOf(place).getBlockBlobClient("flows/folder");
    await blob.upload("", 0, { metadata: { hdi_isfolder: "true" } });
    await place.write("flows/made-by-hand/", "");
    await during(place, "r1", async (destination) => {
      assert.deepEqual(await destination.list(), ["flows/a.csv"]);
    });
  }));

/** Fetches a checkpoint of 24 MB through a proxy that breaks the first downloads. */
function fetchBroken(breaks: number, afterBytes: number, check: (proxy: StorageProxy) => void): Promise<void> {
  return inContainer(async (place) => {
    const written = Buffer.from(Array.from({ length: 17 << 20 }, (_, at) => (at * 7) % 251)).toString("latin1");
    await place.write("_state/checkpoint.sqlite.zst", written);
    const { origin, pathname } = new URL(place.target);
    const proxy = await startStorageProxy(origin, { breaks, afterBytes });
    try {
      await during({ ...place, target: proxy.origin + pathname }, "r1", async (destination) => {
        const file = path.join(destination.scratch, "fetched");
        assert.ok(await destination.fetchCheckpoint(file));
        assert.equal(await readFile(file, "utf8"), written);
      });
      check(proxy);
    } finally {
      await proxy.stop();
    }
  });
}

test("a checkpoint comes back whole in a request for each 8 MiB", () =>
  fetchBroken(0, 0, ({ requests }) => {
    assert.equal(requests.filter(({ kind }) => kind === "download").length, 4);
  }));

test("a download whose connection breaks goes on where it broke", () =>
  fetchBroken(3, 700_000, ({ requests, broken }) => {
    assert.equal(broken(), 3);
    assert.equal(requests.filter(({ kind }) => kind === "download").length, 7);
  }));

test("a connection that breaks for ever is told in words", async () => {
  await assert.rejects(
    fetchBroken(1000, 1, () => undefined),
    isTold(/cannot use .+checkpoint.+: the connection broke again and again, at last at byte \d of/),
  );
});

test("a login that may not make the container is told so, without its secrets", async () => {
  const url = await clientOf("missing").generateSasUrl({
    permissions: ContainerSASPermissions.parse("racwdl"),
    expiresOn: new Date(Date.now() + 3_600_000),
  });
  const { search: sas } = new URL(url);
  const target = `${azurite.blobEndpoint}/missing`;
  await assert.rejects(
    openDestination(target, { login: { connectionString: undefined, sas }, runId: "r1" }),
    (error: unknown) => isTold(/cannot use .+missing: /)(error) && !String(error).includes("sig="),
  );
  assert.ok(!(await clientOf("missing").exists()));
});

test("a URL with a signature in it is shown without", () =>
  inContainer(async ({ target, login }) => {
    const destination = await openDestination(`${target}?sig=secret`, { login, runId: "r1" });
    assert.equal(destination.label, target.replace(/\/$/, ""));
    await destination.close();
  }));
