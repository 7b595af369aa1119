import { rollDice } from "../../scripts/estate/dice.ts";

/** Addresses as text, the busiest first. */
export type Hosts = readonly Uint8Array[];

/** Who talks to a NIC, and how much; the same for every log of a seed. */
export interface Peers {
  /** In the same network. */
  readonly network: Hosts;
  /** On the internet, coming back again and again; of the range kept for benchmarks (RFC 2544), and of IPv6. */
  readonly internet: Hosts;
  /** How many times the typical size a tuple's bytes are: many near 1, a few far above it. */
  readonly sizes: Float64Array;
}

const networkHosts = 1200;
const internetHosts = 30_000;
export const sizesKnown = 4096;
/** Of so many hosts one has an IPv6 address. */
const hostsPerV6 = 40;

export function buildPeers(seed: string): Peers {
  const dice = rollDice(`${seed} peers`);
  const list = (count: number, address: () => string): Hosts =>
    Array.from({ length: count }, (_, rank) => {
      const suffix = dice.integer(1, 0xffff).toString(16);
      return Buffer.from(rank % hostsPerV6 === hostsPerV6 - 1 ? `2001:db8:${rank.toString(16)}::${suffix}` : address());
    });
  return {
    network: list(networkHosts, () => `10.${dice.integer(0, 7)}.${dice.integer(0, 31)}.${dice.integer(4, 250)}`),
    internet: list(internetHosts, () => `198.${dice.integer(18, 19)}.${dice.integer(0, 255)}.${dice.integer(1, 254)}`),
    sizes: Float64Array.from({ length: sizesKnown }, () => dice.size(1000, 1) / 1000),
  };
}

/** The rank of one of `count` things where the second is taken half as often as the first; `uniform` is below 1. */
export function zipfRank(count: number, uniform: number): number {
  return Math.floor(Math.exp(uniform * Math.log(count + 1))) - 1;
}
