import { ascending } from "d3";
import { conversations } from "./conversations.ts";
import { rollDice } from "./dice.ts";
import { listTuples, type LoggedTuple, type Period } from "./flows.ts";
import { app3, type Nic } from "./network.ts";
import { buildRecords, formatRecord, type FlowRecord } from "./records.ts";
import { buildRow, type ExpectedRow } from "./tally.ts";
import { tutorialRecords } from "./tutorialRecords.ts";

/** One log file: its name in the container and its blocks in order, the opener first and the closer last. */
export interface EstateBlob {
  readonly name: string;
  readonly blocks: readonly string[];
}

/** All log files, sorted by name, and the rows a reader must find in them, in the order of the files' text. */
export interface Estate {
  readonly blobs: readonly EstateBlob[];
  readonly rows: readonly ExpectedRow[];
}

interface Flush {
  readonly timeS: number;
  readonly nic: Nic;
  readonly tuples: LoggedTuple[];
}

/** Two hours of version 1, and half a year later two hours of version 2 on two days in a row, which can be compared. */
const periods: readonly Period[] = [
  { startS: Date.UTC(2018, 4, 1, 14) / 1000, endS: Date.UTC(2018, 4, 1, 16) / 1000 },
  { startS: Date.UTC(2018, 10, 12, 12) / 1000, endS: Date.UTC(2018, 10, 12, 14) / 1000 },
  { startS: Date.UTC(2018, 10, 13, 12) / 1000, endS: Date.UTC(2018, 10, 13, 14) / 1000 },
];
const version2FromS = Date.UTC(2018, 10, 12, 12) / 1000;
/** One NIC was switched to version 2 later than the others, in the middle of an hour. */
const lateSwitch = { nic: app3, fromS: version2FromS + 20 * 60 };
/** The shortest time from an event to the flush that writes it. */
const flushDelayS = 2;
const duplicatesPerTuple = 1 / 2_500;

/** The sample estate: ten NICs behind three groups, six hours. No clock and no chance: every call gives the same. */
export function buildEstate(): Estate {
  const records = periods.flatMap((period) => buildFlushes(period).flatMap(writeFlush));
  const byBlob = [...Map.groupBy(records, blobName)].sort(([a], [b]) => ascending(a, b));
  return {
    blobs: byBlob.map(([name, ofBlob]) => ({ name, blocks: buildBlocks(ofBlob) })),
    rows: byBlob.flatMap(([, ofBlob]) => ofBlob.flatMap((record) => record.tuples.map((t) => buildRow(t, record)))),
  };
}

/** What is flushed within the period, in order of time. */
function buildFlushes(period: Period): Flush[] {
  const flushes = new Map<string, Flush>();
  const tuples = conversations.flatMap((conversation) => [...listTuples(conversation, period)]);
  for (const tuple of tuples.sort((a, b) => a.timeS - b.timeS)) {
    const timeS = flushTimeS(tuple);
    if (timeS < period.startS || timeS >= period.endS) continue;
    const key = `${tuple.nic.mac} ${timeS}`;
    const flush = flushes.get(key) ?? { timeS, nic: tuple.nic, tuples: [] };
    flush.tuples.push(tuple);
    flushes.set(key, flush);
  }
  return [...flushes.values()].sort((a, b) => a.timeS - b.timeS);
}

/** The NIC's next flush that is late enough: so the first of an hour writes events of the hour before. */
function flushTimeS({ nic, timeS }: LoggedTuple): number {
  return Math.ceil((timeS + flushDelayS - nic.flushSecond) / 60) * 60 + nic.flushSecond;
}

/** The flush as records, after the record of the tutorial where one was flushed at this very second. */
function writeFlush({ nic, timeS, tuples }: Flush): FlowRecord[] {
  const dice = rollDice(`${nic.mac} ${timeS}`);
  const second = new Date(timeS * 1000).toISOString().slice(0, 19);
  const tutorial = tutorialRecords.find((record) => record.nic === nic && record.time.startsWith(second));
  const time = tutorial?.time ?? `${second}.${String(dice.integer(0, 9_999_999)).padStart(7, "0")}Z`;
  const doubled = tuples.flatMap((tuple) => (dice.uniform() < duplicatesPerTuple ? [tuple, tuple] : [tuple]));
  const records = buildRecords({ time, nic, version: versionAt(nic, timeS), tuples: doubled });
  return tutorial === undefined ? records : [tutorial, ...records];
}

function versionAt(nic: Nic, timeS: number): 1 | 2 {
  return timeS >= (nic === lateSwitch.nic ? lateSwitch.fromS : version2FromS) ? 2 : 1;
}

/** `resourceId=…/y=YYYY/m=MM/d=DD/h=HH/m=00/macAddress=…/PT1H.json`, the hour being that of the flush. */
function blobName({ nic, time }: FlowRecord): string {
  const [year, month, day, hour] = time.split(/[-T:]/);
  return `resourceId=${nic.nsg.resourceId}/y=${year}/m=${month}/d=${day}/h=${hour}/m=00/macAddress=${nic.mac}/PT1H.json`;
}

/** One data block for each flush; the records of a flush share their time. */
function buildBlocks(records: readonly FlowRecord[]): string[] {
  const flushes = [...Map.groupBy(records, (record) => record.time).values()];
  const data = flushes.map((ofFlush, index) => (index === 0 ? "" : ",") + ofFlush.map(formatRecord).join(","));
  return ['{"records":[', ...data, "]}"];
}
