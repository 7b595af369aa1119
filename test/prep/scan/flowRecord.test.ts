import assert from "node:assert/strict";
import { test } from "node:test";
import { readFlowRecord } from "../../../prep/scan/flowRecord.ts";
import { nsgId, nsgRecord, tupleAt, vnetRecord } from "../../helpers/records.ts";

test("an NSG record gives its groups with rule, NIC and version", () => {
  const reading = readFlowRecord(nsgRecord([tupleAt(1542110400)]), undefined);
  assert.ok(reading.kind === "flow");
  assert.deepEqual(reading.groups, [
    { version: 2, rule: "UserRule_web", mac: "000D3AF87856", aclId: null, tuples: [tupleAt(1542110400)] },
  ]);
  assert.equal(reading.resourceId, nsgId);
  assert.equal(reading.targetResourceId, null);
});

test("the record time is cut to milliseconds", () => {
  const reading = readFlowRecord(nsgRecord([]), undefined);
  assert.ok(reading.kind === "flow");
  assert.equal(new Date(reading.recordTimeMs).toISOString(), "2018-11-13T12:00:35.389Z");
});

test("a virtual-network record gives its access control list and both resources", () => {
  const reading = readFlowRecord(vnetRecord(["a"]), undefined);
  assert.ok(reading.kind === "flow");
  const [group] = reading.groups;
  assert.deepEqual([group?.aclId, group?.version], ["acl", 4]);
  assert.match(reading.targetResourceId ?? "", /VIRTUALNETWORKS/);
});

test("a resourceId in place of flowLogResourceID is taken", () => {
  const reading = readFlowRecord(vnetRecord([], { flowLogResourceID: undefined, resourceId: "/X" }), undefined);
  assert.ok(reading.kind === "flow");
  assert.equal(reading.resourceId, "/X");
});

test("the NIC comes from the tuple's group, else from the record, else from the path", () => {
  const without = (record: object) => {
    const reading = readFlowRecord(record, "00000000000A");
    assert.ok(reading.kind === "flow");
    return reading.groups[0]?.mac;
  };
  const flows = [{ rule: "r", flows: [{ flowTuples: [tupleAt(1542110400)] }] }];
  assert.equal(
    without(nsgRecord([], { properties: { Version: 2, flows }, macAddress: "00-00-00-00-00-0b" })),
    "00000000000B",
  );
  assert.equal(without(nsgRecord([], { properties: { Version: 2, flows } })), "00000000000A");
});

test("a record of another service is told by its category", () => {
  assert.deepEqual(readFlowRecord({ category: "FunctionAppLogs", properties: { flows: [] } }, undefined), {
    kind: "other",
    reason: 'category "FunctionAppLogs"',
  });
});

test("JSON without flows is no flow record", () => {
  assert.equal(readFlowRecord({ name: "package" }, undefined).kind, "other");
  assert.equal(readFlowRecord([1], undefined).kind, "other");
  assert.equal(readFlowRecord(null, undefined).kind, "other");
});

test("a record whose flows are no array is bad", () => {
  const reading = readFlowRecord(vnetRecord([], { flowRecords: "not-an-object" }), undefined);
  assert.deepEqual(reading, { kind: "bad", reason: "flowRecords.flows is not an array", tuples: 0 });
});

test("a record without a readable time is bad and tells how many tuples are lost", () => {
  const reading = readFlowRecord(nsgRecord([tupleAt(1), tupleAt(2)], { time: "yesterday" }), undefined);
  assert.deepEqual(reading, { kind: "bad", reason: 'time "yesterday" is not a UTC time', tuples: 2 });
});

test("a part of a record that is no list is a problem and the rest is kept", () => {
  const flows = [
    { rule: "a", flows: [{ mac: "", flowTuples: "text" }] },
    7,
    { rule: "b", flows: [{ flowTuples: ["x"] }] },
  ];
  const reading = readFlowRecord(nsgRecord([], { properties: { Version: 2, flows } }), undefined);
  assert.ok(reading.kind === "flow");
  assert.deepEqual([...reading.problems].sort(), [
    "an entry of properties.flows is not an object",
    "flowTuples is not an array",
  ]);
  assert.deepEqual(
    reading.groups.map(({ rule }) => rule),
    ["b"],
  );
});

test("an unsupported version is said in the group, so that each tuple is rejected with it", () => {
  const nsg = readFlowRecord(
    nsgRecord([], { properties: { Version: 5, flows: [{ flows: [{ flowTuples: ["x"] }] }] } }),
    undefined,
  );
  const vnet = readFlowRecord(vnetRecord(["x"], { flowLogVersion: 2 }), undefined);
  assert.ok(nsg.kind === "flow" && vnet.kind === "flow");
  assert.equal(nsg.groups[0]?.version, "unsupported flow log version 5");
  assert.equal(vnet.groups[0]?.version, "unsupported flow log version 2");
});

test("a record without a version is read by the number of fields", () => {
  const versionOf = (tuple: string) => {
    const reading = readFlowRecord(
      nsgRecord([], { properties: { flows: [{ flows: [{ flowTuples: [tuple] }] }] } }),
      undefined,
    );
    return reading.kind === "flow" ? reading.groups[0]?.version : undefined;
  };
  assert.equal(versionOf("1,2,3,4,5,6,7,8"), 1);
  assert.equal(versionOf(tupleAt(1)), 2);
});
