import assert from "node:assert/strict";
import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { refuseOverlap } from "../../../prep/source/overlap.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const overlapping: readonly (readonly [string, string])[] = [
  ["logs", "logs"],
  ["logs/y=2018", "logs"],
  ["logs", "./logs/"],
  ["https://a.blob.core.windows.net/c/x", "https://A.blob.core.windows.net/c/"],
  ["https://a.blob.core.windows.net/c/x%20y", "https://a.blob.core.windows.net/c/x y"],
  ["-", "-"],
];

for (const [first, second] of overlapping) {
  test(`sources that overlap are refused: ${first} and ${second}`, async () => {
    await assert.rejects(refuseOverlap([first, second], "out"), /is read with .*; give it once/);
  });
}

test("sources that only begin alike are two", async () => {
  await refuseOverlap(["logs", "logs-2", "https://a/c/NSG1", "https://a/c/NSG10"], "out");
});

test("a link to a source is the same source, and a source is no destination", async (context) => {
  const folder = await temporaryFolder(context);
  await mkdir(path.join(folder, "real"));
  await symlink(path.join(folder, "real"), path.join(folder, "link"));
  const [real, link] = [path.join(folder, "real"), path.join(folder, "link")];
  await assert.rejects(refuseOverlap([real, link], "out"), /give it once/);
  await assert.rejects(refuseOverlap([real], link), /is a source; give a folder of its own/);
});

test("a URL that cannot be decoded is told", async () => {
  await assert.rejects(refuseOverlap(["https://a/c/%zz"], "out"), /is not a path of a URL; write % as %25/);
});
