import { nsgRecord, vnetRecord } from "./records.ts";

/** The hour of the tuples, unless they say another one. */
export const startMs = Date.UTC(2022, 8, 14, 9);

/** What a tuple says. Its text has of it what the version has. */
export interface TupleFields {
  readonly timeMs: number;
  readonly srcIp: string;
  readonly destIp: string;
  readonly srcPort: number;
  readonly destPort: number;
  /** As the IANA numbers them; a log of an NSG knows 6 and 17. */
  readonly protocol: number;
  readonly isInbound: boolean;
  readonly isDenied: boolean;
  readonly state: string;
  readonly encryption: string;
  /** Packets and bytes from the source, packets and bytes from the destination. */
  readonly counters: readonly (bigint | number | null)[];
}

/** What the tuple of a row says, where it is not the usual. */
export type FieldsOf = (index: number) => Partial<TupleFields>;

type Version = 1 | 2 | 4;

const usual: TupleFields = {
  timeMs: startMs,
  srcIp: "10.0.0.4",
  destIp: "192.0.2.10",
  srcPort: 50000,
  destPort: 443,
  protocol: 6,
  isInbound: false,
  isDenied: false,
  state: "E",
  encryption: "NX",
  counters: [1, 66, 2, 88],
};

/** A tuple of a log of this version. */
export function tupleOf(version: Version, changes: Partial<TupleFields>): string {
  const fields = { ...usual, ...changes };
  const { timeMs, srcIp, destIp, srcPort, destPort } = fields;
  const time = version === 4 ? timeMs : Math.floor(timeMs / 1000);
  const counters = version === 1 ? [] : fields.counters.map((counter) => counter ?? "");
  return [time, srcIp, destIp, srcPort, destPort, ...kindOf(version, fields), ...counters].join(",");
}

function kindOf(version: Version, { protocol, isInbound, isDenied, state, encryption }: TupleFields) {
  const direction = isInbound ? "I" : "O";
  if (version === 4) return [protocol, direction, isDenied ? "D" : state, encryption];
  const kind = [protocol === 6 ? "T" : "U", direction, isDenied ? "D" : "A"];
  return version === 1 ? kind : [...kind, state];
}

/** A document with these records. */
export function documentOf(records: readonly object[]): string {
  return `{"records":[${records.map((record) => JSON.stringify(record)).join(",")}]}`;
}

const tuplesPerRecord = 500;

/** A document with so many tuples, in records of 500 that were flushed a second after each other. */
export function logBy(version: Version, count: number, fieldsOf: FieldsOf): string {
  const records: object[] = [];
  const recordOf = version === 4 ? vnetRecord : nsgRecord;
  for (let first = 0; first < count; first += tuplesPerRecord) {
    const length = Math.min(tuplesPerRecord, count - first);
    const tuples = Array.from({ length }, (_, index) => tupleOf(version, fieldsOf(first + index)));
    records.push(recordOf(tuples, { time: new Date(startMs + first * 2 + 1).toISOString() }));
  }
  return documentOf(records);
}

/** As many different addresses as there are numbers below 2^24: of version 4, and short and long ones of version 6. */
export function addressOf(index: number): string {
  const [high, middle, low] = [index >> 16, (index >> 8) & 255, index & 255];
  if (index % 3 === 0) return `10.${high}.${middle}.${low}`;
  const words = [index >> 16, index & 0xffff].map((word) => word.toString(16));
  if (index % 3 === 1) return `fd00::${words.join(":")}`;
  return `2001:0db8:0000:0000:0000:0000:${words.map((word) => word.padStart(4, "0")).join(":")}`;
}

/** A number from 0 up to 1 that hangs on both, as if by chance. */
export function chanceOf(index: number, salt: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}
