import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { PrepError } from "../../../prep/errors.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { firstRun, fresh, isTold, ledgerPath, runCommit } from "../../helpers/destinationRun.ts";
import { dataFiles, during, kinds, withPlace } from "../../helpers/places.ts";

let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

for (const kind of kinds) {
  describe(`a ${kind}`, () => {
    test("puts kept, spooled and new parts together to the byte", () =>
      withPlace(kind, azurite, async (place) => {
        const bytes = (length: number, step: number) =>
          Buffer.from(Array.from({ length }, (_, at) => (at * step) % 251));
        const [old, spooled, added] = [bytes(9 << 20, 7), bytes(3 << 20, 11), bytes((17 << 20) + 5, 13)];
        await during(place, "r1", (destination) =>
          runCommit(destination, "r1", { files: { "flows/a.parquet": [fresh(old)] }, line: "1" }),
        );
        await during(place, "r2", async (destination) => {
          const file = path.join(destination.scratch, "spool");
          await writeFile(file, spooled);
          await runCommit(destination, "r2", {
            files: {
              "flows/a.parquet": [
                { kind: "kept", start: 3, end: 9 << 20 },
                { kind: "spooled", file, start: 1, end: (3 << 20) - 1 },
                { kind: "spooled", file, start: 7, end: 7 },
                { kind: "new", content: added },
                { kind: "kept", start: 0, end: 5 },
              ],
            },
            line: "2",
          });
          const found = await destination.read("flows/a.parquet");
          const expected = Buffer.concat([old.subarray(3), spooled.subarray(1, -1), added, old.subarray(0, 5)]);
          assert.equal(found?.byteLength, expected.length);
          assert.ok(Buffer.from(await found.slice(0)).equals(expected));
          const slice = Buffer.from(await found.slice(8_388_600, 8_388_700));
          assert.ok(slice.equals(expected.subarray(8_388_600, 8_388_700)));
          assert.equal((await found.slice(4, 4)).byteLength, 0);
        });
      }));

    test("takes a local file as it is where it may be moved", () =>
      withPlace(kind, azurite, async (place) => {
        const content = Buffer.from("all of it\n");
        await during(place, "r1", async (destination) => {
          const file = path.join(destination.scratch, "hour");
          await writeFile(file, content);
          const part = { kind: "spooled", file, start: 0, end: content.length, isMovable: true } as const;
          await runCommit(destination, "r1", { files: { "flows/a.csv": [part] }, line: "1" });
          assert.equal((await destination.read("flows/a.csv"))?.byteLength, content.length);
        });
        assert.equal((await dataFiles(place))["flows/a.csv"], content.toString());
      }));

    test("writes an empty file", () =>
      withPlace(kind, azurite, async (place) => {
        await during(place, "r1", (destination) =>
          runCommit(destination, "r1", { files: { "flows/a.csv": [] }, line: "1" }),
        );
        assert.equal((await dataFiles(place))["flows/a.csv"], "");
      }));

    test("refuses to keep more than there is", () =>
      withPlace(kind, azurite, (place) =>
        during(place, "r1", async (destination) => {
          await runCommit(destination, "r1", firstRun);
          const kept = { kind: "kept", start: 0, end: 9 } as const;
          await assert.rejects(destination.stage("flows/2026/a.csv", [kept]), isTold(/ends at byte 8, before byte 9/));
          await assert.rejects(destination.stage("flows/none.csv", [kept]), PrepError);
        }),
      ));

    test("leaves its own folders alone, and everything that is not its own", () =>
      withPlace(kind, azurite, (place) =>
        during(place, "r1", async (destination) => {
          const refused = [
            ...["", "flows", "flows/", "/flows/a", "flows//a", "flows/../a", "flows/./a", "../a", "..", "C:/a"],
            ...["flows/C:a", "flows\\a", "flows/a\\..\\b", "flows/a\u0000", "flows/a\n", "flows/a\u007f"],
            ...["_state/lock.sqlite", "_staging/a", "other/a"],
          ];
          const ledger = { path: ledgerPath, line: "1" };
          for (const file of refused) {
            const staged = [{ path: file, token: { name: "x", sizeBytes: 1, blockIds: [], ifMatch: null } }];
            const commit = { runId: "r1", staged: [], removed: [], ledger };
            const told = isTold(/^refusing to write to /);
            await assert.rejects(destination.stage(file, [fresh("1")]), told, file);
            await assert.rejects(destination.read(file), told, file);
            await assert.rejects(destination.apply({ ...commit, staged }), told, file);
            await assert.rejects(destination.apply({ ...commit, removed: [file] }), told, file);
            await assert.rejects(destination.apply({ ...commit, ledger: { ...ledger, path: file } }), told, file);
          }
          await assert.rejects(destination.isPending("../x"), isTold(/is not the id of a run/));
          await assert.rejects(
            destination.apply({ runId: "..", staged: [], removed: [], ledger }),
            isTold(/is not the id of a run/),
          );
          assert.deepEqual(await dataFiles(place), {});
        }),
      ));
  });
}
