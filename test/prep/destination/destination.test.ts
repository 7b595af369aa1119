import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import {
  fetchCommit,
  firstFiles,
  firstRun,
  fresh,
  isTold,
  ledgerPath,
  publishCommit,
  recover,
  runCommit,
  secondFiles,
  secondRun,
  stageCommit,
} from "../../helpers/destinationRun.ts";
import { dataFiles, during, kinds, withPlace } from "../../helpers/places.ts";

let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

for (const kind of kinds) {
  describe(`a ${kind}`, () => {
    test("shows a run when its commit is applied, and not before", () =>
      withPlace(kind, azurite, async (place) => {
        await during(place, "r1", (destination) => runCommit(destination, "r1", firstRun));
        assert.deepEqual(await dataFiles(place), firstFiles);
        await during(place, "r2", async (destination) => {
          const commit = await stageCommit(destination, "r2", secondRun);
          assert.deepEqual(await dataFiles(place), firstFiles);
          assert.equal((await fetchCommit(destination))?.runId, "r1");
          await destination.publish(path.join(destination.scratch, "checkpoint"));
          assert.deepEqual(await dataFiles(place), firstFiles);
          assert.ok(await destination.isPending("r2"));
          await destination.apply(commit);
          assert.deepEqual(await dataFiles(place), secondFiles);
          assert.ok(!(await destination.isPending("r2")));
        });
        assert.deepEqual(Object.keys(await place.files()), [
          ...Object.keys(secondFiles).slice(0, 1),
          "_state/checkpoint.sqlite.zst",
          ...Object.keys(secondFiles).slice(1),
        ]);
      }));

    test("is empty before the first run", () =>
      withPlace(kind, azurite, (place) =>
        during(place, "r1", async (destination) => {
          assert.equal(await fetchCommit(destination), undefined);
          assert.equal(await destination.read("flows/a.csv"), undefined);
          assert.deepEqual(await destination.list(), []);
          assert.ok(!(await destination.isPending("r0")));
        }),
      ));

    test("forgets what was staged and not published", () =>
      withPlace(kind, azurite, async (place) => {
        await during(place, "r1", (destination) => runCommit(destination, "r1", firstRun));
        const left = await place.files();
        await during(place, "r2", (destination) => stageCommit(destination, "r2", secondRun));
        assert.deepEqual(await place.files(), left);
        await during(place, "r3", async (destination) => {
          assert.equal((await recover(destination))?.runId, "r1");
          await runCommit(destination, "r3", secondRun);
        });
        assert.deepEqual(await dataFiles(place), secondFiles);
      }));

    test("lets the next run apply what was published, once or again", () =>
      withPlace(kind, azurite, async (place) => {
        await during(place, "r1", (destination) => runCommit(destination, "r1", firstRun));
        await during(place, "r2", (destination) => publishCommit(destination, "r2", secondRun));
        assert.deepEqual(await dataFiles(place), firstFiles);
        await during(place, "r3", async (destination) => {
          const commit = await fetchCommit(destination);
          assert.ok(commit);
          assert.ok(await destination.isPending("r2"));
          await destination.apply(commit);
          assert.deepEqual(await dataFiles(place), secondFiles);
          await destination.apply(commit);
          assert.ok(!(await destination.isPending("r2")));
        });
        assert.deepEqual(await dataFiles(place), secondFiles);
      }));

    test("keeps a later version that is staged when an earlier commit of the run is applied again", () =>
      withPlace(kind, azurite, async (place) => {
        await during(place, "r1", async (destination) => {
          const commit = await runCommit(destination, "r1", firstRun);
          await destination.stage("flows/2026/a.csv", [fresh("not yet")]);
          await destination.apply(commit);
        });
        assert.deepEqual(await dataFiles(place), firstFiles);
      }));

    test("takes two commits of one run", () =>
      withPlace(kind, azurite, async (place) => {
        await during(place, "r1", async (destination) => {
          await runCommit(destination, "r1", firstRun);
          await runCommit(destination, "r1", secondRun);
        });
        assert.deepEqual(await dataFiles(place), secondFiles);
      }));

    test("appends to a ledger that another program has written", () =>
      withPlace(kind, azurite, async (place) => {
        await place.write(ledgerPath, "theirs\n");
        await during(place, "r1", (destination) => runCommit(destination, "r1", { files: {}, line: "ours" }));
        await during(place, "r2", (destination) => runCommit(destination, "r2", { files: {}, line: "ours too" }));
        assert.equal((await dataFiles(place))[ledgerPath], "theirs\nours\nours too\n");
      }));

    test("lists the files of the tables and nothing else", () =>
      withPlace(kind, azurite, async (place) => {
        for (const file of ["flows/x/y.csv", "rejects/z.csv", "_runs/1.jsonl", "other/a.csv", "flowsnot/a.csv"]) {
          await place.write(file, "1");
        }
        await during(place, "r1", async (destination) => {
          assert.deepEqual(await destination.list(), ["_runs/1.jsonl", "flows/x/y.csv", "rejects/z.csv"]);
        });
      }));

    test("is held by one run, which is told to the other", () =>
      withPlace(kind, azurite, async (place) => {
        await during(place, "r1", async () => {
          await assert.rejects(
            during(place, "r2", () => Promise.resolve()),
            isTold(new RegExp(`^another run is writing to .+ \\(since 20.+, process ${process.pid} on .+\\)`)),
          );
        });
        await during(place, "r2", (destination) => runCommit(destination, "r2", firstRun));
        assert.deepEqual(await dataFiles(place), firstFiles);
      }));

    test("can be closed twice, and then does nothing more", () =>
      withPlace(kind, azurite, async (place) => {
        const destination = await during(place, "r1", (opened) => Promise.resolve(opened));
        await destination.close();
        await assert.rejects(destination.stage("flows/a.csv", [fresh("1")]), /is closed/);
      }));

    test("tells a commit whose new version is lost", () =>
      withPlace(kind, azurite, async (place) => {
        await during(place, "r1", async (destination) => {
          const commit = await publishCommit(destination, "r1", firstRun);
          const tokens = [{ name: "00000000-0000-0000-0000-000000000000", sizeBytes: 1 }, { blockIds: ["AAAA"] }];
          for (const token of [...tokens.map((each) => ({ ifMatch: null, ...each })), null]) {
            const staged = commit.staged.map((file) => ({ ...file, token }));
            await assert.rejects(destination.apply({ ...commit, staged }), isTold(/run with --full$/));
          }
        });
      }));
  });
}
