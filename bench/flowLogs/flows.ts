import type { Dice } from "../../scripts/estate/dice.ts";
import { sizesKnown, zipfRank, type Peers } from "./hosts.ts";
import type { Rule } from "./rules.ts";
import { putByte, putBytes, putNumber, type Text } from "./text.ts";

/** What was written: rows, and the sums of their counters in the order of the table. */
export interface Totals {
  rows: number;
  readonly sums: [number, number, number, number];
}

/** The traffic of one rule at one NIC: flows begin, continue and end, each with its own ends and ports. */
export interface Traffic {
  readonly rule: Rule;
  readonly version: 1 | 2 | 4;
  readonly dice: Dice;
  readonly peers: Peers;
  /** The address of the NIC. */
  readonly own: Uint8Array;
  readonly totals: Totals;
  /** What open flows have: the rank of the other end, the two ports, the protocol. */
  readonly open: readonly [Uint32Array, Uint16Array, Uint16Array, Uint8Array];
  openFlows: number;
}

const mostOpenFlows = 3000;
const leastBytes = 60;
const beginShare = 0.42;
const endShare = 0.38;
const encryptedShare = 0.1;
const zerosShare = 0.9;

const [inbound, outbound] = [codeOf("I"), codeOf("O")];
const [allow, deny] = [codeOf("A"), codeOf("D")];
const [tcp, udp] = [codeOf("T"), codeOf("U")];
const [begin, continuing, end] = [codeOf("B"), codeOf("C"), codeOf("E")];
const [comma, dot] = [codeOf(","), codeOf(".")];
const [encrypted, notEncrypted] = [Buffer.from(",X"), Buffer.from(",NX")];
/** Of a version 4 tuple without counters: it has either. */
const [zeros, nothing] = [Buffer.from(",0,0,0,0"), Buffer.from(",,,,")];

export function createTraffic(given: Pick<Traffic, "rule" | "version" | "dice" | "peers" | "own" | "totals">): Traffic {
  return {
    ...given,
    open: [
      new Uint32Array(mostOpenFlows),
      new Uint16Array(mostOpenFlows),
      new Uint16Array(mostOpenFlows),
      new Uint8Array(mostOpenFlows),
    ],
    openFlows: 0,
  };
}

/** Writes one tuple, without quotes. `timeMs` is cut to seconds where the version has seconds. */
export function putTuple(text: Text, traffic: Traffic, timeMs: number): void {
  const { version, rule, dice, totals } = traffic;
  const state = rollState(traffic);
  const slot = state === begin || state === deny ? beginFlow(traffic, state) : dice.integer(0, traffic.openFlows - 1);
  totals.rows++;
  putNumber(text, version === 4 ? timeMs : Math.floor(timeMs / 1000));
  putEnds(text, traffic, slot);
  putProtocol(text, traffic, slot);
  putField(text, rule.direction === "I" ? inbound : outbound);
  if (version !== 4) putField(text, state === deny ? deny : allow);
  if (version === 1) return;
  putField(text, version === 2 && state === deny ? begin : state);
  if (version === 4) putBytes(text, dice.uniform() < encryptedShare ? encrypted : notEncrypted);
  if (state === continuing || state === end) putCounters(text, traffic);
  else putBytes(text, version === 4 && dice.uniform() < zerosShare ? zeros : nothing);
  if (state === end) endFlow(traffic, slot);
}

/** Version 1 tells only that a flow was decided on: no flow of it stays open. */
function rollState({ version, rule, dice, openFlows }: Traffic): number {
  if (rule.peers === "scanners") return deny;
  const chance = dice.uniform();
  if (version === 1 || openFlows === 0) return begin;
  if (chance < beginShare) return openFlows < mostOpenFlows ? begin : end;
  return chance < beginShare + endShare ? end : continuing;
}

/** A flow that stays open gets a slot of its own. */
function beginFlow(traffic: Traffic, state: number): number {
  const { version, rule, dice, peers, open } = traffic;
  const slot = version === 1 || state === deny ? 0 : traffic.openFlows++;
  const [ranks, clientPorts, servicePorts, protocols] = open;
  const others = rule.peers === "network" ? peers.network : peers.internet;
  ranks[slot] = zipfRank(others.length, dice.uniform());
  clientPorts[slot] = dice.integer(32_768, 60_999);
  servicePorts[slot] = rule.ports[zipfRank(rule.ports.length, dice.uniform())] ?? 0;
  protocols[slot] = dice.pick(rule.protocols);
  return slot;
}

/** The last open flow moves into the slot. */
function endFlow(traffic: Traffic, slot: number): void {
  const last = --traffic.openFlows;
  for (const column of traffic.open) column[slot] = column[last] ?? 0;
}

function putEnds(text: Text, { rule, dice, peers, own, open }: Traffic, slot: number): void {
  const others = rule.peers === "network" ? peers.network : peers.internet;
  const known = others[open[0][slot] ?? 0] ?? own;
  putByte(text, comma);
  if (rule.direction === "O") putBytes(text, own);
  else if (rule.peers === "scanners") putAnyAddress(text, dice);
  else putBytes(text, known);
  putByte(text, comma);
  putBytes(text, rule.direction === "O" ? known : own);
  for (const column of [open[1], open[2]]) {
    putByte(text, comma);
    putNumber(text, column[slot] ?? 0);
  }
}

/** Scanners are many: of the reserved range, which nobody has. */
function putAnyAddress(text: Text, dice: Dice): void {
  putNumber(text, dice.integer(240, 254));
  for (let part = 0; part < 3; part++) {
    putByte(text, dot);
    putNumber(text, dice.integer(0, 255));
  }
}

function putProtocol(text: Text, { version, open }: Traffic, slot: number): void {
  const protocol = open[3][slot] ?? 6;
  if (version !== 4) {
    putField(text, protocol === 17 ? udp : tcp);
    return;
  }
  putByte(text, comma);
  putNumber(text, protocol);
}

function putCounters(text: Text, { rule, dice, peers, totals: { sums } }: Traffic): void {
  for (const way of [0, 1] as const) {
    const typical = rule.medianBytes[way] * (peers.sizes[dice.integer(0, sizesKnown - 1)] ?? 1);
    const bytes = Math.max(leastBytes, Math.round(typical * (1 + dice.uniform() / 8)));
    const packets = Math.ceil(bytes / 1400);
    sums[way * 2] = (sums[way * 2] ?? 0) + packets;
    sums[way * 2 + 1] = (sums[way * 2 + 1] ?? 0) + bytes;
    putByte(text, comma);
    putNumber(text, packets);
    putByte(text, comma);
    putNumber(text, bytes);
  }
}

/** A field of one character, with the comma before it. */
function putField(text: Text, character: number): void {
  putByte(text, comma);
  putByte(text, character);
}

function codeOf(character: string): number {
  return character.charCodeAt(0);
}
