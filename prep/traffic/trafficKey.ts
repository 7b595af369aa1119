import { parseIpv4 } from "./ipv4.ts";
import { kindBits, word } from "./trafficGroups.ts";
import { codeText, type TrafficTexts } from "./trafficTexts.ts";

/** An address as a word of a group: an IPv4 address, or the code of a text. */
export interface AddressWord {
  readonly value: number;
  readonly isText: boolean;
}

export function codeAddress(texts: TrafficTexts, address: string): AddressWord {
  const bytes = Buffer.from(address);
  const value = parseIpv4(bytes, 0, bytes.length);
  return value === undefined ? { value: codeText(texts, address), isText: true } : { value, isText: false };
}

/** Port, direction and action in one word. */
export function packKind(kind: {
  readonly port: number;
  readonly isOutbound: boolean;
  readonly isDenied: boolean;
}): number {
  const bits = (kind.isOutbound ? kindBits.isOutbound : 0) | (kind.isDenied ? kindBits.isDenied : 0);
  return (kind.port << kindBits.port) | bits;
}

/** Puts both addresses, and the kind that tells which of them are texts, into a group. */
export function setAddresses(next: Uint32Array, kind: number, source: AddressWord, target: AddressWord): void {
  next[word.source] = source.value;
  next[word.target] = target.value;
  const ofSource = source.isText ? kindBits.hasSourceText : 0;
  const ofTarget = target.isText ? kindBits.hasTargetText : 0;
  next[word.kind] = kind | ofSource | ofTarget;
}

/** Whether a flow is one that began: its state says so, or there is none as in version 1. */
export function isSession(action: unknown, state: unknown): boolean {
  return action === "Allow" && (state ?? "Begin") === "Begin";
}

/** Puts the four counters into a group, null where they were not measured. */
export function setCounters(next: Uint32Array, valueOf: (counter: number) => bigint | null): void {
  let measured = 0;
  for (let counter = 0; counter < 4; counter++) {
    const value = valueOf(counter);
    if (value !== null) measured |= 1 << counter;
    next[word.counters + counter * 2] = Number((value ?? 0n) & 0xffffffffn);
    next[word.counters + counter * 2 + 1] = Number((value ?? 0n) >> 32n);
  }
  next[word.measured] = measured;
}
