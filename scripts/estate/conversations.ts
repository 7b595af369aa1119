import { app1, app2, app3, cache, database1, database2, hosts, jumpHost, web1, web2, web3 } from "./network.ts";

/** Who talks to whom on this estate, how often and how much. Lists are in the order of how often an item is taken. */
export interface Conversation {
  /** Also the seed of its dice. */
  readonly name: string;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly number[];
  readonly protocol: "T" | "U";
  /** The rule that decided at the sender's NIC, where that is logged. */
  readonly outboundRule?: string;
  /** The rule that decided at the receiver's NIC, where that is logged and the sender's has let it pass. */
  readonly inboundRule?: string;
  readonly action: "A" | "D";
  /** New flows a minute on average. 0: one standing flow for each pair, older than the log and still there at its end. */
  readonly flowsPerMinute: number;
  /** Of a typical flow; a standing flow has them every five minutes. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly lifeS: number;
  /** False for what was logged without a state: it begins, and nothing more is heard of it. */
  readonly isMeasured: boolean;
  /** All at once in the minute that starts here, on ports 1, 2, 3, … */
  readonly sweep?: { readonly minuteS: number; readonly ports: number };
}

const web = [web1.address, web2.address, web3.address];
const app = [app1.address, app2.address, app3.address];
const data = [database1.address, database2.address, cache.address];

const toVnet = "DefaultRule_AllowVnetOutBound";
const toInternet = "DefaultRule_AllowInternetOutBound";
const fromVnet = "DefaultRule_AllowVnetInBound";
const denyAll = "DefaultRule_DenyAllInBound";

const scannedPorts = [23, 3389, 22, 445, 8080, 5900, 1433, 3306, 6379, 8443, 2323, 5555, 9200, 27017, 21, 25, 110];

const allowed = { protocol: "T", action: "A", isMeasured: true } as const;
const denied = { action: "D", isMeasured: false, requestBytes: 0, responseBytes: 0, lifeS: 0 } as const;

/** The life of the shop: shoppers, three tiers, a backend that talks all the time, administrators, and the uninvited. */
export const conversations: readonly Conversation[] = [
  {
    ...allowed,
    ...talk("shop", [hosts.shoppers, web], [443], 9),
    inboundRule: "UserRule_allow-https",
    ...size(2_400, 96_000, 8),
  },
  {
    ...allowed,
    ...talk("shop over IPv6", [hosts.shoppersV6, hosts.webV6], [443], 0.7),
    inboundRule: "UserRule_allow-https",
    ...size(2_100, 74_000, 8),
  },
  {
    ...allowed,
    ...talk("web to app", [web, app], [8080], 6),
    outboundRule: toVnet,
    inboundRule: "UserRule_allow-web-to-app",
    ...size(3_200, 28_000, 5),
  },
  {
    ...allowed,
    ...talk("queries", [app, [database1.address, database2.address]], [5432], 2.5),
    outboundRule: toVnet,
    inboundRule: "UserRule_allow-app-to-postgres",
    ...size(5_400, 64_000, 20),
  },
  {
    ...allowed,
    ...talk("connection pools", [app, [database1.address]], [5432], 0),
    outboundRule: toVnet,
    inboundRule: "UserRule_allow-app-to-postgres",
    ...size(640_000, 9_200_000, 0),
  },
  {
    ...allowed,
    ...talk("cache", [app, [cache.address]], [6379], 2),
    outboundRule: toVnet,
    inboundRule: "UserRule_allow-app-to-cache",
    ...size(7_000, 120_000, 15),
  },
  {
    ...allowed,
    ...talk("replication", [[database1.address], [database2.address]], [5432], 0),
    outboundRule: toVnet,
    inboundRule: fromVnet,
    ...size(21_000_000, 380_000, 0),
  },
  {
    ...allowed,
    ...talk("backup", [[database2.address], hosts.backupVault], [443], 0.05),
    outboundRule: toInternet,
    ...size(64_000_000, 210_000, 900),
  },
  {
    ...allowed,
    ...talk("payments", [app, hosts.payments], [443], 1.2),
    outboundRule: toInternet,
    ...size(4_800, 9_600, 4),
  },
  {
    ...allowed,
    ...talk("updates", [[...app, ...web], hosts.mirrors], [443], 0.15),
    outboundRule: toInternet,
    ...size(9_000, 6_800_000, 90),
  },
  {
    ...allowed,
    ...talk("names", [[...app, ...web, ...data], hosts.nameServer], [53], 2),
    protocol: "U",
    outboundRule: toVnet,
    ...size(78, 210, 1),
  },
  {
    ...allowed,
    ...talk("time", [[...data, ...web, ...app], hosts.timeServers], [123], 0.2),
    protocol: "U",
    outboundRule: toInternet,
    ...size(90, 90, 1),
  },
  {
    ...allowed,
    ...talk("monitoring", [hosts.monitor, [...web, ...app, ...data]], [9100], 1.2),
    inboundRule: fromVnet,
    ...size(1_400, 58_000, 2),
  },
  {
    ...allowed,
    ...talk("partner files", [hosts.partners, [app2.address]], [22], 0.4),
    inboundRule: "UserRule_allow-partner-sftp",
    ...size(0, 0, 0),
    isMeasured: false,
  },
  {
    ...allowed,
    ...talk("remote desktop", [hosts.office, [jumpHost.address]], [3389], 0.06),
    inboundRule: "UserRule_default-allow-rdp",
    ...size(900_000, 7_400_000, 700),
  },
  {
    ...allowed,
    ...talk("administration", [[jumpHost.address], [...data, ...app]], [22], 0.05),
    outboundRule: toVnet,
    inboundRule: fromVnet,
    ...size(64_000, 240_000, 240),
  },
  {
    ...denied,
    ...talk("scanners", [hosts.scanners, web], scannedPorts, 4),
    protocol: "T",
    inboundRule: denyAll,
  },
  {
    ...denied,
    ...talk("scanners at the jump host", [hosts.scanners, [jumpHost.address]], [3389], 0.08),
    protocol: "T",
    inboundRule: denyAll,
  },
  {
    ...denied,
    ...talk("scanners over UDP", [hosts.scanners, web], [123, 161, 1900, 5060, 11211], 0.6),
    protocol: "U",
    inboundRule: denyAll,
  },
  {
    ...denied,
    ...talk("sweep", [hosts.sweeper, [web1.address]], [1], 0),
    protocol: "T",
    inboundRule: denyAll,
    sweep: { minuteS: Date.UTC(2018, 10, 13, 12, 17) / 1000, ports: 760 },
  },
  {
    ...denied,
    ...talk(
      "legacy branch",
      [hosts.legacyBranch, [app1.address, app3.address, database1.address]],
      [445, 1433, 139],
      1.3,
    ),
    protocol: "T",
    inboundRule: "UserRule_deny-legacy-branch",
  },
  {
    ...denied,
    ...talk("data tier outwards", [data, [...hosts.mirrors, ...hosts.payments]], [443, 80], 0.25),
    protocol: "T",
    outboundRule: "UserRule_deny-data-to-internet",
  },
];

function talk(
  name: string,
  [sources, destinations]: readonly [readonly string[], readonly string[]],
  ports: readonly number[],
  flowsPerMinute: number,
): Pick<Conversation, "name" | "sources" | "destinations" | "ports" | "flowsPerMinute"> {
  return { name, sources, destinations, ports, flowsPerMinute };
}

function size(
  requestBytes: number,
  responseBytes: number,
  lifeS: number,
): Pick<Conversation, "requestBytes" | "responseBytes" | "lifeS"> {
  return { requestBytes, responseBytes, lifeS };
}
