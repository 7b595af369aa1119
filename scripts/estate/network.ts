/** A network security group of the estate. The id is in upper case, as the service writes it into its logs. */
export interface Nsg {
  readonly name: string;
  readonly resourceId: string;
}

/** A network interface that is logged. */
export interface Nic {
  /** 12 hex digits, upper case. */
  readonly mac: string;
  readonly address: string;
  readonly nsg: Nsg;
  /** Its log is flushed at this second of every minute in which there is something to write. */
  readonly flushSecond: number;
}

/** Tern, a small shop: three tiers, each behind a group of its own. All ids are zeros. */
const webNsg = buildNsg("TERN-WEB-NSG");
const appNsg = buildNsg("TERN-APP-NSG");
const dataNsg = buildNsg("TERN-DATA-NSG");

/** web1 is the busy one; the jump host, which only administrators use, is the quiet one. */
export const web1 = buildNic("10.5.16.4", "000D3AF80001", webNsg, 35);
export const web2 = buildNic("10.5.16.5", "000D3AF80002", webNsg, 11);
export const web3 = buildNic("10.5.16.6", "000D3AF80003", webNsg, 24);
export const app1 = buildNic("10.5.17.4", "000D3AF80011", appNsg, 6);
export const app2 = buildNic("10.5.17.5", "000D3AF80012", appNsg, 18);
export const app3 = buildNic("10.5.17.6", "000D3AF80013", appNsg, 29);
export const jumpHost = buildNic("10.0.0.4", "000D3AF80021", appNsg, 2);
export const database1 = buildNic("10.5.18.4", "000D3AF80031", dataNsg, 14);
export const database2 = buildNic("10.5.18.5", "000D3AF80032", dataNsg, 21);
export const cache = buildNic("10.5.18.6", "000D3AF80033", dataNsg, 40);

/** Every NIC whose traffic is logged. */
export const nics: readonly Nic[] = [web1, web2, web3, app1, app2, app3, jumpHost, database1, database2, cache];

/** The hosts without a log of their own. Public addresses are those kept for documentation (RFC 5737, RFC 3849). */
export const hosts = {
  shoppers: listHosts("198.51.100.", 11, 36),
  shoppersV6: ["2001:db8:a::17", "2001:db8:b:2::9", "2001:db8:c::1"],
  webV6: ["2001:db8:5:16::4"],
  scanners: [...listHosts("192.0.2.", 61, 6), "203.0.113.201"],
  sweeper: ["192.0.2.66"],
  partners: listHosts("203.0.113.", 40, 2),
  payments: listHosts("203.0.113.", 80, 3),
  timeServers: listHosts("203.0.113.", 123, 2),
  mirrors: ["198.51.100.200"],
  backupVault: ["203.0.113.150"],
  office: listHosts("192.168.1.", 4, 5),
  legacyBranch: listHosts("172.16.40.", 21, 6),
  nameServer: ["10.5.19.4"],
  monitor: ["10.5.19.9"],
};

function buildNsg(name: string): Nsg {
  const group = "/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/TERN-PROD-RG";
  return { name, resourceId: `${group}/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/${name}` };
}

function buildNic(address: string, mac: string, nsg: Nsg, flushSecond: number): Nic {
  return { address, mac, nsg, flushSecond };
}

function listHosts(prefix: string, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${first + index}`);
}
