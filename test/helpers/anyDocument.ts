import fc from "fast-check";
import { nsgRecord, vnetRecord } from "./records.ts";

/*
 * Documents of flow logs with any field, key and value out of the ordinary now and then, most of them sound.
 */

const nsgFields = [
  [
    "1542110400",
    "1542110401",
    "1542114000",
    "154211040",
    "15421104000",
    "1542110400123",
    "x542110400",
    "-542110400",
    "",
  ],
  [
    "10.0.0.4",
    "255.255.255.255",
    "0.0.0.0",
    "2001:db8::1",
    "::",
    "::ffff:192.0.2.1",
    "fe80::1%eth0",
    "256.0.0.1",
    "01.2.3.4",
  ],
  [
    "192.0.2.10",
    "1.2.3",
    "1.2.3.4.5",
    "fe80:0:0:0:0:0:0:0001",
    "2001:0db8:0000:0000:0000:ff00:0042:8329",
    "1.2.3.4 ",
    "",
  ],
  ["50000", "0", "65535", "65536", "00080", "999999", "8o", ""],
  ["443", "1", "00000", "000000", "-1", "４４３"],
  ["T", "U", "X", "TT", "", "t"],
  ["O", "I", "B", ""],
  ["A", "D", "", "AD"],
  ["B", "C", "E", "D", "", "BB"],
  [
    "",
    "0",
    "1",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "00000000000000000001",
    "1e3",
    " 1",
  ],
  ["", "66", "12345678", "123456789", "1234567890123456", "99999999999999999", "1234567890123456789"],
  ["", "2", "+2", "0x2"],
  ["", "88", "88,", "\\u0031", "8\\"],
];
const vnetFields = nsgFields.with(0, ["1663146003599", "1663146003", "1663150000000", "9999999999999"]);
vnetFields[5] = ["6", "17", "1", "58", "0", "255", "256", "006", "T", ""];
vnetFields[7] = ["B", "C", "E", "D", "X", ""];
vnetFields[8] = ["NX", "X", "", "NX_HW_NOT_SUPPORTED", "nx", "N X", "é", '\\"'];

/** Mostly the first of the values. */
function fieldOf(values: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 80, arbitrary: fc.constant(values[0] ?? "") },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

const nsgTuple = fc.tuple(...nsgFields.map(fieldOf)).map((fields) => fields.join(","));
const shortTuple = nsgTuple.map((tuple) => tuple.split(",").slice(0, 8).join(","));
const anyVnetTuple = fc.tuple(...vnetFields.map(fieldOf)).map((fields) => fields.join(","));
const anyTuples = (tuple: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.array(tuple, { maxLength: 7 });

/** As text: what JSON.stringify writes would have its backslashes escaped. */
function textOf(record: object, tuples: readonly string[]): string {
  return JSON.stringify(record).replace('["TUPLES"]', `[${tuples.map((tuple) => `"${tuple}"`).join(",")}]`);
}

const changes = fc.constantFrom<Readonly<Record<string, unknown>>>(
  {},
  {},
  {},
  { time: "2018-02-29T12:00:00Z" },
  { time: "2020-02-29T23:59:59.1Z" },
  { time: "2018-11-13T12:00:35.38992621234Z" },
  { time: "2018-11-13T12:00:35.Z" },
  { time: "1969-12-31T23:59:59Z" },
  { time: null },
  { macAddress: "00-22-48-71-c2-05" },
  { macAddress: "0022487" },
  { category: "AuditEvent" },
  { category: 1 },
  { resourceId: "é日本🦜" },
  { resourceId: null },
  { resourceId: "" },
  { flowLogResourceID: "/FLOWLOG" },
  { targetResourceID: 'with "quotes", and a comma' },
  { flowLogVersion: "4" },
  { flowLogVersion: 2 },
  { flowRecords: { flows: [] } },
  { properties: { Version: 2, flows: [] } },
  { records: [] },
  { more: 1.5e3, yet: true, and: null, text: "t" },
  { more: { flowTuples: ["1,2"] } },
);
const anyRecord = fc.oneof(
  fc
    .tuple(changes, anyTuples(nsgTuple))
    .map(([change, tuples]) => textOf(nsgRecord(["TUPLES"], change), tuples).replace('"Version":1', '"Version":2')),
  fc.tuple(changes, anyTuples(shortTuple)).map(([change, tuples]) => textOf(nsgRecord(["TUPLES"], change), tuples)),
  fc.tuple(changes, anyTuples(anyVnetTuple)).map(([change, tuples]) => textOf(vnetRecord(["TUPLES"], change), tuples)),
);
const closers = new Map([
  ['{"records":[', "]}"],
  ["[", "]"],
  ["", ""],
  ["\uFEFF", ""],
]);
/** Text of a log: records of all versions, in any envelope. */
export const anyDocument = fc
  .tuple(fc.constantFrom(...closers.keys()), fc.array(anyRecord, { maxLength: 5 }), fc.constantFrom(",", " ,\n", ""))
  .map(([opener, records, between]) => `${opener}${records.join(between)}${closers.get(opener) ?? ""}`);
