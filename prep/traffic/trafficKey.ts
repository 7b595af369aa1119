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
