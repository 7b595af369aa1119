import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after, before } from "node:test";
import { flowColumns, trafficColumns } from "../../../prep/columns/schema.ts";
import type { DataLocation, ReportSettings } from "../../../report/settings.ts";
import { runQuery } from "./runQuery.ts";
import { settingsWith } from "./sampleSettings.ts";

let root = "";
before(async () => {
  root = await mkdtemp(path.join(tmpdir(), "flow-chord-folders-"));
  const header = trafficColumns.map(({ name }) => name).join(",");
  const row = (hour: string, flows: number) =>
    `${hour}:00:00Z,10.0.0.1,10.0.0.2,443,TCP,Inbound,Allow,"","/NSG, ""A""",${String(flows)},1,0,,12,,34`;
  const later = (hour: string) => [`Later,${header}`, `x,${row(hour, 3)}`].join("\r\n");
  const files: Record<string, string> = {
    "deep/er/traffic/date=2026-03-27/hour=23/traffic.csv": `${header}\n${row("2026-03-27T23", 1)}\n`,
    "deep/er/traffic/date=2026-03-29/hour=00/traffic.csv": `${header}\n${row("2026-03-29T00", 2)}\n`,
    "deep/er/traffic/date=2026-03-29/hour=01/traffic.csv": `${later("2026-03-29T01")}\r\n`,
    "deep/er/traffic/date=2026-03-30/hour=12/traffic.csv": `${header.replace(",Sessions", "")}\n${row("2026-03-30T12", 4).replace(",4,1,", ",4,")}\n`,
    "deep/er/traffic/date=2026-03-30/hour=13/traffic.csv": `${header}\n`,
  };
  const never = [
    ..."_state/date=2026-03-30/hour=12/traffic.csv _runs/a.csv rejects/date=2026-03-30/hour=12/rejects.csv".split(" "),
    ..."traffic/_tmp/hour=12/traffic.csv traffic/date=2026-03-30/_x/traffic.csv traffic/note.csv".split(" "),
    ..."traffic/date=2026-03-30/hour=12/_traffic.csv traffic/date=2026-03-30/hour=12/traffic.txt".split(" "),
    ..."traffic/data=2026-03-28/hour=12/traffic.csv traffic/date=today/hour=12/traffic.csv traffic/date=2026-03-30/hour=x2/traffic.csv".split(
      " ",
    ),
    ..."traffic/date=2026-03-30/hour=12/.traffic.csv trafficking/date=2026-03-30/hour=12/traffic.csv".split(" "),
  ];
  for (const name of never) files[`deep/er/${name}`] = "this is never read";
  await writeAll("tables", files);
});
after(() => rm(root, { recursive: true, force: true }));

