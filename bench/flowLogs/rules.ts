/** A security rule, and the traffic that it decides. */
export interface Rule {
  readonly name: string;
  /** Of the text of a log; all shares together are 1. */
  readonly share: number;
  /** Inbound, outbound. */
  readonly direction: "I" | "O";
  /** Where the other end is; a scanner comes once, from anywhere, and is denied. */
  readonly peers: "network" | "internet" | "scanners";
  /** IANA numbers; NSG logs have 6 and 17 only. */
  readonly protocols: readonly number[];
  /** The busiest first. */
  readonly ports: readonly number[];
  /** Bytes there and back of a typical tuple with counters. */
  readonly medianBytes: readonly [number, number];
}

const tcp = [6];
const udp = [17];

/** Rules of every NIC, in the order in which a record names them. */
export const rules: readonly Rule[] = [
  {
    ...{ name: "UserRule_allow-https", share: 0.28, direction: "I", peers: "internet" },
    ...{ protocols: tcp, ports: [443, 80], medianBytes: [2400, 48_000] },
  },
  {
    ...{ name: "UserRule_allow-app-to-postgres", share: 0.08, direction: "I", peers: "network" },
    ...{ protocols: tcp, ports: [5432, 6432], medianBytes: [5400, 64_000] },
  },
  {
    ...{ name: "DefaultRule_AllowVnetInBound", share: 0.14, direction: "I", peers: "network" },
    ...{ protocols: [6, 6, 6, 17, 1], ports: [8080, 9100, 443, 6379, 22, 5671, 9092], medianBytes: [1400, 9600] },
  },
  {
    ...{ name: "DefaultRule_DenyAllInBound", share: 0.12, direction: "I", peers: "scanners" },
    ...{ protocols: tcp, ports: [23, 3389, 22, 445, 8080, 5900, 1433, 3306, 6379, 8443], medianBytes: [0, 0] },
  },
  {
    ...{ name: "UserRule_allow-dns", share: 0.1, direction: "O", peers: "network" },
    ...{ protocols: udp, ports: [53], medianBytes: [78, 210] },
  },
  {
    ...{ name: "DefaultRule_AllowVnetOutBound", share: 0.16, direction: "O", peers: "network" },
    ...{ protocols: tcp, ports: [8080, 5432, 443, 6379, 9092], medianBytes: [3200, 28_000] },
  },
  {
    ...{ name: "DefaultRule_AllowInternetOutBound", share: 0.12, direction: "O", peers: "internet" },
    ...{ protocols: [6, 6, 6, 6, 17], ports: [443, 80, 123], medianBytes: [4800, 96_000] },
  },
];
