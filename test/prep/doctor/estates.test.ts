import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { runDoctor } from "../../../prep/doctor/doctor.ts";
import type { DoctorReport, SourceReport } from "../../../prep/doctor/types.ts";
import { hourFolders } from "../../helpers/doctorEstate.ts";
import { writeLog } from "../../helpers/logs.ts";
import { nsgRecord, tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const hourMs = 3_600_000;
const lastMs = Date.UTC(2026, 11, 1, 13);
const now = new Date(lastMs + 10 * 60_000);

/** Where a log of a network security group lies. */
interface Where {
  readonly nsg: string;
  readonly mac?: string;
  readonly hour?: number;
  readonly group?: string;
  readonly subscription?: string;
}

function idOf({ nsg, group = "RG", subscription = "S" }: Where): string {
  return `/SUBSCRIPTIONS/${subscription}/RESOURCEGROUPS/${group}/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/${nsg}`;
}

/** `hour` is counted backwards from the last one. */
function nameOf(where: Where): string {
  const { mac = "000D3AF87856", hour = 0 } = where;
  return `resourceId=${idOf(where)}/${hourFolders(lastMs - hour * hourMs)}/macAddress=${mac}/PT1H.json`;
}

function textOf(where: Where, minutes = 8, tuples = 1): string {
  const ms = lastMs - (where.hour ?? 0) * hourMs;
  const time = new Date(ms + minutes * 60_000).toISOString();
  const record = nsgRecord(Array(tuples).fill(tupleAt(ms / 1000)) as string[], { time, resourceId: idOf(where) });
  return `{"records":[${JSON.stringify(record)}]}`;
}

async function folderOf(
  context: { after(end: () => Promise<void>): void },
  logs: readonly Where[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  const folder = await temporaryFolder(context);
  for (const where of logs) await writeLog(folder, nameOf(where), textOf(where));
  for (const [name, content] of Object.entries(more)) await writeLog(folder, name, content);
  return folder;
}

async function doctor(...sources: readonly string[]): Promise<DoctorReport> {
  const login = { connectionString: undefined, sas: undefined };
  return runDoctor(
    { sources, sinceMs: undefined },
    {
      source: { login, standardInput: Readable.from([]) },
      signal: new AbortController().signal,
      now,
      onBlobs: () => undefined,
    },
  );
}

async function look(folder: string): Promise<SourceReport> {
  const [report] = (await doctor(folder)).sources;
  assert.ok(report);
  return report;
}

function messagesOf({ findings }: SourceReport, code: string): string[] {
  return findings.filter((finding) => finding.code === code).map(({ message }) => message);
}

test("groups of one name in two resource groups or subscriptions are flow logs of their own", async (context) => {
  const folder = await folderOf(context, [
    { nsg: "WEB", group: "SHOP" },
    { nsg: "WEB", group: "TEST", hour: 1 },
    { nsg: "WEB", group: "TEST", subscription: "T" },
    { nsg: "web", group: "shop", hour: 1 },
  ]);
  const { logs } = await look(folder);
  assert.deepEqual(
    logs.map(({ subscription, resourceGroup, name, blobs }) => ({ subscription, resourceGroup, name, blobs })),
    [
      { subscription: "S", resourceGroup: "SHOP", name: "WEB", blobs: 2 },
      { subscription: "T", resourceGroup: "TEST", name: "WEB", blobs: 1 },
      { subscription: "S", resourceGroup: "TEST", name: "WEB", blobs: 1 },
    ],
  );
});

test("logs that are compressed are read as what they hold", async (context) => {
  const [name, text] = [nameOf({ nsg: "WEB" }), textOf({ nsg: "WEB" })];
  const report = await look(await folderOf(context, [], { [`${name}.gz`]: gzipSync(text) }));
  assert.deepEqual(messagesOf(report, "flow-logs"), []);
  assert.deepEqual(
    report.logs.map(({ versions, newestRecord }) => ({ versions, newestRecord })),
    [{ versions: [2], newestRecord: "2026-12-01T13:08:00.000Z" }],
  );
  const cut = await look(await folderOf(context, [], { [`${name}.gz`]: gzipSync(text).subarray(0, -12) }));
  assert.match(messagesOf(cut, "damaged").join(), /^WEB: its newest blob is damaged \(/);
});

test("of the newest blob only its ends are read, and damage in them is told", async (context) => {
  const where = { nsg: "WEB" };
  const records = Array.from({ length: 40 }, (_, minute) => textOf(where, minute, 100).slice(12, -2));
  const whole = `{"records":[${records.join(",")}]}`;
  assert.ok(whole.length > 200_000);
  const sound = await look(await folderOf(context, [], { [nameOf(where)]: whole }));
  assert.deepEqual(messagesOf(sound, "damaged"), []);
  assert.equal(sound.logs[0]?.newestRecord, "2026-12-01T13:39:00.000Z");
  const cut = await look(await folderOf(context, [], { [nameOf(where)]: whole.slice(0, -300) }));
  assert.deepEqual(messagesOf(cut, "damaged"), [
    "WEB: its newest blob is damaged (cut off by the end of the input); prep keeps the records around it",
  ]);
  assert.equal(cut.logs[0]?.newestRecord, "2026-12-01T13:38:00.000Z");
});

test("a flow log that has stopped while others went on is told", async (context) => {
  const folder = await folderOf(context, [{ nsg: "WEB" }, { nsg: "WEB", hour: 30 }, { nsg: "OLD", hour: 30 }]);
  assert.deepEqual(messagesOf(await look(folder), "silent-log"), [
    "OLD wrote nothing since 2026-11-30 07:00 UTC, while others went on: disabled, or no traffic",
  ]);
});

test("missing hours are listed, as stretches", async (context) => {
  const hours = [0, 3, 4, 6];
  const report = await look(
    await folderOf(
      context,
      hours.map((hour) => ({ nsg: "WEB", hour })),
    ),
  );
  assert.deepEqual(report.logs[0]?.missing, [
    { from: "2026-12-01T08:00:00.000Z", to: "2026-12-01T08:00:00.000Z", hours: 1 },
    { from: "2026-12-01T11:00:00.000Z", to: "2026-12-01T12:00:00.000Z", hours: 2 },
  ]);
  assert.equal(report.logs[0].missingHours, 3);
});

test("records that are ahead of the clock are told", async (context) => {
  const where = { nsg: "WEB" };
  const report = await look(await folderOf(context, [], { [nameOf(where)]: textOf(where, 59) }));
  assert.deepEqual(messagesOf(report, "clock"), [
    "WEB: its newest record is 49 min ahead of this machine's clock: set the clock",
  ]);
});

test("very many NICs are a hint", async (context) => {
  const macs = Array.from({ length: 1001 }, (_, index) => index.toString(16).toUpperCase().padStart(12, "0"));
  const folder = await folderOf(
    context,
    macs.map((mac) => ({ nsg: "WEB", mac })),
  );
  assert.deepEqual(messagesOf(await look(folder), "many-nics"), [
    "WEB has 1,001 NICs, each a blob an hour: prep is slower with many small blobs",
  ]);
});

test("files without paths are read, the first twenty, and tell their hours; other files beside them do no harm", async (context) => {
  const text = textOf({ nsg: "WEB" });
  const folder = await folderOf(context, [], {
    "a.json": text,
    "b/PT1H.json": textOf({ nsg: "WEB", hour: 2 }),
    "z.png": Buffer.alloc(2000, 0x89),
  });
  const report = await look(folder);
  assert.deepEqual(messagesOf(report, "flow-logs"), []);
  assert.deepEqual(
    report.logs.map(({ kind, versions, hours, firstHour, macs }) => ({ kind, versions, hours, firstHour, macs })),
    [
      {
        kind: "files",
        versions: [2],
        hours: 2,
        firstHour: "2026-12-01T11:00:00.000Z",
        macs: { "000D3AF87856": "2026-12-01T13:00:00.000Z" },
      },
    ],
  );
  const single = await look(`${folder}/a.json`);
  assert.equal(single.logs[0]?.newestRecord, "2026-12-01T13:08:00.000Z");
  assert.deepEqual(messagesOf(await look(`${folder}/z.png`), "flow-logs"), [
    "no flow logs: none of its blobs is a flow log",
  ]);
});
