import { parentPort, workerData } from "node:worker_threads";
import { openHourOffsets, type HourOffsets } from "../../prep/sink/hourOffsets.ts";

/* A thread that takes bytes of hours in turn, and tells what it got. */

export interface TakeBytesData {
  readonly offsets: HourOffsets;
  readonly hours: number;
  readonly times: number;
}

/** Hour, where its bytes begin, how many they are. */
export type Taken = readonly [hour: number, start: number | undefined, bytes: number];

const { offsets, hours, times } = workerData as TakeBytesData;
const take = openHourOffsets(offsets);
const taken: Taken[] = [];
for (let index = 0; index < times; index++) {
  const [hour, bytes] = [(index * 7) % hours, 1 + (index % 5)];
  taken.push([hour, take(hour * 3_600_000, bytes), bytes]);
}
parentPort?.postMessage(taken);
