import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFlowTuple, TupleReject, type LogVersion } from "../../../prep/scan/flowTuple.ts";

const begin = "1542110377,10.5.16.4,192.0.2.118,59831,443,T,O,A,B,,,,";
const end = "1542110379,10.5.16.4,192.0.2.117,59932,443,T,O,A,E,1,66,2,88";
const vnet = "1663146003606,10.0.0.6,2001:db8::1,23956,443,6,O,E,NX,3,767,2,1580";

test("a version 1 tuple has no state and no counters", () => {
  assert.deepEqual(parseFlowTuple("1525186745,192.168.1.4,10.0.0.4,55960,3389,T,I,A", 1), {
    timeMs: Date.UTC(2018, 4, 1, 14, 59, 5),
    srcIp: "192.168.1.4",
    destIp: "10.0.0.4",
    srcPort: 55960,
    destPort: 3389,
    protocol: "TCP",
    direction: "Inbound",
    action: "Allow",
    flowState: null,
    encryption: null,
    packetsSrcToDest: null,
    bytesSrcToDest: null,
    packetsDestToSrc: null,
    bytesDestToSrc: null,
  });
});

test("a version 2 tuple keeps state and counters, in the order of the log", () => {
  const tuple = parseFlowTuple(end, 2);
  assert.ok(!(tuple instanceof TupleReject));
  assert.equal(tuple.flowState, "End");
  assert.deepEqual(
    [tuple.packetsSrcToDest, tuple.bytesSrcToDest, tuple.packetsDestToSrc, tuple.bytesDestToSrc],
    [1n, 66n, 2n, 88n],
  );
});

test("empty counters are null and zero counters are zero", () => {
  const empty = parseFlowTuple(begin, 2);
  const zero = parseFlowTuple(begin.replace(",,,,", ",0,0,0,0"), 2);
  assert.ok(!(empty instanceof TupleReject) && !(zero instanceof TupleReject));
  assert.equal(empty.bytesSrcToDest, null);
  assert.equal(zero.bytesSrcToDest, 0n);
});

test("a virtual-network tuple takes its action from its state and its protocol from its IANA number", () => {
  const allowed = parseFlowTuple(vnet, 4);
  const denied = parseFlowTuple(vnet.replace(",6,O,E,", ",58,I,D,"), 4);
  assert.ok(!(allowed instanceof TupleReject) && !(denied instanceof TupleReject));
  assert.deepEqual([allowed.action, allowed.protocol, allowed.encryption], ["Allow", "TCP", "NX"]);
  assert.deepEqual([denied.action, denied.protocol, denied.flowState], ["Deny", "ICMPv6", "Deny"]);
  assert.equal(allowed.timeMs, 1663146003606);
});

test("a protocol without a name keeps its number", () => {
  const tuple = parseFlowTuple(vnet.replace(",6,O,", ",50,O,"), 4);
  assert.ok(!(tuple instanceof TupleReject));
  assert.equal(tuple.protocol, "50");
});

test("ten digits are seconds and thirteen are milliseconds", () => {
  const seconds = parseFlowTuple(vnet.replace("1663146003606", "1663146003"), 4);
  assert.ok(!(seconds instanceof TupleReject));
  assert.equal(seconds.timeMs, 1663146003000);
});

test("the largest 64-bit counter is kept to the last digit", () => {
  const tuple = parseFlowTuple(end.replace(",66,", ",9223372036854775807,"), 2);
  assert.ok(!(tuple instanceof TupleReject));
  assert.equal(tuple.bytesSrcToDest, 9223372036854775807n);
});

const rejected: readonly (readonly [what: string, text: string, version: LogVersion, reason: RegExp])[] = [
  ["8 fields in version 2", begin.split(",").slice(0, 8).join(","), 2, /8 fields where version 2 has 13/],
  ["13 fields in version 1", begin, 1, /13 fields where version 1 has 8/],
  ["an empty string", "", 2, /1 fields/],
  ["a time of nine digits", begin.replace("1542110377", "154211037"), 2, /time "154211037" is neither/],
  ["a host name for an address", begin.replace("10.5.16.4", "web-1"), 2, /source "web-1" is not an IP address/],
  ["a port above 65535", begin.replace("59831", "70000"), 2, /source port "70000"/],
  ["a port with a sign", begin.replace("59831", "-1"), 2, /source port "-1"/],
  ["an unknown protocol", begin.replace(",T,", ",X,"), 2, /unknown protocol "X"/],
  ["an unknown direction", begin.replace(",O,", ",o,"), 2, /unknown direction "o"/],
  ["an unknown decision", begin.replace(",A,", ",Q,"), 2, /unknown decision "Q"/],
  ["an unknown state", begin.replace(",B,", ",Z,"), 2, /unknown flow state "Z"/],
  ["a property name for a protocol", begin.replace(",T,", ",constructor,"), 2, /unknown protocol/],
  ["a counter of 2^63", end.replace(",66,", ",9223372036854775808,"), 2, /not a number from 0 to 2\^63-1/],
  ["a counter of 2^64-1", end.replace(",66,", ",18446744073709551615,"), 2, /18446744073709551615/],
  ["a counter with a fraction", end.replace(",66,", ",66.5,"), 2, /counter "66.5"/],
  ["a protocol number above 255", vnet.replace(",6,O,", ",256,O,"), 4, /protocol "256"/],
];

for (const [what, text, version, reason] of rejected) {
  test(`${what} is a reject with its reason`, () => {
    const result = parseFlowTuple(text, version);
    assert.ok(result instanceof TupleReject);
    assert.match(result.message, reason);
  });
}
