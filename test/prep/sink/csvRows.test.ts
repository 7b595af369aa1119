import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readCsvRows } from "../../../prep/sink/csvRows.ts";
import { accessTo } from "../../helpers/tables.ts";

const pieceBytes = 1 << 20;

type Fields = readonly (string | undefined)[];

/** Rows as flow-chord writes them. */
function csvOf(rows: readonly Fields[]): string {
  const quote = (field: string): string =>
    field === "" || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  return rows
    .map((fields) => `${fields.map((field) => (field === undefined ? "" : quote(field))).join(",")}\n`)
    .join("");
}

async function assertReads(rows: readonly Fields[]): Promise<void> {
  const bytes = Buffer.from(csvOf(rows));
  const read = await Array.fromAsync(readCsvRows(accessTo(bytes)));
  assert.equal(read.length, rows.length);
  let start = 0;
  for (const [index, row] of read.entries()) {
    assert.deepEqual(row.fields, rows[index]);
    assert.equal(row.start, start);
    assert.equal(bytes.toString("utf8", row.start, row.end), csvOf([row.fields]));
    start = row.end;
  }
  assert.equal(start, bytes.length);
}

test("null and an empty string, commas, quotes and line breaks are told apart", async () => {
  await assertReads([
    [undefined, "", "a"],
    ["a,b", 'say "x"', "1\r\n2"],
    ['"', '""', "\n"],
    ["", "", ""],
    [undefined, undefined, undefined],
    ["é日🦜", undefined, ""],
  ]);
});

test("any rows come back as they were, with their places", async () => {
  const text = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "é", "🦜", " "), maxLength: 6 });
  const fields = fc.array(fc.option(text, { nil: undefined }), { minLength: 2, maxLength: 5 });
  await fc.assert(fc.asyncProperty(fc.array(fields, { maxLength: 6 }), assertReads), { numRuns: 500 });
});

/** Each of them has its middle where a piece ends, once for each of its bytes. */
const straddling: Readonly<Record<string, string>> = {
  "an ordinary row": "abcdef",
  "a character of four bytes": "a🦜b",
  "a quoted line break": "a\nb",
  "two quotes for one": 'a"b',
  "an empty string beside null": "",
};

for (const [what, field] of Object.entries(straddling)) {
  test(`${what} is read across the end of a piece`, async () => {
    const length = Buffer.byteLength(csvOf([["x", field, undefined]]));
    for (let before = 0; before <= length; before++) {
      const filler = "f".repeat(pieceBytes - before - 2);
      await assertReads([
        [filler, undefined],
        ["x", field, undefined],
        ["last", ""],
      ]);
    }
  });
}

test("a row longer than several pieces is one row", async () => {
  await assertReads([
    ["a", "1\n".repeat(2 * pieceBytes), undefined],
    ["b", "🦜".repeat(pieceBytes / 3), ""],
    ["c", "d"],
  ]);
});

test("a field of many megabytes of quotes is one field", async () => {
  await assertReads([["a", '"'.repeat(8 << 20), "b"]]);
});

test("a range of a file is read by itself", async () => {
  const text = "head\na,b\nc,d\n";
  const rows = await Array.fromAsync(readCsvRows(accessTo(text), 5, 9));
  assert.deepEqual(rows, [{ start: 5, end: 9, fields: ["a", "b"] }]);
  assert.deepEqual(await Array.fromAsync(readCsvRows(accessTo(text), 13)), []);
});

for (const [what, text] of Object.entries({ "without its line feed": "a,b\nc,d", "inside quotes": 'a,"b\nc,d\n' })) {
  test(`a file that ends ${what} is cut`, async () => {
    await assert.rejects(Array.fromAsync(readCsvRows(accessTo(text))), /the row at byte \d is cut/);
  });
}
