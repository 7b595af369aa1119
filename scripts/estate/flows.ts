import type { Conversation } from "./conversations.ts";
import { rollDice, type Dice } from "./dice.ts";
import { hosts, nics, web1, type Nic } from "./network.ts";

/** Packets and bytes from source to destination, then back, since the flow's last tuple. */
export type Counters = readonly [bigint, bigint, bigint, bigint];

/** One line of a log before it is text, and where it is logged. */
export interface LoggedTuple {
  readonly nic: Nic;
  readonly rule: string;
  readonly timeS: number;
  readonly srcIp: string;
  readonly destIp: string;
  readonly srcPort: number;
  readonly destPort: number;
  readonly protocol: "T" | "U";
  readonly direction: "I" | "O";
  readonly action: "A" | "D";
  readonly state: "B" | "C" | "E";
  readonly counters: Counters | undefined;
}

/** Seconds since 1970, the end is exclusive. */
export interface Period {
  readonly startS: number;
  readonly endS: number;
}

type Ends = Pick<LoggedTuple, "srcIp" | "destIp" | "srcPort" | "destPort">;
type Event = Pick<LoggedTuple, "timeS" | "state" | "counters">;

const continuingEveryS = 300;
/** Flows that began this long before the period may still end in it. */
const warmUpS = 2_400;

/** The tuples of one conversation in a period and shortly around it, at both NICs where both are logged. */
export function* listTuples(conversation: Conversation, { startS, endS }: Period): Generator<LoggedTuple> {
  const dice = rollDice(`${conversation.name} ${startS}`);
  if (conversation.sweep !== undefined) {
    if (conversation.sweep.minuteS >= startS && conversation.sweep.minuteS < endS)
      yield* sweepPorts(conversation, dice);
    return;
  }
  if (conversation.flowsPerMinute === 0) {
    yield* keepStanding(conversation, dice, { startS, endS });
    return;
  }
  for (let minuteS = startS - warmUpS; minuteS < endS; minuteS += 60) {
    const flows = dice.count(conversation.flowsPerMinute);
    for (let flow = 0; flow < flows; flow++) {
      const ends = pickEnds(conversation, dice);
      for (const event of listEvents(conversation, dice, minuteS + dice.integer(0, 59))) {
        yield* logTwice(conversation, ends, event);
      }
    }
  }
}

function pickEnds(conversation: Conversation, dice: Dice): Ends {
  return {
    srcIp: dice.pickZipf(conversation.sources),
    destIp: dice.pickZipf(conversation.destinations),
    srcPort: dice.integer(32_768, 60_999),
    destPort: dice.pickZipf(conversation.ports),
  };
}

/** A flow begins, continues every five minutes and ends; what it carried since the last time stands in the last two. */
function* listEvents(conversation: Conversation, dice: Dice, beginS: number): Generator<Event> {
  yield { timeS: beginS, state: "B", counters: undefined };
  if (!conversation.isMeasured) return;
  const endS = beginS + Math.max(1, dice.size(conversation.lifeS, 0.8));
  const parts = Math.floor((endS - beginS - 1) / continuingEveryS) + 1;
  for (let part = 1; part < parts; part++) {
    yield { timeS: beginS + part * continuingEveryS, state: "C", counters: rollCounters(conversation, dice, parts) };
  }
  yield { timeS: endS, state: "E", counters: rollCounters(conversation, dice, parts) };
}

function rollCounters(conversation: Conversation, dice: Dice, parts: number): Counters {
  const sent = Math.max(66, Math.round(dice.size(conversation.requestBytes, 0.9) / parts));
  const received = Math.max(66, Math.round(dice.size(conversation.responseBytes, 1.1) / parts));
  return [packetsOf(sent), BigInt(sent), packetsOf(received), BigInt(received)];
}

function packetsOf(bytes: number): bigint {
  return BigInt(Math.ceil(bytes / 1_400));
}

function* keepStanding(conversation: Conversation, dice: Dice, { startS, endS }: Period): Generator<LoggedTuple> {
  for (const srcIp of conversation.sources) {
    for (const destIp of conversation.destinations) {
      const ends = { ...pickEnds(conversation, dice), srcIp, destIp };
      for (let timeS = startS - dice.integer(1, continuingEveryS); timeS < endS; timeS += continuingEveryS) {
        yield* logTwice(conversation, ends, { timeS, state: "C", counters: rollCounters(conversation, dice, 1) });
      }
    }
  }
}

function* sweepPorts(conversation: Conversation, dice: Dice): Generator<LoggedTuple> {
  const { minuteS, ports } = conversation.sweep ?? { minuteS: 0, ports: 0 };
  const ends = pickEnds(conversation, dice);
  for (let port = 1; port <= ports; port++) {
    const timeS = minuteS + Math.floor((port * 30) / ports);
    yield* logTwice(conversation, { ...ends, destPort: port }, { timeS, state: "B", counters: undefined });
  }
}

/** A flow inside the network is logged at both NICs; each names the rule of its own group. */
function* logTwice(conversation: Conversation, ends: Ends, event: Event): Generator<LoggedTuple> {
  const { protocol, action, outboundRule, inboundRule } = conversation;
  const sender = findNic(ends.srcIp);
  const receiver = findNic(ends.destIp);
  const shared = { ...ends, ...event, protocol, action };
  if (sender && outboundRule !== undefined) yield { ...shared, nic: sender, rule: outboundRule, direction: "O" };
  if (receiver && inboundRule !== undefined) yield { ...shared, nic: receiver, rule: inboundRule, direction: "I" };
}

function findNic(address: string): Nic | undefined {
  if (hosts.webV6.includes(address)) return web1;
  return nics.find((nic) => nic.address === address);
}