async function writeAll(container: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, container, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

const kinds = ["folder", "blob", "dataLake"] as const;

function settingsOf(
  kind: DataLocation["kind"],
  changed: Partial<ReportSettings> = {},
  place = "tables/deep/er",
): ReportSettings {
  const [container = "", ...folders] = place.split("/");
  const location: DataLocation =
    kind === "folder"
      ? { kind, path: path.join(root, place) }
      : { kind, account: "https://flows.invalid", container, prefix: folders.join("/") };
  return settingsWith({ location, format: "csv", timeZone: "Europe/Berlin", ...changed });
}

for (const kind of kinds) {
  test(`only files of the table are read, with all their columns and no others: ${kind}`, async () => {
    const { rows, columns, log } = await runQuery(root, settingsOf(kind), "Traffic");
    assert.deepEqual(
      rows.map((row) => [row["Time"], row["LocalHour"], row["Date"], row["HourOfDay"], row["Flows"]]),
      [
        ["2026-03-27T23:00:00.000", "2026-03-28T00:00:00.000", "2026-03-28", 0, 1],
        ["2026-03-29T00:00:00.000", "2026-03-29T01:00:00.000", "2026-03-29", 1, 2],
        ["2026-03-29T01:00:00.000", "2026-03-29T03:00:00.000", "2026-03-29", 3, 3],
        ["2026-03-30T12:00:00.000", "2026-03-30T14:00:00.000", "2026-03-30", 14, 4],
      ],
    );
    assert.deepEqual(columns, [...trafficColumns.map(({ name }) => name), "LocalHour", "Date", "HourOfDay", "RuleKey"]);
    assert.equal(log.filter((line) => line.startsWith("read")).length, 5);
    const { Rule, ResourceId, RuleKey, PacketsSrcToDest, BytesSrcToDest } = rows[0] ?? {};
    assert.deepEqual([Rule, ResourceId, RuleKey], ["", '/NSG, "A"', '/NSG, "A"|']);
    assert.deepEqual([PacketsSrcToDest, BytesSrcToDest], [null, 12]);
    assert.deepEqual(
      rows.map((row) => row["Sessions"]),
      [1, 1, 1, null],
    );
  });

  test(`the range keeps other days from being listed and other hours from being read: ${kind}`, async () => {
    const range = { RangeStart: "#datetime(2026, 3, 29, 1, 0, 0)", RangeEnd: "#datetime(2026, 3, 30, 0, 0, 0)" };
    const { rows, log } = await runQuery(root, settingsOf(kind), "Traffic", range);
    assert.deepEqual(
      rows.map((row) => row["Flows"]),
      [3],
    );
    assert.deepEqual(
      log.filter((line) => line.startsWith("read")),
      ["read tables/deep/er/traffic/date=2026-03-29/hour=01/traffic.csv"],
    );
    assert.deepEqual(
      log.filter((line) => line.includes("date=2026-03-27")),
      [],
    );
    assert.deepEqual(
      log.filter((line) => line.includes("date=2026-03-30")),
      [],
    );
  });

  test(`days of a year, split into ranges of a day, are each row once: ${kind}`, async () => {
    const flows: unknown[] = [];
    for (const day of [26, 27, 28, 29, 30, 31]) {
      const range = {
        RangeStart: `#datetime(2026, 3, ${String(day)}, 0, 0, 0)`,
        RangeEnd: `#datetime(2026, 3, ${String(day + 1)}, 0, 0, 0)`,
      };
      const { rows } = await runQuery(root, settingsOf(kind), "Traffic", range);
      flows.push(...rows.map((row) => row["Flows"]));
    }
    assert.deepEqual(flows, [1, 2, 3, 4]);
  });

  test(`a place without the table, or with an empty one, gives no rows but all columns: ${kind}`, async () => {
    await mkdir(path.join(root, "bare", "flows"), { recursive: true });
    for (const name of ["Traffic", "Flows"]) {
      const { rows, columns } = await runQuery(root, settingsOf(kind, {}, "bare"), name);
      assert.deepEqual([rows.length, columns.length], [0, name === "Traffic" ? 20 : 25]);
    }
    const { rows } = await runQuery(root, settingsOf(kind, {}, "bare"), "Date");
    assert.deepEqual(
      rows.map((row) => row["Date"]),
      ["2000-01-01"],
    );
  });

  test(`a place that does not exist is an error, not an empty report: ${kind}`, async () => {
    await assert.rejects(runQuery(root, settingsOf(kind, {}, "nowhere"), "Traffic"));
  });

  test(`Date has every day between the first and the last, one more on each side, and reads no file: ${kind}`, async () => {
    const { rows, log } = await runQuery(root, settingsOf(kind, { language: "ko-KR" }), "Date");
    const days = ["26", "27", "28", "29", "30", "31"].map((day) => `2026-03-${day}`);
    assert.deepEqual(
      rows.map((row) => row["Date"]),
      days,
    );
    assert.deepEqual(
      log.filter((line) => line.startsWith("read")),
      [],
    );
    assert.deepEqual(rows[3], {
      ...{ Date: "2026-03-29", Year: 2026, Quarter: "2026 Q1", Month: "2026-03", MonthName: "3월", MonthNumber: 3 },
      ...{ WeekStart: "2026-03-23", Weekday: "일요일", WeekdayNumber: 7, IsWeekend: true },
    });
  });
}

test("a time zone that changes inside an hour of UTC is right on both sides of the change", async () => {
  const header = flowColumns.map(({ name }) => name).join(",");
  const row = (time: string) => `${time},a,b,1,2,TCP,Inbound,Allow,r,,,,,,,"",,"",,2,${time}`;
  const times = ["2026-10-03T15:29:59Z", "2026-10-03T15:30:00Z", "2026-10-03T15:30:00.250Z"];
  await writeAll("howe", { "flows/date=2026-10-03/hour=15/flows.csv": [header, ...times.map(row)].join("\n") });
  const { rows } = await runQuery(root, settingsOf("folder", { timeZone: "Australia/Lord_Howe" }, "howe"), "Flows");
  assert.deepEqual(
    rows.map((it) => it["LocalTime"]),
    ["2026-10-04T01:59:59.000", "2026-10-04T02:30:00.000", "2026-10-04T02:30:00.250"],
  );
});

test("a range that begins and ends inside an hour holds its first instant and not its last", async () => {
  const range = { RangeStart: "#datetime(2026, 10, 3, 15, 29, 59)", RangeEnd: "#datetime(2026, 10, 3, 15, 30, 0)" };
  const { rows } = await runQuery(root, settingsOf("folder", {}, "howe"), "Flows", range);
  assert.deepEqual(
    rows.map((it) => it["Time"]),
    ["2026-10-03T15:29:59.000"],
  );
});

test("what is no number in a column of numbers ends the refresh", async () => {
  const header = trafficColumns.map(({ name }) => name).join(",");
  const row = "2026-01-01T00:00:00Z,a,b,https,TCP,Inbound,Allow,r,id,1,1,0,,,,";
  await writeAll("wrong", { "traffic/date=2026-01-01/hour=00/traffic.csv": `${header}\n${row}\n` });
  await assert.rejects(runQuery(root, settingsOf("folder", {}, "wrong"), "Traffic"), /"https" is no integer/);
});

test("times of Parquet may come without a zone, and with one", async () => {
  const times = {
    Times: `#table({"Utc"}, {{ToUtc(#datetime(2026, 1, 2, 3, 4, 5))}, {ToUtc("2026-01-02T03:04:05.120Z")}, {ToUtc(null)}})`,
  };
  const { rows } = await runQuery(root, settingsOf("folder"), "Times", times);
  assert.deepEqual(
    rows.map((row) => row["Utc"]),
    ["2026-01-02T03:04:05.000", "2026-01-02T03:04:05.120", null],
  );
});

test("the small tables are what they say", async () => {
  const settings = settingsOf("blob", { language: "en-US" });
  const hours = (await runQuery(root, settings, "Time of day")).rows;
  assert.equal(hours.length, 24);
  assert.deepEqual(hours[18], { HourOfDay: 18, Hour: "18:00", PartOfDay: "Evening", PartOfDayOrder: 4 });
  const parameters = (await runQuery(root, settings, "Parameters")).rows;
  assert.deepEqual(parameters.slice(0, 3), [
    { Name: "Data location", Value: "https://flows.invalid/tables/deep/er" },
    { Name: "Format", Value: "csv" },
    { Name: "Time zone", Value: "Europe/Berlin" },
  ]);
  const rules = (await runQuery(root, settings, "Exported rules")).rows;
  assert.deepEqual(
    rules.map((row) => row["Priority"]),
    [100, null],
  );
  assert.equal(String(rules[1]?.["RuleKey"]).split("|")[1], 'UserRule_"odd" #(lf) rule');
  assert.equal((await runQuery(root, settingsWith({ rules: undefined }), "Exported rules")).rows.length, 0);
});
