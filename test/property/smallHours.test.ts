import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { encodeCsv } from "../../prep/kernel/encodeCsv.ts";
import { createKernel } from "../../prep/kernel/kernel.ts";
import {
  beginRecords,
  createKernelRows,
  endRecords,
  flushLarge,
  flushRows,
  takeRecords,
  type TakeHours,
} from "../../prep/kernel/takeRecords.ts";
import { nsgRecord } from "../helpers/records.ts";

/*
 * Hours with few rows stay in the kernel when the others are encoded: no row is lost, none changes, and each keeps the
 * reading that it is of.
 */

const noonMs = Date.UTC(2026, 10, 22, 12);
const hourMs = 3_600_000;
const range = { sinceMs: undefined, untilMs: undefined };

/** What is encoded at a time of one hour: lines of CSV behind the lineages of their rows. */
interface Encoded {
  readonly hourMs: number;
  readonly lines: readonly string[];
}

function collectInto(encoded: Encoded[]): TakeHours {
  return (kernel, hours) => {
    for (const hour of hours) {
      const text = Array.from(encodeCsv(kernel, hour), ({ bytes }) => Buffer.from(bytes).toString()).join("");
      const lineages = hour.segments.flatMap(({ lineage, rows }) => Array.from({ length: rows }, () => lineage));
      const lines = text.split("\n").slice(0, -1);
      assert.deepEqual([lines.length, hour.tally.rows], [lineages.length, lineages.length]);
      encoded.push({ hourMs: hour.hourMs, lines: lines.map((line, index) => `${lineages[index] ?? "?"} ${line}`) });
    }
  };
}

/** How many rows of which hour, one list for each record of a log; each row has addresses and a rule of its own now and then. */
type Log = readonly (readonly { readonly hour: number; readonly rows: number }[])[];

function recordsOf(log: Log, lineage: number): string {
  const records = log.map((groups, record) => {
    const tuples = groups.flatMap(({ hour, rows }) =>
      Array.from({ length: rows }, (_, index) => {
        const seconds = (noonMs + hour * hourMs) / 1000 + index;
        return `${seconds},10.0.${lineage % 256}.${index % 9},192.0.2.${(lineage + index) % 250},${lineage},${index},T,O,A,E,1,${lineage},2,${index}`;
      }),
    );
    return JSON.stringify(nsgRecord(tuples, { macAddress: `000D3A0000${(record % 4) + 10}`, more: `${lineage}` }));
  });
  return records.join(",");
}

/** Each log through one kernel; `smallRows` of 0 lets nothing stay. */
function readAll(logs: readonly Log[], smallRows: number) {
  const encoded: Encoded[] = [];
  const rows = createKernelRows(createKernel(64, 1 << 14), collectInto(encoded), { smallRows });
  const tallies = logs.map((log, lineage) => {
    const bytes = Buffer.from(recordsOf(log, lineage));
    beginRecords(rows, { lineage, mac: undefined, range });
    for (let at = 0; at < bytes.length;) {
      const { length, records } = takeRecords(rows, bytes.subarray(at), at);
      assert.ok(records > 0);
      at += length;
    }
    const tally = endRecords(rows);
    if (rows.kernel.get("rowCount") * 2 >= rows.kernel.get("rowCapacity")) flushLarge(rows);
    return tally;
  });
  const before = encoded.length;
  flushRows(rows);
  assert.deepEqual([rows.kernel.get("rowCount"), rows.tallies], [0, []]);
  return { tallies, early: encoded.slice(0, before), lines: encoded.flatMap(({ lines }) => lines).sort() };
}

const groups = fc.array(
  fc.record({ hour: fc.integer({ min: -1, max: 1 }), rows: fc.constantFrom(1, 1, 2, 3, 7, 20) }),
  { minLength: 1, maxLength: 3 },
);
const logs = fc.array(fc.array(groups, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

test("rows of small hours that stay in the kernel come out later, unchanged", () => {
  let stayed = 0;
  fc.assert(
    fc.property(logs, (given) => {
      const [all, staying] = [readAll(given, 0), readAll(given, 9)];
      assert.deepEqual(staying.lines, all.lines);
      assert.deepEqual(staying.tallies, all.tallies);
      assert.ok(all.tallies.reduce((sum, { rows }) => sum + rows, 0) === all.lines.length);
      if (staying.early.length < all.early.length) stayed++;
    }),
    { numRuns: 600 },
  );
  assert.ok(stayed > 200, `${stayed} times`);
});

test("rows of the hour before wait for the other rows of that hour", () => {
  const given = Array.from({ length: 9 }, (_, index): Log => {
    const hour = -index;
    return [[{ hour: hour - 1, rows: 2 }], [{ hour, rows: 38 }]];
  });
  const { early, tallies } = readAll(given, 9);
  assert.deepEqual(
    early.map(({ hourMs: ofHour, lines }) => [(ofHour - noonMs) / hourMs, lines.length]),
    Array.from({ length: 9 }, (_, index) => [0 - index, index === 0 ? 38 : 40]),
  );
  assert.deepEqual(
    tallies.map(({ rows }) => rows),
    Array.from({ length: 9 }, () => 40),
  );
});
