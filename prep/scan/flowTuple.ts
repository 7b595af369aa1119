import { isIP } from "node:net";

/** One flow tuple with typed fields. A counter is null where the log has nothing. */
export interface FlowTuple {
  /** Milliseconds since 1970 UTC. */
  readonly timeMs: number;
  readonly srcIp: string;
  readonly destIp: string;
  readonly srcPort: number;
  readonly destPort: number;
  /** `TCP`, `UDP`, `ICMP`, `ICMPv6`, else the IANA number as text. */
  readonly protocol: string;
  readonly direction: "Inbound" | "Outbound";
  readonly action: "Allow" | "Deny";
  /** Null in version 1, which has no flow state. */
  readonly flowState: FlowState | null;
  readonly encryption: string | null;
  readonly packetsSrcToDest: bigint | null;
  readonly bytesSrcToDest: bigint | null;
  readonly packetsDestToSrc: bigint | null;
  readonly bytesDestToSrc: bigint | null;
}

export type FlowState = "Begin" | "Continuing" | "End" | "Deny";

/** NSG version 1 and 2, virtual-network version 4. */
export type LogVersion = 1 | 2 | 4;

/** A tuple that cannot be a row; its message is the reason, for people. */
export class TupleReject extends Error {}

const largestCounter = (1n << 63n) - 1n;
const nsgProtocols: Lookup<string> = { T: "TCP", U: "UDP" };
/** Names of IANA protocol numbers; the others go by their number. */
export const ianaProtocols: Lookup<string> = { "1": "ICMP", "6": "TCP", "17": "UDP", "58": "ICMPv6" };
const directions: Lookup<FlowTuple["direction"]> = { I: "Inbound", O: "Outbound" };
const actions: Lookup<FlowTuple["action"]> = { A: "Allow", D: "Deny" };
const nsgStates: Lookup<FlowState> = { B: "Begin", C: "Continuing", E: "End" };
const vnetStates: Lookup<FlowState> = { ...nsgStates, D: "Deny" };
const noCounters = { packetsSrcToDest: null, bytesSrcToDest: null, packetsDestToSrc: null, bytesDestToSrc: null };

type Lookup<T> = Readonly<Partial<Record<string, T>>>;

/**
 * Parses one comma-separated flow tuple of the given log version: 8 fields in version 1, 13 in versions 2 and 4.
 * Fields are taken as the log has them: empty is null, zero is zero. Anything that is not of the format is a reject.
 * Source: Microsoft Learn, network-watcher/nsg-flow-logs-overview and vnet-flow-logs-overview, "Log format".
 */
export function parseFlowTuple(text: string, version: LogVersion): FlowTuple | TupleReject {
  const fields = text.split(",");
  const wanted = version === 1 ? 8 : 13;
  if (fields.length !== wanted) {
    return new TupleReject(`${fields.length} fields where version ${version} has ${wanted}`);
  }
  try {
    return version === 4 ? readVnetFields(fields) : readNsgFields(fields, version);
  } catch (error) {
    if (error instanceof TupleReject) return error;
    throw error;
  }
}

function readNsgFields(fields: readonly string[], version: 1 | 2): FlowTuple {
  const [time, srcIp, destIp, srcPort, destPort, protocol, direction, action, state] = fields as TupleFields;
  return {
    ...readEndpoints([time, srcIp, destIp, srcPort, destPort]),
    protocol: lookUp(nsgProtocols, protocol, "protocol"),
    direction: lookUp(directions, direction, "direction"),
    action: lookUp(actions, action, "decision"),
    flowState: version === 1 ? null : lookUp(nsgStates, state, "flow state"),
    encryption: null,
    ...(version === 1 ? noCounters : readCounters(fields)),
  };
}

/** Version 4 has no decision: state D means denied, every other state allowed. */
function readVnetFields(fields: readonly string[]): FlowTuple {
  const [time, srcIp, destIp, srcPort, destPort, protocol, direction, state, encryption] = fields as TupleFields;
  const flowState = lookUp(vnetStates, state, "flow state");
  return {
    ...readEndpoints([time, srcIp, destIp, srcPort, destPort]),
    protocol: readIanaProtocol(protocol),
    direction: lookUp(directions, direction, "direction"),
    action: flowState === "Deny" ? "Deny" : "Allow",
    flowState,
    encryption: encryption === "" ? null : encryption,
    ...readCounters(fields),
  };
}

function readIanaProtocol(text: string): string {
  const number = String(readInteger(text, 255, "protocol"));
  return ianaProtocols[number] ?? number;
}

/** The first nine fields; in version 1 the ninth is missing and never looked at. */
type TupleFields = [string, string, string, string, string, string, string, string, string];

function readEndpoints([time, srcIp, destIp, srcPort, destPort]: [string, string, string, string, string]) {
  return {
    timeMs: readTime(time),
    srcIp: readAddress(srcIp, "source"),
    destIp: readAddress(destIp, "destination"),
    srcPort: readInteger(srcPort, 65535, "source port"),
    destPort: readInteger(destPort, 65535, "destination port"),
  };
}

/** Ten digits are seconds, thirteen are milliseconds. */
function readTime(text: string): number {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  throw new TupleReject(`time ${quote(text)} is neither seconds (10 digits) nor milliseconds (13 digits)`);
}

function readAddress(text: string, what: string): string {
  if (isIP(text) === 0) throw new TupleReject(`${what} ${quote(text)} is not an IP address`);
  return text;
}

function readInteger(text: string, largest: number, what: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(value <= largest)) throw new TupleReject(`${what} ${quote(text)} is not a number from 0 to ${largest}`);
  return value;
}

function lookUp<T>(lookup: Lookup<T>, text: string, what: string): T {
  const value = Object.hasOwn(lookup, text) ? lookup[text] : undefined;
  if (value === undefined) throw new TupleReject(`unknown ${what} ${quote(text)}`);
  return value;
}

function readCounters(fields: readonly string[]) {
  return {
    packetsSrcToDest: readCounter(fields[9] ?? ""),
    bytesSrcToDest: readCounter(fields[10] ?? ""),
    packetsDestToSrc: readCounter(fields[11] ?? ""),
    bytesDestToSrc: readCounter(fields[12] ?? ""),
  };
}

function readCounter(text: string): bigint | null {
  if (text === "") return null;
  if (!/^\d{1,19}$/.test(text) || BigInt(text) > largestCounter) {
    throw new TupleReject(`counter ${quote(text)} is not a number from 0 to 2^63-1`);
  }
  return BigInt(text);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
