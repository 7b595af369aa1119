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

const container = "https://a.blob.core.windows.net/logs";

for (const out of [container, `${container}/`, `${container}/out`, `${container}/y=2018/m=11`, `${container}//x`]) {
  test(`nothing is written to the container of a source: ${out}`, async () => {
    const refused = /--out https.* is in the container of a source; give a container of its own/;
    await assert.rejects(refuseOverlap(["downloads", `${container}/y=2018`], out), refused);
    await assert.rejects(refuseOverlap([container], out.replace("https://a.", "https://A.")), refused);
    await assert.rejects(refuseOverlap([container], out.replace("https", "http")), /is in the container of a source/);
    await assert.rejects(refuseOverlap([container], out.replace("logs", "lo%67s")), refused);
  });
}

test("a container of the same account, and one of the same name, are no source", async () => {
  await refuseOverlap([`${container}/y=2018`], "https://a.blob.core.windows.net/logs-2");
  await refuseOverlap([container], "https://b.blob.core.windows.net/logs");
  await refuseOverlap(["http://127.0.0.1:1/account/logs"], "http://127.0.0.1:1/account/tables/logs");
  await assert.rejects(
    refuseOverlap(["http://127.0.0.1:1/account/logs/x"], "http://127.0.0.1:1/account/logs/y"),
    /is in the container of a source/,
  );
  await refuseOverlap(["logs"], "https://a.blob.core.windows.net/logs");
});

test("a URL that cannot be decoded is told", async () => {
  await assert.rejects(refuseOverlap(["https://a/c/%zz"], "out"), /is not a path of a URL; write % as %25/);
  await assert.rejects(refuseOverlap(["logs"], "https://a/c/%zz"), /is not a path of a URL; write % as %25/);
});
