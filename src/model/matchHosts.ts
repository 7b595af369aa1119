import { isWithin, parseAddress, parsePrefix } from "./address";
import type { Endpoint } from "./types";

/** Says whether a host is one of those that are looked for. */
export type HostTest = (host: Endpoint) => boolean;

/**
 * Reads what a reader looks for: one term or several with commas between. A term is a prefix (`10.0.0.0/8`), which means
 * the addresses in it; an address, which means that one however it is spelled; or a part of a name, of the host or of a
 * network it is in, in capitals or not. Undefined for an empty text.
 */
export function readQuery(text: string): HostTest | undefined {
  const tests = text
    .split(/[,;\n]/)
    .map((term) => term.trim())
    .filter((term) => term !== "")
    .map(readTerm);
  return tests.length === 0 ? undefined : (host) => tests.some((test) => test(host));
}

function readTerm(term: string): HostTest {
  const prefix = parsePrefix(term);
  const letters = fold(term);
  const hasLetters = ({ path }: Endpoint): boolean => path.some((name) => fold(name).includes(letters));
  if (prefix === undefined) return hasLetters;
  return (host) => {
    const address = parseAddress(host.label);
    return address === undefined ? hasLetters(host) : isWithin(address, prefix);
  };
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
