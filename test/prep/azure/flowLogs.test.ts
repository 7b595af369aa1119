import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { parseBicep } from "../../helpers/parseBicep.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const folder = path.join(import.meta.dirname, "..", "..", "..", "prep", "azure");

test("a parser of Bicep reads the flow log: enabled, kept for a while, in an account that is not public", async (context) => {
  const files = ["flow-logs.bicep", "flowLog.bicep"].map((name) => path.join(folder, name));
  const parsed = await parseBicep(files, await temporaryFolder(context));
  if ("missing" in parsed) {
    context.skip(parsed.missing);
    return;
  }
  const [main, child] = parsed;
  const storage = main?.resources?.["storage"]?.config ?? assert.fail("no account");
  const { networkAcls, ...properties } = storage["properties"] as Record<string, Record<string, unknown>>;
  assert.equal(storage["kind"], "StorageV2");
  assert.equal(properties["minimumTlsVersion"], "TLS1_2");
  assert.equal(properties["allowBlobPublicAccess"], false);
  assert.deepEqual([networkAcls?.["bypass"], networkAcls?.["defaultAction"]], ["AzureServices", "Deny"]);
  assert.deepEqual(Object.keys(main?.modules ?? {}), ["flowLog"]);
  const log = child?.resources?.["flowLog"] ?? assert.fail("no flow log");
  assert.equal(log.type, "Microsoft.Network/networkWatchers/flowLogs");
  const { enabled, format } = log.config["properties"] as { enabled: boolean; format: unknown };
  assert.deepEqual([log.config["parent"], enabled, format], ["watcher", true, { type: "JSON", version: 2 }]);
});
