import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { query } from "../../helpers/duckdb.ts";
import { blobName, logOf, tablesIn, timesIn, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { nsgRecord, tupleAt, vnetRecord } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { checkTraffic, trafficTable } from "../../helpers/traffic.ts";

const noon = 1542110400;
const hour = 3600;

async function foldersIn(context: TestContext): Promise<{ logs: string; out: string }> {
  const folder = await temporaryFolder(context);
  return { logs: path.join(folder, "logs"), out: path.join(folder, "out") };
}

/** Records of all versions, with addresses, rules and fields that take the quick way and such that do not. */
function mixedLog(): string {
  const addresses = [
    "10.0.0.4",
    "192.0.2.10",
    "2001:db8::1",
    "2001:DB8::1",
    "::ffff:10.0.0.4",
    "0.0.0.0",
    "255.255.255.255",
  ];
  const rules = ["UserRule_a", 'a "quoted", rule', "규칙", ""];
  const pairs = addresses.flatMap((source, at) => addresses.map((target, port) => ({ source, target, at, port })));
  const tuples = pairs.map(({ source, target, at, port }) => {
    const [seconds, rest] = [noon + ((at + port) % 2) * hour, port % 2 === 0 ? "B,,,," : "E,1,66,2,88"];
    return `${seconds},${source},${target},50000,${port % 3},${at % 2 === 0 ? "T" : "U"},O,${at === 3 ? "D" : "A"},${rest}`;
  });
  const vnetTuples = pairs.map(
    ({ source, target, at, port }) =>
      `${(noon + at) * 1000},${source},${target},50000,${port},${at === 2 ? 58 : 6},I,${"BCED"[port % 4] ?? ""},NX,1,66,2,88`,
  );
  const records = rules.flatMap((rule) => {
    const flowsOf = (flowTuples: readonly string[]) => [{ rule, flows: [{ mac: "000D3AF87856", flowTuples }] }];
    const first = [`${noon},10.0.0.4,192.0.2.10,1,2,T,I,A`, `${noon},10.0.0.4,192.0.2.10,1,2,T,I,D`];
    return [
      nsgRecord([], { properties: { Version: 2, flows: flowsOf(tuples) } }),
      nsgRecord([], { properties: { Version: 1, flows: flowsOf(first) } }),
      vnetRecord(vnetTuples),
    ];
  });
  return JSON.stringify({ records });
}

test("traffic is what grouping the flows gives, over records that take either way", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), mixedLog());
  await writeLog(logs, blobName(13), mixedLog().replaceAll('"rule":', ' "rule" : '));
  const { rows } = await prepHere([logs], { out });
  assert.equal(rows, 2 * 4 * (49 + 2 + 49));
  await checkTraffic(out, "parquet");
  await checkTraffic(out, "csv");
  const [found] = await query(`SELECT sum(Flows)::VARCHAR AS flows, count(*) AS n FROM ${trafficTable(out, "csv")}`);
  assert.equal(found?.["flows"], String(rows));
  assert.ok(Number(found["n"]) < rows);
});

test("a sum that 63 bits do not hold goes on in another row", async (context) => {
  const { logs, out } = await foldersIn(context);
  const largest = String(2n ** 63n - 1n);
  const tuples = [1, 2, 3].map(() => tupleAt(noon, { counters: `1,${largest},,` }));
  await writeLog(logs, "a.json", logOf(tuples));
  await prepHere([logs], { out });
  await writeLog(logs, "b.json", logOf(tuples));
  await prepHere([logs], { out });
  const [sum] = await query(
    `SELECT CAST(sum(BytesSrcToDest) AS VARCHAR) AS bytes, sum(Flows)::VARCHAR AS flows FROM ${trafficTable(out, "parquet")}`,
  );
  assert.deepEqual(sum, { bytes: String(6n * (2n ** 63n - 1n)), flows: "6" });
  await checkTraffic(out, "csv");
});

test("hours of an earlier run without traffic get theirs with the next one that writes", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon), tupleAt(noon + hour)]));
  await prepHere([logs], { out, traffic: false });
  assert.deepEqual(
    (await tablesIn(out)).filter((file) => file.startsWith("traffic")),
    [],
  );
  await writeLog(logs, blobName(14), logOf([tupleAt(noon + 2 * hour)]));
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), [noon, noon + hour, noon + 2 * hour]);
});

test("--no-traffic is refused where there is traffic, which would be of another time than the flows", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon)]));
  await prepHere([logs], { out });
  await writeLog(logs, blobName(13), logOf([tupleAt(noon + hour)]));
  await assert.rejects(prepHere([logs], { out, traffic: false }), {
    code: "options",
    message: /holds the traffic table; leave out --no-traffic, or give --full/,
  });
  assert.deepEqual(await timesIn(out), [noon]);
  await prepHere([logs], { out, traffic: false, full: true });
  assert.equal(existsSync(path.join(out, "traffic")), false);
});

test("traffic that is gone or damaged is noticed when its hour is touched", async (context) => {
  const { logs, out } = await foldersIn(context);
  const file = path.join(out, "traffic/date=2018-11-13/hour=12/traffic.parquet");
  await writeLog(logs, blobName(12), logOf([tupleAt(noon)]));
  await prepHere([logs], { out });
  const damages: readonly (readonly [() => Promise<void>, RegExp])[] = [
    [() => rm(file), /traffic\.parquet in .* is missing; run with --full/],
    [() => writeFile(file, "x"), /was changed by somebody else; run with --full/],
  ];
  for (const [damage, message] of damages) {
    await damage();
    await writeLog(logs, "b.json", logOf([tupleAt(noon + 1)]));
    await assert.rejects(prepHere([logs], { out }), message);
    await prepHere([logs], { out, full: true });
    await rm(path.join(logs, "b.json"));
    await prepHere([logs], { out, full: true });
  }
});
