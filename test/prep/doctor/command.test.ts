import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import type { DoctorReport } from "../../../prep/doctor/types.ts";
import { doctorEstate } from "../../helpers/doctorEstate.ts";
import { writeLog } from "../../helpers/logs.ts";
import { jsonOf, runCli, temporaryFolder } from "../../helpers/runCli.ts";

test("the command prints a screen or one line of JSON, and its exit status says whether something stops prep", async (context) => {
  const folder = await temporaryFolder(context);
  for (const { name, text } of doctorEstate()) await writeLog(folder, `logs/${name}`, text);
  const screen = await runCli(["doctor", path.join(folder, "logs")]);
  assert.equal(screen.status, 0, screen.stderr);
  assert.match(screen.stdout, /✓ list and read: 16 blobs/);
  assert.match(screen.stdout, /\n\n! \d things? to look at; \d{4}-\d\d-\d\d \d\d:\d\d UTC\n$/);
  const json = await runCli(["doctor", path.join(folder, "logs"), "--json"]);
  const { sources, level, time } = jsonOf(json) as unknown as DoctorReport;
  assert.deepEqual([sources.length, level], [1, "warning"]);
  assert.ok(!Number.isNaN(Date.parse(time)));
  const missing = await runCli(["doctor", path.join(folder, "none")]);
  assert.equal(missing.status, 1);
  assert.match(missing.stdout, /✗ cannot read .+none: no such file or folder/);
});

test("without a source it takes those of the configuration; without any it says so", async (context) => {
  const folder = await temporaryFolder(context);
  const none = await runCli(["doctor"], { cwd: folder });
  assert.deepEqual([none.status, /no source; give a folder, or the URL/.test(none.stderr)], [2, true]);
  for (const { name, text } of doctorEstate()) await writeLog(folder, `logs/${name}`, text);
  await writeFile(path.join(folder, "flow-chord.json"), '{"sources":["logs"]}');
  assert.equal((await runCli(["doctor"], { cwd: folder })).status, 0);
  const since = await runCli(["doctor", "logs", "--since", "soon"], { cwd: folder });
  assert.deepEqual([since.status, /--since "soon" is no time/.test(since.stderr)], [2, true]);
});
