import type { LoggedTuple } from "./flows.ts";
import { jumpHost, web1 } from "./network.ts";
import type { FlowRecord } from "./records.ts";

/**
 * The two records of the Microsoft tutorial on reading NSG flow logs with Power BI, with public addresses exchanged for
 * those of documentation: whoever knows the tutorial finds its numbers again.
 * Source: Microsoft Learn, network-watcher/nsg-flow-logs-overview and flow-logs-power-bi.
 */
export const tutorialRecords: readonly FlowRecord[] = [
  {
    time: "2018-05-01T15:00:02.1713710Z",
    nic: jumpHost,
    version: 1,
    tuples: [
      {
        nic: jumpHost,
        rule: "UserRule_default-allow-rdp",
        timeS: 1525186745,
        srcIp: "192.168.1.4",
        destIp: "10.0.0.4",
        srcPort: 55960,
        destPort: 3389,
        protocol: "T",
        direction: "I",
        action: "A",
        state: "B",
        counters: undefined,
      },
    ],
  },
  {
    time: "2018-11-13T12:00:35.3899262Z",
    nic: web1,
    version: 2,
    tuples: [
      deny(1542110402, "192.0.2.190", [28746, 443], "U"),
      deny(1542110424, "192.0.2.10", [56509, 59336], "T"),
      deny(1542110432, "192.0.2.8", [48495, 8088], "T"),
      reach(1542110377, ["203.0.113.118", 59831], "B", undefined),
      reach(1542110379, ["203.0.113.117", 59932], "E", [1n, 66n, 1n, 66n]),
      reach(1542110379, ["203.0.113.115", 44931], "C", [30n, 16978n, 24n, 14008n]),
      reach(1542110406, ["198.51.100.225", 59929], "E", [15n, 8489n, 12n, 7054n]),
    ],
  },
];

function deny(timeS: number, srcIp: string, [srcPort, destPort]: [number, number], protocol: "T" | "U"): LoggedTuple {
  return {
    nic: web1,
    rule: "DefaultRule_DenyAllInBound",
    ...{ timeS, srcIp, destIp: web1.address, srcPort, destPort, protocol },
    direction: "I",
    action: "D",
    state: "B",
    counters: undefined,
  };
}

function reach(
  timeS: number,
  [destIp, srcPort]: [string, number],
  state: LoggedTuple["state"],
  counters: LoggedTuple["counters"],
): LoggedTuple {
  return {
    nic: web1,
    rule: "DefaultRule_AllowInternetOutBound",
    ...{ timeS, srcIp: web1.address, destIp, srcPort, destPort: 443, protocol: "T" },
    direction: "O",
    action: "A",
    state,
    counters,
  };
}
