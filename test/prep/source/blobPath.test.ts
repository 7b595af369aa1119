import assert from "node:assert/strict";
import { test } from "node:test";
import { parseBlobPath } from "../../../prep/source/blobPath.ts";

const nsg =
  "resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB/y=2018/m=11/d=13/h=12/m=00/macAddress=000D3AF87856/PT1H.json";

test("the first m= is the month and the second the minute", () => {
  assert.deepEqual(parseBlobPath(nsg), { hourMs: Date.UTC(2018, 10, 13, 12), mac: "000D3AF87856" });
});

test("lower case, an escaped equals sign and a folder of downloads are read alike", () => {
  const expected = parseBlobPath(nsg);
  assert.deepEqual(parseBlobPath(nsg.toLowerCase()), expected);
  assert.deepEqual(parseBlobPath(nsg.replaceAll("=", "%3D")), expected);
  assert.deepEqual(parseBlobPath(nsg.slice(nsg.indexOf("y="))), expected);
});

test("a path without a NIC has its hour", () => {
  assert.deepEqual(parseBlobPath("logs/y=2018/m=11/d=13/h=12/m=00/PT1H.json"), {
    hourMs: Date.UTC(2018, 10, 13, 12),
    mac: undefined,
  });
});

test("any other name says nothing", () => {
  assert.equal(parseBlobPath("PT1H.json"), undefined);
  assert.equal(parseBlobPath("y=2018/m=11/PT1H.json"), undefined);
});
