import assert from "node:assert/strict";
import { test } from "node:test";
import { csvParseRows } from "d3";
import { appendRow, createBatch } from "../../../prep/columns/batch.ts";
import type { FlowRow } from "../../../prep/columns/schema.ts";
import { formatRows, formatTime } from "../../../prep/sink/csv.ts";
import { rowOf } from "../../helpers/rows.ts";

function csvOf(...rows: readonly FlowRow[]): string {
  const batch = createBatch();
  for (const row of rows) appendRow(batch, row, 1);
  return [...formatRows(batch)].join("");
}

test("a row is one line in the order of the table, null an empty field", () => {
  assert.equal(
    csvOf(rowOf({ BytesDestToSrc: null })),
    "2018-11-13T12:00:02Z,10.0.0.4,192.0.2.10,50000,443,TCP,Outbound,Allow,UserRule_web,End,,1,66,2,,000D3AF87856,,/NSG,,2,2018-11-13T12:00:35.389Z\n",
  );
});

test("an empty string is not null", () => {
  assert.match(csvOf(rowOf({ Rule: "" })), /,Allow,"",End,/);
});

test("commas, quotes and line breaks survive another reader", () => {
  const rule = 'a "quoted", rule\r\nover lines';
  const [fields] = csvParseRows(csvOf(rowOf({ Rule: rule })));
  assert.equal(fields?.[8], rule);
  assert.equal(fields.length, 21);
});

test("milliseconds are written only where there are some", () => {
  assert.equal(formatTime(Date.UTC(2020, 0, 1)), "2020-01-01T00:00:00Z");
  assert.equal(formatTime(Date.UTC(2020, 0, 1) + 5), "2020-01-01T00:00:00.005Z");
});

test("a counter above 2^53 keeps its last digit", () => {
  assert.match(csvOf(rowOf({ BytesSrcToDest: 9007199254740993n })), /,9007199254740993,/);
});
