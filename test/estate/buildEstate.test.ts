import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { BlockList, isIPv4 } from "node:net";
import test from "node:test";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { counterColumns, tallyRows } from "../../scripts/estate/tally.ts";
import { countKeys, readRecords, readTuples } from "./readLogs.ts";

const estate = buildEstate();
const tally = tallyRows(estate.rows);
const tuples = readTuples(estate.blobs);
const records = estate.blobs.flatMap((blob) => readRecords(blob.blocks.join("")));

test("two runs give the same bytes and the same rows", () => {
  assert.deepEqual(buildEstate(), estate);
});

test("every machine gets the same bytes", () => {
  const text = estate.blobs.map((blob) => blob.name + blob.blocks.join("")).join("");
  const expected = "43dc801cbbb6278208b75abc11d3b84161c1aa632422457cbc04be13f210abe5";
  assert.equal(createHash("sha256").update(text).digest("hex"), expected);
});

test("the tally equals a count of the files' text by JSON.parse", () => {
  assert.equal(tuples.length, tally.rows);
  assert.deepEqual(
    countKeys(tuples, (tuple) => String(tuple.record.properties.Version)),
    tally.byVersion,
  );
  assert.deepEqual(
    countKeys(tuples, (tuple) => (tuple.fields[7] === "A" ? "Allow" : "Deny")),
    tally.byAction,
  );
  assert.deepEqual(
    countKeys(tuples, (tuple) => tuple.rule),
    tally.byRule,
  );
  assert.deepEqual(
    countKeys(tuples, ({ fields }) => ({ B: "Begin", C: "Continuing", E: "End" })[fields[8] ?? ""] ?? "null"),
    tally.byState,
  );
});

test("the sums and nulls of the counters equal those of the files' text", () => {
  for (const [index, column] of counterColumns.entries()) {
    const values = tuples.map(({ fields }) => fields[9 + index] ?? "");
    assert.equal(
      values.reduce((sum, value) => sum + BigInt(value), 0n),
      tally.sums[column],
    );
    assert.equal(values.filter((value) => value === "").length, tally.nulls[column]);
  }
});

test("every row stands where its tuple stands", () => {
  assert.deepEqual(
    tuples.map(({ fields, mac, rule, record }) => [...fields.slice(0, 5), mac, rule, record.resourceId].join()),
    estate.rows.map((row) =>
      [row.Time / 1000, row.SrcIp, row.DestIp, row.SrcPort, row.DestPort, row.Mac, row.Rule, row.ResourceId].join(),
    ),
  );
});

test("the estate is as large as promised: three groups, six hours, ten NICs, both versions", () => {
  assert.ok(tally.rows > 10_000 && tally.rows < 30_000);
  const hosts = new Set(estate.rows.flatMap((row) => [row.SrcIp, row.DestIp]));
  assert.ok(hosts.size >= 40 && hosts.size <= 120);
  assert.equal(new Set(estate.rows.map((row) => row.ResourceId)).size, 3);
  assert.equal(new Set(estate.rows.map((row) => row.Mac)).size, 10);
  assert.deepEqual(Object.keys(tally.byVersion), ["1", "2"]);
  assert.deepEqual(Object.keys(tally.byState), ["Begin", "Continuing", "End", "null"]);
  assert.equal(new Set(estate.blobs.map((blob) => /y=.*h=\d\d/.exec(blob.name)?.[0])).size, 6);
});

test("one NIC is busy and one is quiet", () => {
  const perNic = Object.values(countKeys(estate.rows, (row) => row.Mac)).sort((a, b) => a - b);
  assert.ok((perNic.at(-1) ?? 0) > 20 * (perNic[0] ?? Infinity));
});

test("every tuple has 8 fields in version 1 and 13 in version 2, a denied one no counters", () => {
  for (const { fields, record } of tuples) {
    assert.equal(fields.length, record.properties.Version === 1 ? 8 : 13);
    if (fields[7] === "D") assert.match(fields.join(), /,D(,B,,,,)?$/);
    if (fields[8] === "B") assert.match(fields.join(), /,B,,,,$/);
  }
});

test("a record is at most 32 KB, and one flush needed more than one record", () => {
  const sizes = records.map((record) => Buffer.byteLength(JSON.stringify(record)));
  assert.ok(Math.max(...sizes) <= 32 * 1024);
  assert.ok(Math.max(...sizes) > 31 * 1024);
});

test("a record is flushed 2 to 63 seconds after its tuples; the first of an hour holds tuples of the hour before", () => {
  const delays = tuples.map(({ fields, record }) => Date.parse(record.time) / 1000 - Number(fields[0]));
  assert.ok(Math.min(...delays) >= 2 && Math.max(...delays) < 63);
  const late = tuples.filter(
    ({ fields, record }) => new Date(Number(fields[0]) * 1000).getUTCHours() < Number(record.time.slice(11, 13)),
  );
  assert.ok(late.length > 100);
});

