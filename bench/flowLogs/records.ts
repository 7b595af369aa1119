import type { Dice } from "../../scripts/estate/dice.ts";
import { createTraffic, putTuple, type Totals, type Traffic } from "./flows.ts";
import type { Peers } from "./hosts.ts";
import { rules } from "./rules.ts";
import { putString, type Text } from "./text.ts";

/** A network interface and the hour whose log is written. */
export interface NicHour {
  readonly version: 1 | 2 | 4;
  /** NSG, or flow log in version 4. */
  readonly resourceId: string;
  readonly targetResourceId: string;
  /** 12 hex digits, upper case. */
  readonly mac: string;
  readonly address: string;
  /** Milliseconds since 1970 UTC. */
  readonly startMs: number;
}

/** What the records of one log are made from. */
export interface Recorder {
  readonly nic: NicHour;
  readonly dice: Dice;
  readonly traffics: readonly Traffic[];
}

/** The service cuts what it flushes into records of about this size. */
export const maxRecordBytes = 32_000;

/** A rule that gets less room than this in a record is not named in it. */
const leastRuleBytes = 220;
/** A tuple ends before its rule's room does by so much at most, or it is the first one. */
const tupleBytes = 66;
/** Of so many rules one has its tuples in two lists, of two NICs. */
const rulesPerTwoLists = 8;
/** What is flushed has happened so long before. */
const [longestDelayMs, shortestDelayMs] = [62_000, 2_000];
const zeros = "00000000-0000-0000-0000-000000000000";

export function createRecorder(
  nic: NicHour,
  dice: Dice,
  { peers, totals }: { peers: Peers; totals: Totals },
): Recorder {
  const own = Buffer.from(nic.address);
  const { version } = nic;
  return { nic, dice, traffics: rules.map((rule) => createTraffic({ rule, version, dice, peers, own, totals })) };
}

/** A flush, and the bytes of one of its records. */
export interface Piece {
  readonly flushMs: number;
  readonly sizeBytes: number;
}

/** Writes one record of about `sizeBytes`: every rule has its share of the room, beginning with any. */
export function putRecord(text: Text, { nic, dice, traffics }: Recorder, { flushMs, sizeBytes }: Piece): void {
  const endOfRecord = text.length + sizeBytes;
  putString(text, nic.version === 4 ? vnetHead(nic, flushMs) : nsgHead(nic, flushMs));
  const [startAt, roomBytes] = [text.length, endOfRecord - text.length];
  const first = dice.integer(0, traffics.length - 1);
  let share = 0;
  let before: Traffic | undefined;
  for (const traffic of [...traffics.slice(first), ...traffics.slice(0, first)]) {
    share += traffic.rule.share;
    const endAt = startAt + roomBytes * share;
    if (endAt - text.length < leastRuleBytes) continue;
    putString(text, nic.version === 4 ? betweenGroups(before, traffic) : before === undefined ? "" : ",");
    putRule(text, { nic, dice, traffic }, { flushMs, endAt });
    before = traffic;
  }
  putString(text, nic.version !== 4 ? "]}}" : before === undefined ? "]}}" : "]}]}}");
}

function nsgHead({ version, mac, resourceId }: NicHour, flushMs: number): string {
  const head = {
    ...{ time: formatTime(flushMs), systemId: zeros },
    ...(version === 2 && { macAddress: mac }),
    ...{ category: "NetworkSecurityGroupFlowEvent", resourceId, operationName: "NetworkSecurityGroupFlowEvents" },
    properties: { Version: version, flows: [] },
  };
  return JSON.stringify(head).slice(0, -"]}}".length);
}

function vnetHead({ mac, resourceId, targetResourceId }: NicHour, flushMs: number): string {
  const head = {
    ...{ time: formatTime(flushMs), flowLogVersion: 4, flowLogGUID: zeros, macAddress: mac },
    ...{ category: "FlowLogFlowEvent", flowLogResourceID: resourceId, targetResourceID: targetResourceId },
    ...{ operationName: "FlowLogFlowEvent", flowRecords: { flows: [] } },
  };
  return JSON.stringify(head).slice(0, -"]}}".length);
}

/** The service writes 100 ns. */
function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace("Z", "3899Z");
}

/** Inbound and outbound rules belong to two access control lists. */
function betweenGroups(before: Traffic | undefined, { rule: { direction } }: Traffic): string {
  if (before?.rule.direction === direction) return ",";
  const aclId = `${zeros.slice(0, -1)}${direction === "I" ? 1 : 2}`;
  return `${before === undefined ? "" : "]},"}{"aclID":"${aclId}","flowGroups":[`;
}

interface OneRule {
  readonly nic: NicHour;
  readonly dice: Dice;
  readonly traffic: Traffic;
}

interface Room {
  readonly flushMs: number;
  /** Where the text of the rule should end. */
  readonly endAt: number;
}

function putRule(text: Text, { nic, dice, traffic }: OneRule, { flushMs, endAt }: Room): void {
  putString(text, `{"rule":"${traffic.rule.name}",`);
  if (nic.version === 4) {
    putTuples(text, traffic, { flushMs, endAt: endAt - 1 });
    putString(text, "}");
    return;
  }
  putString(text, `"flows":[{"mac":"${nic.mac}",`);
  if (dice.integer(1, rulesPerTwoLists) === 1) {
    putTuples(text, traffic, { flushMs, endAt: (text.length + endAt) / 2 });
    putString(text, `},{"mac":"${nic.mac.slice(0, -1)}F",`);
  }
  putTuples(text, traffic, { flushMs, endAt: endAt - 3 });
  putString(text, "}]}");
}

/** Writes a list of one tuple or more, in the order of their times. */
function putTuples(text: Text, traffic: Traffic, { flushMs, endAt }: Room): void {
  putString(text, '"flowTuples":["');
  const startAt = text.length;
  const spanMs = longestDelayMs - shortestDelayMs;
  const roomBytes = Math.max(1, endAt - startAt);
  for (;;) {
    const passed = Math.min(1, (text.length - startAt) / roomBytes);
    putTuple(text, traffic, Math.floor(flushMs - longestDelayMs + spanMs * passed));
    if (text.length + tupleBytes > endAt) break;
    putString(text, '","');
  }
  putString(text, '"]');
}
