import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { createTally } from "../../../prep/columns/tally.ts";
import { csvFormat } from "../../../prep/sink/csv.ts";
import { parquetFormat } from "../../../prep/sink/parquet.ts";
import { createSpool } from "../../../prep/sink/spool.ts";
import { mergeTraffic } from "../../../prep/traffic/mergeTraffic.ts";
import { writeTrafficChunk } from "../../../prep/traffic/trafficChunk.ts";
import { addNext, createTrafficGroups, groupWords, word } from "../../../prep/traffic/trafficGroups.ts";
import { query } from "../../helpers/duckdb.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { bytesOf } from "../../helpers/tables.ts";
import { trafficTable } from "../../helpers/traffic.ts";

const hourMs = Date.UTC(2026, 10, 22, 9);
const texts = ["TCP", "UserRule_a", "/NSG"];

/** `count` groups of addresses from `first` on, each of one flow and 3 bytes. */
function groupsOf(first: number, count: number, lineage: number) {
  const groups = createTrafficGroups();
  for (let index = 0; index < count; index++) {
    groups.next.set([first + index, (index % 7) + 1, 443 << 4, 0, 1, 2, lineage, 2, 1, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0]);
    addNext(groups);
  }
  return groups;
}

test("an hour with more groups than are added up at a time has each of them once", async (context) => {
  const folder = await temporaryFolder(context);
  const spool = createSpool(path.join(folder, "spool"));
  context.after(spool.close);
  const [most, shared] = [150_000, 50_000];
  // The second chunk repeats a part of the first; of the third one nothing is kept.
  const chunks = [
    [0, 1],
    [most - shared, 2],
    [5, 3],
  ].map(([first = 0, lineage = 0]) =>
    writeTrafficChunk(groupsOf(first, most, lineage), texts, {
      spool,
      segments: [{ lineage, rows: most }],
      tally: createTally(),
    }),
  );
  assert.ok(chunks.every(({ buckets = [] }) => buckets.length > 30));
  const keepAs = (lineage: number): number | undefined => (lineage === 3 ? undefined : lineage);
  const formats = [parquetFormat("zstd"), csvFormat];
  const { files, tally, flows } = await mergeTraffic({ hourMs, base: undefined, chunks, keepAs, spool, formats });
  assert.equal(flows, 2 * most);
  assert.equal(tally.sums.BytesSrcToDest, BigInt(6 * most));
  await mkdir(path.join(folder, "traffic"));
  for (const [index, { name }] of formats.entries()) {
    writeFileSync(
      path.join(folder, "traffic", `traffic.${name}`),
      Buffer.concat((files[index] ?? []).map((part) => bytesOf(part, ""))),
    );
    // Source and destination of a repeated address differ between the chunks unless their distance is a multiple of 7.
    const keys = "SrcIp, DestIp, DestPort, Protocol, Direction, Action, Rule, ResourceId";
    const [found] = await query(`
      SELECT count(*) AS rows, (SELECT count(*) FROM (SELECT DISTINCT ${keys} FROM ${trafficTable(folder, name)})) AS keys,
        CAST(sum(Flows) AS BIGINT) AS flows, CAST(sum(BytesSrcToDest) AS BIGINT) AS bytes, min(Time)::VARCHAR AS time,
        count(PacketsSrcToDest) AS measured
      FROM ${trafficTable(folder, name)}`);
    assert.equal(found?.["rows"], found?.["keys"]);
    assert.equal(found?.["rows"], String(tally.rows));
    assert.deepEqual([found["flows"], found["bytes"], found["measured"]], [String(2 * most), String(6 * most), "0"]);
    assert.match(String(found["time"]), /^2026-11-22 09:00:00/);
  }
});

test("groups are found again when their table has grown, and carry into the high word", () => {
  const groups = createTrafficGroups();
  for (let round = 0; round < 3; round++) {
    for (let index = 0; index < 5000; index++) {
      groups.next.fill(0);
      groups.next.set([index, index * 3, index << 4, 0, 1, 2, 0]);
      groups.next[word.flows] = 1;
      groups.next[word.counters] = 0xffffffff;
      addNext(groups);
    }
  }
  assert.equal(groups.count, 5000);
  for (let at = 0; at < groups.count * groupWords; at += groupWords) {
    const [low = 0, high = 0] = groups.words.subarray(at + word.counters);
    assert.deepEqual([groups.words[at + word.flows], high * 2 ** 32 + low], [3, 3 * 0xffffffff]);
  }
});
