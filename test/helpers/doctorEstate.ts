import { BlobServiceClient } from "@azure/storage-blob";
import { nsgRecord, tupleAt, vnetRecord } from "./records.ts";

/** When doctor looks; a few minutes before, the last records were written. */
export const doctorNow = new Date("2026-12-01T13:10:00Z");
const lastHourMs = Date.UTC(2026, 11, 1, 13);
const hourMs = 3_600_000;

const nsgContainer = "insights-logs-networksecuritygroupflowevent";
const vnetContainer = "insights-logs-flowlogflowevent";
const [macOfWeb, macOfApp, macOfOld] = ["000D3AF87856", "000D3AF87857", "000D3AF87858"] as const;

/** One blob of an estate. */
export interface EstateFile {
  readonly container: string;
  readonly name: string;
  readonly text: string;
}

/**
 * Two network security groups and a virtual network in the last hours: WEB with version 2 and a missing hour, one of its NICs
 * silent; OLD with version 1; NET with version 4, which has one of the NICs only.
 */
export function doctorEstate(): EstateFile[] {
  const hours = (list: readonly number[]): number[] => list.map((ago) => lastHourMs - ago * hourMs);
  return [
    ...hours([0, 1, 3, 4, 5, 6, 7, 8, 9]).map((ms) => nsgFile("WEB", macOfWeb, ms, 2)),
    ...hours([8, 9]).map((ms) => nsgFile("WEB", macOfApp, ms, 2)),
    ...hours([0, 1]).map((ms) => nsgFile("OLD", macOfOld, ms, 1)),
    ...hours([0, 1, 2]).map((ms) => vnetFile(macOfWeb, ms)),
  ];
}

/** Makes the containers that the files name, and uploads them. */
export async function uploadFiles(connectionString: string, files: readonly EstateFile[]): Promise<void> {
  const service = BlobServiceClient.fromConnectionString(connectionString);
  for (const { container, name, text } of files) {
    const client = service.getContainerClient(container);
    await client.createIfNotExists();
    await client.getBlockBlobClient(name).uploadData(Buffer.from(text));
  }
}

/** `y=…/m=…/d=…/h=…/m=00` of an hour. */
export function hourFolders(ms: number): string {
  const [, year, month, day, hour] = /^(\d+)-(\d+)-(\d+)T(\d+)/.exec(new Date(ms).toISOString()) ?? [];
  return `y=${year ?? ""}/m=${month ?? ""}/d=${day ?? ""}/h=${hour ?? ""}/m=00`;
}

function nsgFile(nsg: string, mac: string, ms: number, version: 1 | 2): EstateFile {
  const group = `/SUBSCRIPTIONS/S/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/${nsg}`;
  const tuple = version === 1 ? `${ms / 1000},10.0.0.4,192.0.2.10,1,2,T,O,A` : tupleAt(ms / 1000);
  const record = nsgRecord([tuple], { time: new Date(ms + 8 * 60_000).toISOString(), resourceId: group });
  const text = `{"records":[${JSON.stringify(record)}]}`;
  return { container: nsgContainer, name: `resourceId=${group}/${hourFolders(ms)}/macAddress=${mac}/PT1H.json`, text };
}

function vnetFile(mac: string, ms: number): EstateFile {
  const network = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net";
  const tuple = `${ms},10.0.0.4,192.0.2.10,1,2,6,O,E,NX,1,66,2,88`;
  const time = new Date(ms + 8 * 60_000).toISOString();
  const record = vnetRecord([tuple], { time, macAddress: mac, targetResourceID: network });
  const text = `{"records":[${JSON.stringify(record)}]}`;
  const name = `flowLogResourceID=/S_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_NET-RG-FLOWLOG/${hourFolders(ms)}/macAddress=${mac}/PT1H.json`;
  return { container: vnetContainer, name, text };
}