test("one file holds records of both versions", () => {
  const mixed = estate.blobs.filter(
    (blob) => new Set(readRecords(blob.blocks.join("")).map((record) => record.properties.Version)).size === 2,
  );
  assert.equal(mixed.length, 1);
});

test("a few tuples occur twice in the same record", () => {
  const doubled = records.flatMap(({ properties }) =>
    properties.flows
      .flatMap(({ flows }) => flows)
      .flatMap(({ flowTuples }) => flowTuples.length - new Set(flowTuples).size),
  );
  const count = doubled.reduce((sum, ofGroup) => sum + ofGroup, 0);
  assert.ok(count >= 3 && count <= 20);
});

test("every path is that of the service, with the group, the hour of the records and the NIC inside them", () => {
  const group =
    "/SUBSCRIPTIONS/0{8}-0{4}-0{4}-0{4}-0{12}/RESOURCEGROUPS/[A-Z-]+/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/[A-Z-]+";
  const layout = new RegExp(
    `^resourceId=(${group})/y=(\\d{4})/m=(\\d{2})/d=(\\d{2})/h=(\\d{2})/m=00/macAddress=([0-9A-F]{12})/PT1H\\.json$`,
  );
  for (const blob of estate.blobs) {
    const [, resourceId, year, month, day, hour, mac] = layout.exec(blob.name) ?? [];
    const inside = readTuples([blob]);
    assert.ok(inside.length > 0);
    assert.ok(inside.every((tuple) => tuple.record.time.startsWith(`${year}-${month}-${day}T${hour}:`)));
    assert.ok(inside.every((tuple) => tuple.mac === mac && tuple.record.resourceId === resourceId));
  }
});

test("the blocks are an opener, one for each flush, and a closer; later ones start with a comma", () => {
  for (const { blocks } of estate.blobs) {
    assert.equal(blocks[0], '{"records":[');
    assert.equal(blocks.at(-1), "]}");
    assert.match(blocks[1] ?? "", /^\{"time"/);
    assert.ok(blocks.slice(2, -1).every((block) => block.startsWith(',{"time"')));
    const times = blocks
      .slice(1, -1)
      .map((block) => new Set([...block.matchAll(/"time":"([^"]+)"/g)].map((m) => m[1])));
    assert.ok(times.every((ofBlock) => ofBlock.size === 1));
  }
});

test("the two documents of the tutorial are there as records of their own", () => {
  const first = records.find((record) => record.time === "2018-05-01T15:00:02.1713710Z");
  assert.equal(first?.properties.Version, 1);
  assert.deepEqual(first.properties.flows, [
    {
      rule: "UserRule_default-allow-rdp",
      flows: [{ mac: "000D3AF80021", flowTuples: ["1525186745,192.168.1.4,10.0.0.4,55960,3389,T,I,A"] }],
    },
  ]);
  const second = records.find((record) => record.time === "2018-11-13T12:00:35.3899262Z");
  assert.equal(second?.properties.Version, 2);
  assert.deepEqual(second.properties.flows, [
    {
      rule: "DefaultRule_DenyAllInBound",
      flows: [
        {
          mac: "000D3AF80001",
          flowTuples: [
            "1542110402,192.0.2.190,10.5.16.4,28746,443,U,I,D,B,,,,",
            "1542110424,192.0.2.10,10.5.16.4,56509,59336,T,I,D,B,,,,",
            "1542110432,192.0.2.8,10.5.16.4,48495,8088,T,I,D,B,,,,",
          ],
        },
      ],
    },
    {
      rule: "DefaultRule_AllowInternetOutBound",
      flows: [
        {
          mac: "000D3AF80001",
          flowTuples: [
            "1542110377,10.5.16.4,203.0.113.118,59831,443,T,O,A,B,,,,",
            "1542110379,10.5.16.4,203.0.113.117,59932,443,T,O,A,E,1,66,1,66",
            "1542110379,10.5.16.4,203.0.113.115,44931,443,T,O,A,C,30,16978,24,14008",
            "1542110406,10.5.16.4,198.51.100.225,59929,443,T,O,A,E,15,8489,12,7054",
          ],
        },
      ],
    },
  ]);
});

test("every address is private or kept for documentation", () => {
  const kept = new BlockList();
  for (const [net, bits] of [
    ["10.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
  ] as const)
    kept.addSubnet(net, bits);
  for (const net of ["192.0.2.0", "198.51.100.0", "203.0.113.0"]) kept.addSubnet(net, 24);
  kept.addSubnet("2001:db8::", 32, "ipv6");
  const outside = estate.rows
    .flatMap((row) => [row.SrcIp, row.DestIp])
    .filter((address) => !kept.check(address, isIPv4(address) ? "ipv4" : "ipv6"));
  assert.deepEqual(outside, []);
});
