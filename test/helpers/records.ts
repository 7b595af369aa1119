/** JSON of flow records for tests, in the shapes of the service. Ids are zeros. */

const subscription =
  "/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK";

/** An NSG resource id. */
export const nsgId = `${subscription}/NETWORKSECURITYGROUPS/WEB`;

/** An NSG record with one rule and one NIC. */
export function nsgRecord(tuples: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}) {
  const version = tuples.some((tuple) => typeof tuple !== "string" || tuple.split(",").length > 8) ? 2 : 1;
  return {
    time: "2018-11-13T12:00:35.3899262Z",
    systemId: "00000000-0000-0000-0000-000000000000",
    category: "NetworkSecurityGroupFlowEvent",
    resourceId: nsgId,
    operationName: "NetworkSecurityGroupFlowEvents",
    properties: {
      Version: version,
      flows: [{ rule: "UserRule_web", flows: [{ mac: "00:0d:3a:f8:78:56", flowTuples: tuples }] }],
    },
    ...changes,
  };
}

/** A virtual-network record with one access control list and one rule. */
export function vnetRecord(tuples: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}) {
  return {
    time: "2022-09-14T09:00:52.5625085Z",
    flowLogVersion: 4,
    macAddress: "00224871C205",
    category: "FlowLogFlowEvent",
    flowLogResourceID: `${subscription}/NETWORKWATCHERS/NW/FLOWLOGS/FL`,
    targetResourceID: `${subscription}/VIRTUALNETWORKS/VNET`,
    operationName: "FlowLogFlowEvent",
    flowRecords: { flows: [{ aclID: "acl", flowGroups: [{ rule: "PlatformRule", flowTuples: tuples }] }] },
    ...changes,
  };
}

/** A version 2 tuple of a given second. */
export function tupleAt(
  seconds: number,
  changes: { readonly destPort?: number; readonly counters?: string } = {},
): string {
  const { destPort = 443, counters = "1,66,2,88" } = changes;
  return `${seconds},10.0.0.4,192.0.2.10,50000,${destPort},T,O,A,E,${counters}`;
}
