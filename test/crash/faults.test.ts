import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test, type TestContext } from "node:test";
import { BlobServiceClient } from "@azure/storage-blob";
import type { AzureLogin } from "../../prep/azure/client.ts";
import { PrepError } from "../../prep/errors.ts";
import { startAzurite, type Azurite } from "../../scripts/estate/azurite.ts";
import { rollDice, type Dice } from "../../scripts/estate/dice.ts";
import { flattenAtOnce, readFlat } from "../helpers/flatRows.ts";
import { checkAllTraffic } from "../helpers/traffic.ts";
import { downloadContainer } from "../helpers/downloadContainer.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { nsgRecord, tupleAt } from "../helpers/records.ts";
import { temporaryFolder } from "../helpers/runCli.ts";
import { startStorageProxy } from "../helpers/storageProxy.ts";
import { openLogContainer, textOf, type LogPlace } from "./killedRuns.ts";

const startS = Date.UTC(2026, 10, 22, 6) / 1000;
let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
});
after(() => azurite.stop());

describe("a storage that fails at seeded requests", { concurrency: 2 }, () => {
  for (const kind of ["folder", "container"] as const) {
    test(`tables in a ${kind}: each run ends, and the last one with exactly the rows`, async (context) => {
      const faulty = await openFaulty(context, kind);
      const logs = await openLogContainer(azurite, `faulty-${kind}`);
      const folder = path.join(await temporaryFolder(context), "out");
      const out = kind === "folder" ? folder : `${faulty.endpoint}/faulty-tables`;
      const run = () => prepHere([`${faulty.endpoint}/faulty-${kind}`], { out }, { login: faulty.login });
      const blocks: string[] = [];
      let failed = 0;
      for (let step = 0; step < 30; step++) {
        for (let more = faulty.dice.integer(1, 3); more > 0; more--) await grow(logs, blocks);
        await run().catch((error: unknown) => {
          assert.ok(error instanceof PrepError, String(error));
          failed++;
        });
        await unlock("faulty-tables");
      }
      assert.ok(failed > 0, "no run has failed: the faults are too few to show anything");
      faulty.calmDown();
      await run();
      const visible = kind === "folder" ? folder : await downloadContainer(context, azurite, "faulty-tables");
      assert.deepEqual(await readFlat(visible), await flattenAtOnce("a.json", Buffer.from(textOf(blocks))));
      await checkAllTraffic(visible);
      context.diagnostic(`${failed} of 30 runs failed, ${faulty.faults()} requests were disturbed`);
    });
  }
});

describe("a container that disappears", () => {
  test("fails the run with a clear word, and keeps the tables", async (context) => {
    const logs = await openLogContainer(azurite, "vanishing");
    const out = path.join(await temporaryFolder(context), "out");
    const blocks: string[] = [];
    await grow(logs, blocks);
    const login = { connectionString: azurite.connectionString, sas: undefined };
    await prepHere([logs.source], { out }, { login });
    const before = await readFlat(out);
    await BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("vanishing").delete();
    await assert.rejects(prepHere([logs.source], { out }, { login }), /there is no such container/);
    assert.deepEqual(await readFlat(out), before);
  });
});

async function grow(logs: LogPlace, blocks: string[]): Promise<void> {
  const tuple = tupleAt(startS + blocks.length * 7, { destPort: blocks.length });
  blocks.push((blocks.length === 0 ? "" : ",") + JSON.stringify(nsgRecord([tuple])));
  await logs.write("a.json", blocks, false);
}

interface Faulty {
  readonly dice: Dice;
  readonly endpoint: string;
  readonly login: AzureLogin;
  calmDown(): void;
  faults(): number;
}

/** A proxy that hangs up, answers with errors, and breaks downloads in the middle. */
async function openFaulty(context: TestContext, kind: "folder" | "container"): Promise<Faulty> {
  const dice = rollDice(`faults ${kind}`);
  let isCalm = false;
  let faults = 0;
  // A server that says of a blob of ours that it is not there has lost it: only the source may do so.
  const statuses = kind === "folder" ? [500, 503, 403, 404, 0] : [500, 503, 403, 0];
  const { origin, pathname } = new URL(azurite.blobEndpoint);
  const proxy = await startStorageProxy(origin, {
    breaks: 40,
    afterBytes: 300,
    before: () => {
      if (isCalm || dice.uniform() >= 0.12) return undefined;
      faults++;
      return Promise.resolve(dice.pick(statuses));
    },
  });
  context.after(() => proxy.stop());
  return {
    dice,
    endpoint: `${proxy.origin}${pathname}`,
    login: { connectionString: azurite.connectionString.replaceAll(origin, proxy.origin), sas: undefined },
    calmDown: () => {
      isCalm = true;
    },
    faults: () => faults + proxy.broken(),
  };
}

/** What time does: the lease of a run that could not give it back ends after a minute. */
async function unlock(name: string): Promise<void> {
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(name);
  const lease = container.getBlobClient("_state/lock").getBlobLeaseClient();
  await lease.breakLease(0).catch(() => undefined);
}
