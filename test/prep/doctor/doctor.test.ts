import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Readable } from "node:stream";
import type { AzureLogin } from "../../../prep/azure/client.ts";
import { runDoctor } from "../../../prep/doctor/doctor.ts";
import { formatScreen } from "../../../prep/doctor/screen.ts";
import type { DoctorReport, SourceReport } from "../../../prep/doctor/types.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { doctorEstate, doctorNow, uploadFiles } from "../../helpers/doctorEstate.ts";
import { writeLog } from "../../helpers/logs.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

let azurite: Azurite;
let login: AzureLogin;
const placeOf = (container: string): string => `${azurite.blobEndpoint}/${container}`;

before(async () => {
  azurite = await startAzurite();
  login = { connectionString: azurite.connectionString, sas: undefined };
  await uploadFiles(azurite.connectionString, [
    ...doctorEstate(),
    {
      container: "insights-logs-networksecuritygroupevent",
      name: "resourceId=/S/y=2026/m=12/d=01/h=13/m=00/PT1H.json",
      text: '{"records":[{"time":"2026-12-01T13:01:00Z","category":"NetworkSecurityGroupEvent"}]}',
    },
    { container: "empty", name: "x", text: "" },
  ]);
});
after(() => azurite.stop());

async function doctor(
  sources: readonly string[],
  given: {
    readonly login?: AzureLogin;
    readonly now?: Date;
    readonly sinceMs?: number;
    readonly writtenMs?: number;
  } = {},
): Promise<DoctorReport> {
  const { login: used = login, now = doctorNow, sinceMs, writtenMs } = given;
  return runDoctor(
    { sources, sinceMs },
    {
      source: { login: used, standardInput: Readable.from([]) },
      signal: new AbortController().signal,
      now,
      onBlobs: () => undefined,
      lastWrite: () => Promise.resolve(writtenMs),
    },
  );
}

function told({ findings }: SourceReport, level: string): string[] {
  return findings.filter((finding) => finding.level === level).map(({ code, message }) => `${code}: ${message}`);
}

async function first(...given: Parameters<typeof doctor>): Promise<SourceReport & { readonly worst: string }> {
  const report = await doctor(...given);
  const [source] = report.sources;
  if (source === undefined) throw new Error("no source");
  return { ...source, worst: report.level };
}

