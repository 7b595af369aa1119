/** Flows between two hosts under one rule, as a table of flow logs adds up to; bytes are null where none are logged. */
export interface Flow {
  readonly source: string;
  readonly destination: string;
  readonly rule: string;
  readonly action: "Allow" | "Deny";
  readonly protocol: "TCP" | "UDP";
  readonly flows: number;
  readonly bytes: number | null;
}

/** Who talks to whom: each source with each destination, the first of either the most. */
interface Talk {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly rule: string;
  readonly flows: number;
  readonly kilobytesPerFlow: number;
  readonly protocol?: Flow["protocol"];
}

/** How many hosts there are of each kind. */
export interface EstateSize {
  readonly spokes: number;
  readonly customers: number;
  readonly web: number;
  readonly app: number;
}

/** Hosts of a spoke, which is a network of its own: `10.1.0.0/16` and so on. */
interface Spoke {
  readonly web: readonly string[];
  readonly app: readonly string[];
  readonly data: readonly string[];
  readonly share: number;
}

const firewall = "10.0.0.4";
const bastion = "10.0.1.4";
const nameServer = "10.0.2.4";
const office = "192.168.10.21";
const payments = "203.0.113.80";
const vault = "203.0.113.150";
const scanner = "192.0.2.66";

/**
 * A hub and its spokes, of which each is smaller than the one before: customers come to the web hosts, these ask the
 * hosts behind them, and some knock who are not let in. Addresses are private or kept for documentation (RFC 5737).
 */
export function buildEstate(size: EstateSize): readonly Flow[] {
  const spokes = Array.from({ length: size.spokes }, (_, index) => buildSpoke(index + 1, size));
  const [shop] = spokes;
  if (shop === undefined) throw new Error("an estate has a spoke");
  const customers = listHosts("198.51.100.", 21, size.customers);
  return [
    ...spokes.flatMap((spoke) => listTalks(spoke, customers)),
    talk([scanner], [...shop.web, bastion], "DefaultRule_DenyAllInBound", [190, 0]),
    talk([office], shop.app, "UserRule_deny-rdp", [90, 0]),
    talk(shop.app, [payments], "UserRule_allow-payments", [150, 40]),
    talk([firewall], [vault], "DefaultRule_AllowInternetOutBound", [36, 5200]),
    ...spokes.slice(1).map(({ app, share }) => talk(app, shop.data, "UserRule_deny-spoke-to-spoke", [260 * share, 0])),
  ].flatMap(listFlows);
}

/** The levels above an address: its network and its subnet. */
export function levelsOf(address: string): readonly [network: string, subnet: string] {
  const [a = "", b = "", c = ""] = address.split(".");
  if (a === "192" && b === "168") return ["on-premises", "office"];
  if (a !== "10") return ["Internet", { "198": "customers", "203": "partners" }[a] ?? "unknown"];
  if (b === "0") return ["vnet-hub", ["firewall", "bastion", "dns"][Number(c)] ?? ""];
  const names = ["shop", "people", "wiki", "build", "lab", "press"];
  return [`vnet-${names[Number(b) - 1] ?? b}`, ["web", "app", "data"][Number(c)] ?? ""];
}

function buildSpoke(number: number, { web, app }: EstateSize): Spoke {
  const hostsOf = (tier: number, count: number) => listHosts(`10.${number}.${tier}.`, 4, count);
  return { web: hostsOf(0, web), app: hostsOf(1, app), data: hostsOf(2, 1), share: 1 / number };
}

function listTalks({ web, app, data, share }: Spoke, customers: readonly string[]): Talk[] {
  const inside = [...web, ...app, ...data];
  return [
    talk(customers, web, "UserRule_allow-https", [620 * share, 96]),
    talk([office], app, "UserRule_allow-office", [210 * share, 34]),
    talk(web, app, "UserRule_allow-web-to-app", [540 * share, 48]),
    talk(app, data, "UserRule_allow-app-to-sql", [480 * share, 310]),
    { ...talk(inside, [nameServer], "DefaultRule_AllowVnetOutBound", [90 * share, 1]), protocol: "UDP" },
    talk([bastion], inside, "UserRule_allow-ssh", [60 * share, 220]),
    talk(data, [firewall], "DefaultRule_AllowVnetOutBound", [40 * share, 4800]),
    talk(web, [firewall], "UserRule_deny-internet", [120 * share, 0]),
  ];
}

function talk(
  from: readonly string[],
  to: readonly string[],
  rule: string,
  [flows, kilobytesPerFlow]: readonly [flows: number, kilobytesPerFlow: number],
): Talk {
  return { from, to, rule, flows, kilobytesPerFlow };
}

function listFlows({ from, to, rule, flows, kilobytesPerFlow, protocol = "TCP" }: Talk): Flow[] {
  const isDenied = /deny/i.test(rule);
  return from.flatMap((source, i) =>
    to.map((destination, j): Flow => {
      const count = Math.ceil(flows / ((i + 1) * (j + 1)));
      const bytes = isDenied ? null : count * kilobytesPerFlow * 1000;
      return { source, destination, rule, action: isDenied ? "Deny" : "Allow", protocol, flows: count, bytes };
    }),
  );
}

function listHosts(prefix: string, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${first + index}`);
}
