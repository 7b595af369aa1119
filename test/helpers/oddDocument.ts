import fc from "fast-check";
import { nsgRecord, tupleAt, vnetRecord } from "./records.ts";

/*
 * Documents of a few records, good and bad, with brackets, words and cut records between them.
 */

const noon = 1542110400;
const records = [
  nsgRecord([tupleAt(noon)]),
  nsgRecord([tupleAt(noon), "1,2,3", tupleAt(noon + 1)]),
  nsgRecord(["1542110400,10.0.0.4,192.0.2.10,1,2,T,O,A"]),
  vnetRecord(["1663146003599,10.0.0.6,192.0.2.180,23956,443,6,O,D,NX,,,,"]),
  vnetRecord([], { flowRecords: "none" }),
  { time: "2018-11-13T12:00:35Z", category: "AuditEvent" },
  { records: [nsgRecord([tupleAt(noon)])] },
].map((record) => JSON.stringify(record));

const sound = fc.constantFrom(...records);
const odd = fc.constantFrom(
  '{"records":[',
  "[",
  "]}",
  "]",
  "}",
  ",",
  "\n",
  "GARBAGE",
  '"',
  "é🦜",
  '{"time":"1',
  '{"a":[',
);
const cutRecord = fc
  .tuple(sound, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, share]) => text.slice(0, Math.floor(share * text.length)));
const part = fc.oneof({ weight: 6, arbitrary: sound }, { weight: 3, arbitrary: odd }, cutRecord);
export const oddDocument = fc
  .tuple(fc.constantFrom("", '{"records":[', "[", "\uFEFF"), fc.array(part, { maxLength: 8 }), fc.constantFrom("", ","))
  .map(([opener, parts, between]) => opener + parts.join(between));