describe("doctor", () => {
  test("tells of each NSG flow log its version, NICs, hours and size", async () => {
    const { logs, blobs } = await first([placeOf("insights-logs-networksecuritygroupflowevent")]);
    assert.equal(blobs, 13);
    assert.deepEqual(
      logs.map(({ name, kind, versions, nics, hours, firstHour, lastHour, missingHours, newestRecord }) => ({
        name,
        kind,
        versions,
        nics,
        hours,
        firstHour,
        lastHour,
        missingHours,
        newestRecord,
      })),
      [
        {
          name: "WEB",
          kind: "nsg",
          versions: [2],
          nics: 2,
          hours: 9,
          firstHour: "2026-12-01T04:00:00.000Z",
          lastHour: "2026-12-01T13:00:00.000Z",
          missingHours: 1,
          newestRecord: "2026-12-01T13:08:00.000Z",
        },
        {
          name: "OLD",
          kind: "nsg",
          versions: [1],
          nics: 1,
          hours: 2,
          firstHour: "2026-12-01T12:00:00.000Z",
          lastHour: "2026-12-01T13:00:00.000Z",
          missingHours: 0,
          newestRecord: "2026-12-01T13:08:00.000Z",
        },
      ].sort((a, b) => logs.findIndex(({ name }) => name === a.name) - logs.findIndex(({ name }) => name === b.name)),
    );
    assert.deepEqual(logs.find(({ name }) => name === "WEB")?.macs, {
      "000D3AF87856": "2026-12-01T13:00:00.000Z",
      "000D3AF87857": "2026-12-01T05:00:00.000Z",
    });
    assert.equal(logs.find(({ name }) => name === "WEB")?.lastDay.filter((bytes) => bytes > 0).length, 9);
  });

  test("finds the missing hour, the silent NIC, version 1, and NICs without a virtual network flow log", async () => {
    const report = await first([placeOf("insights-logs-networksecuritygroupflowevent")]);
    assert.equal(report.worst, "warning");
    assert.deepEqual(
      told(report, "warning").sort(),
      [
        "missing-hours: WEB: 1 hour without a log, first 2026-12-01 11:00 UTC: no traffic, or logging was off",
        "no-successor: NSG flow logs retire on 2027-09-30, in 303 days; without a virtual network flow log: OLD, WEB",
        "silent-nics: WEB: 000D3AF87857 wrote nothing since 2026-12-01 05:00 UTC: stopped, removed, or no traffic",
        "version-1: OLD writes version 1, which counts no bytes: switch it to version 2",
      ].sort(),
    );
    assert.deepEqual(told(report, "ok"), [
      "access: login, list and read: 13 blobs, 6.1 kB",
      "late: logging is coming in: the newest record is 2 min old",
    ]);
  });

  test("a virtual network flow log is told by the network that its records name", async () => {
    const report = await first([placeOf("insights-logs-flowlogflowevent")]);
    assert.deepEqual(
      report.logs.map(({ name, kind, versions }) => ({ name, kind, versions })),
      [{ name: "net", kind: "vnet", versions: [4] }],
    );
    assert.deepEqual([report.worst, told(report, "warning")], ["ok", []]);
  });

  test("logging that has stopped is an error, one that is late a warning", async () => {
    const place = placeOf("insights-logs-flowlogflowevent");
    const late = await first([place], { now: new Date("2026-12-01T15:00:00Z") });
    assert.deepEqual(
      [late.worst, told(late, "warning")],
      ["warning", ["late: the newest record is 112 min old; there is a log a minute where there is traffic"]],
    );
    const stopped = await first([place], { now: new Date("2026-12-02T15:00:00Z") });
    assert.deepEqual(
      [stopped.worst, told(stopped, "error")],
      [
        "error",
        [
          "late: logging has stopped: the newest record is 26 h old; is the flow log still enabled, and may it write to the account?",
        ],
      ],
    );
  });

  test("of an account alone it looks into both containers", async () => {
    const { sources } = await doctor([azurite.blobEndpoint]);
    assert.deepEqual(
      sources.map(({ source }) => source),
      ["insights-logs-flowlogflowevent", "insights-logs-networksecuritygroupflowevent"].map(placeOf),
    );
  });

  test("the diagnostic container, an empty one and a missing one are told with what to do", async () => {
    const diagnostic = await first([placeOf("insights-logs-networksecuritygroupevent")]);
    assert.equal(diagnostic.worst, "error");
    assert.match(
      told(diagnostic, "error").join("\n"),
      /container: this container has diagnostic logs, no flows; flow logs are in insights-logs-networksecuritygroupflowevent or insights-logs-flowlogflowevent/,
    );
    assert.match(told(diagnostic, "error").join("\n"), /flow-logs: no flow logs: none of its blobs is a flow log/);
    const missing = await first([placeOf("nowhere")]);
    assert.match(
      told(missing, "error").join("\n"),
      /^access: cannot read .+\/nowhere: there is no such container.+\(request .+\)$/,
    );
    assert.match(told(await first([placeOf("empty")]), "error").join("\n"), /flow-logs: no flow logs/);
  });

  test("a login that is refused is told as prep tells it", async () => {
    const wrong = azurite.connectionString.replace(
      /AccountKey=[^;]+/,
      `AccountKey=${Buffer.from("wrong").toString("base64")}`,
    );
    const report = await first([placeOf("insights-logs-flowlogflowevent")], {
      login: { connectionString: wrong, sas: undefined },
    });
    assert.equal(report.worst, "error");
    assert.match(told(report, "error").join("\n"), /^access: cannot read .+\(request .+\)$/);
  });

  test("a folder is a copy: nothing more is expected of it; what has no path is told as files", async (context) => {
    const folder = await temporaryFolder(context);
    for (const { name, text } of doctorEstate()) await writeLog(folder, name, text);
    await writeLog(folder, "loose.json", doctorEstate()[0]?.text ?? "");
    const report = await first([folder], { now: new Date("2027-12-01T00:00:00Z") });
    assert.deepEqual(told(report, "error"), []);
    assert.deepEqual(report.logs.map(({ kind }) => kind).sort(), ["files", "nsg", "nsg", "vnet"]);
    assert.match(told(report, "warning").join("\n"), /NSG flow logs have retired on 2027-09-30/);
    const none = await first([path.join(folder, "none")]);
    assert.match(told(none, "error").join("\n"), /no such file or folder/);
  });

  test("--since leaves earlier hours out", async () => {
    const none = await first([placeOf("insights-logs-flowlogflowevent")], { sinceMs: Date.UTC(2026, 11, 20) });
    assert.deepEqual(told(none, "error"), [
      "flow-logs: no flow logs: there are earlier ones only; leave out --since to see them",
    ]);
    const report = await first([placeOf("insights-logs-networksecuritygroupflowevent")], {
      sinceMs: Date.UTC(2026, 11, 1, 12),
    });
    assert.deepEqual(
      report.logs.map(({ hours }) => hours),
      [2, 2],
    );
  });

  test("is one screen: 24 lines of 100 columns at most, without color where none is wanted", async () => {
    const report = await doctor([azurite.blobEndpoint]);
    const lines = formatScreen(report, { hasColors: false }).split("\n");
    assert.ok(lines.length <= 24, String(lines.length));
    for (const line of lines) assert.ok(line.length <= 100, line);
    assert.match(
      formatScreen(report, { hasColors: false }),
      /^ {2}WEB +NSG 2 +2 +2026-12-01 04 +12-01 13 +9 +\d\.\d kB +·{14}[▁-█]{7}·[▁-█]{2}$/m,
    );
    assert.doesNotMatch(formatScreen(report, { hasColors: false }), /\u001b/);
    assert.match(formatScreen(report, { hasColors: true }), /\u001b\[33m!/);
  });
});
