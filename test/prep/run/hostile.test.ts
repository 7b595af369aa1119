import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { readFlat } from "../../helpers/flatRows.ts";
import { logOf, timesIn, treeOf, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { nsgRecord, tupleAt, vnetRecord } from "../../helpers/records.ts";
import { jsonOf, runCli, temporaryFolder, type CliResult } from "../../helpers/runCli.ts";

const noon = 1542110400;
const hostile = [
  "../../../../escaped",
  "..\\..\\escaped",
  "/tmp/escaped",
  "C:\\escaped",
  "\\\\server\\share\\escaped",
  "a\u0000b",
  "\u001b[2Jb\r\nc",
  "CON",
  "%2e%2e%2fescaped",
  "-rf",
  "$(touch escaped)",
  "x".repeat(10_000),
];

/** Records with such a text in every place that holds one. */
function hostileLog(): string {
  const records = hostile.flatMap((text, index) => {
    const tuples = [
      tupleAt(noon + index),
      text,
      ...tupleAt(noon)
        .split(",")
        .map((_, at, fields) => fields.with(at, text).join(",")),
    ];
    const flows = [{ rule: text, flows: [{ mac: text, flowTuples: tuples }] }];
    return [
      nsgRecord([], { resourceId: text, systemId: text, properties: { Version: 2, flows } }),
      nsgRecord([text], { time: text }),
      vnetRecord([text], { flowLogResourceID: text, targetResourceID: text, flowLogVersion: text, macAddress: text }),
    ];
  });
  return JSON.stringify({ records });
}

/** Names that a file can have here; where the system does not take one, there is nothing to defend. */
const names = [
  "..\\..\\escaped.json",
  "C:\\escaped.json",
  "a\nb\u001b[2J.json",
  "$(touch escaped).json",
  "-rf.json",
  "%2e%2e%2fescaped.json",
  `${"n".repeat(250)}.json`,
  `${`${"d".repeat(200)}/`.repeat(10)}deep.json`,
  "y=2018/m=99/d=99/h=99/m=00/a.json",
  "y=9999/m=12/d=31/h=23/m=00/macAddress=..%2f..%2f..%2f/a.json",
  "y=0000/m=00/d=00/h=00/m=00/../a.json",
];

for (const [what, read] of [
  ["a folder", (logs: string) => logs],
  ["standard input", () => "-"],
] as const) {
  test(`nothing in ${what} makes prep write outside of its folder`, async (context) => {
    const folder = await temporaryFolder(context);
    const [logs, cwd, out] = ["logs", "cwd", "o ut"].map((name) => path.join(folder, name)) as [string, string, string];
    const text = hostileLog();
    await writeLog(cwd, "file", "");
    for (const name of names) await writeLog(logs, name, text).catch(() => undefined);
    const isOutside = (file: string): boolean => !file.startsWith("o ut/");
    const before = (await treeOf(folder)).filter(isOutside);
    const args = ["prep", read(logs), "--out", path.join("..", "o ut"), "--format", "both", "--json"];
    for (let run = 0; run < 2; run++) {
      const result = await runCli(args, { cwd, input: text });
      assert.equal(result.status, run > 0 && what === "a folder" ? 0 : 3, result.stderr);
      assert.deepEqual((await treeOf(folder)).filter(isOutside), before);
    }
    const expected =
      /^(?:(flows|traffic)\/date=2018-11-13\/hour=12\/\1\.(?:csv|parquet)|rejects\/(?:date=[+\d-]{10}\/)?rejects\.jsonl|_runs\/[\d-]{10}\.jsonl|_state\/\S+)$/;
    assert.deepEqual(
      (await treeOf(out)).filter((file) => !expected.test(file)),
      [],
    );
    const { rows, rejects } = await readFlat(out);
    assert.equal(rows.length % hostile.length, 0);
    assert.ok(rows.length > 0 && rejects.length > rows.length);
  });
}

const deep = 10_000;
const nested: Readonly<Record<string, string>> = {
  "objects in a record": `{"time":"2018-11-13T12:00:00Z","category":"FlowLogFlowEvent","flowRecords":${'{"x":'.repeat(deep)}1${"}".repeat(deep)}}`,
  "arrays in the list of tuples": JSON.stringify(nsgRecord(["@"])).replace('"@"', "[".repeat(deep) + "]".repeat(deep)),
  "records in records": `${'{"records":['.repeat(deep)}${"]}".repeat(deep)}`,
  "arrays that are never closed": "[".repeat(deep),
  "objects that are never closed": '{"time":'.repeat(deep),
};

for (const [what, text] of Object.entries(nested)) {
  test(`${deep} nested ${what} are rejects and no crash`, async (context) => {
    const folder = await temporaryFolder(context);
    const [logs, out] = [path.join(folder, "logs"), path.join(folder, "out")];
    const good = JSON.stringify(nsgRecord([tupleAt(noon)]));
    await writeLog(logs, "a.json", `${good}\n${text}\n`);
    await writeLog(logs, "b.json", logOf([tupleAt(noon + 1)]));
    const { rejected } = await prepHere([logs], { out });
    assert.ok(rejected >= 1, `${rejected} rejects`);
    assert.deepEqual(await timesIn(out), [noon, noon + 1]);
  });
}

const stringBytes = 500 << 20;
const tellMemory = `--import=data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS="+process.resourceUsage().maxRSS))`;
const head = `${JSON.stringify(nsgRecord([tupleAt(noon)]))}\n{"time":"2018-11-13T12:00:00Z","category":"`;
const tail = `"}\n${JSON.stringify(nsgRecord([tupleAt(noon + 1)]))}\n`;

function assertSmall(result: CliResult): void {
  assert.equal(result.status, 3, result.stderr);
  const { rows, rejected, bytesRead } = jsonOf(result);
  assert.equal(rows, 2);
  assert.ok(Number(rejected) >= 1 && Number(rejected) < 20, `${String(rejected)} rejects`);
  assert.equal(bytesRead, head.length + stringBytes + tail.length);
  const megabytes = Number(/maxRSS=(\d+)/.exec(result.stderr)?.[1]) / 1024;
  assert.ok(megabytes < 400, `${megabytes} MB`);
}

test("a string of 500 MB from standard input is a reject, and takes little memory", async (context) => {
  const out = await temporaryFolder(context);
  const piece = Buffer.alloc(1 << 20, "x");
  async function* input(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(head));
    for (let bytes = 0; bytes < stringBytes; bytes += piece.length) yield piece;
    yield Buffer.from(tail);
  }
  assertSmall(await runCli(["prep", "-", "--out", out, "--json"], { input: input(), nodeArgs: [tellMemory] }));
});

test("a string of 500 MB in a file is a reject, and takes little memory", async (context) => {
  const folder = await temporaryFolder(context);
  const file = await open(path.join(folder, "a.json"), "w");
  await file.write(head, 0);
  await file.write(tail, head.length + stringBytes);
  await file.close();
  const args = ["prep", path.join(folder, "a.json"), "--out", path.join(folder, "out"), "--json"];
  assertSmall(await runCli(args, { nodeArgs: [tellMemory] }));
});
