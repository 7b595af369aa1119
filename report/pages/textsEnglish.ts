import type { ReportTexts } from "./reportTexts.ts";

/** The report in English. */
export const englishTexts: ReportTexts = {
  dataUntilAltText: "The hour that the data of this report reach until.",
  slicers: {
    date: { title: "Date", altText: "Choose the first and the last day that this report shows." },
    hour: { title: "Hour of day", altText: "Choose the hours of the day to show." },
    rule: { title: "Rule", altText: "Choose the security rules to show." },
    action: { title: "Allowed or denied", altText: "Choose whether to show allowed or denied flows." },
    direction: { title: "Direction", altText: "Choose inbound or outbound flows." },
    port: { title: "Destination port", altText: "Choose the destination ports to show." },
    group: { title: "Network security group", altText: "Choose the network security groups to show." },
  },
  captions: {
    source: "Source",
    destination: "Destination",
    never: "Never hit",
    flows: "Flows",
    denied: "Denied",
    bytes: "Bytes",
  },
  summary: {
    tab: "Summary",
    title: "The network at a glance",
    subtitle: "How much traffic there is, who causes it, and what the rules deny",
    bytes: { title: "Traffic", altText: "Bytes sent and received in the chosen days." },
    denied: { title: "Denied flows", altText: "Share of the flows that a rule denied." },
    hosts: { title: "Hosts talking", altText: "Number of hosts that sent or received anything." },
    topTalker: { title: "Top talker", altText: "The host that sent and received the most bytes." },
    topTalkerShare: {
      title: "Its share",
      altText: "Share of all bytes that the top talker sent or received.",
    },
    chord: {
      title: "Who exchanges how much with whom",
      altText: "Flow chord of bytes: each arc is a host, each ribbon is what one host sends to another.",
    },
    changed: {
      title: "What changed since the period before",
      altText: "What changed in the chosen days against the days before, in words.",
    },
    overTime: {
      title: "Allowed and denied flows by day",
      altText: "Columns of allowed and denied flows by day; drill down for hours.",
    },
  },
  whoTalks: {
    tab: "Who talks to whom",
    title: "Who talks to whom",
    subtitle: "Ribbons are flows, allowed and denied: point at one for its numbers, click it to filter",
    shown: { title: "Flows shown", altText: "Number of flows that the choices on this page leave." },
    chord: {
      title: "Flows between hosts",
      altText:
        "Flow chord of flows: each arc is a host, each ribbon is what one host sends to another, denied flows hatched.",
    },
  },
  denied: {
    tab: "Denied",
    title: "What is denied",
    subtitle: "This page shows denied flows only: which rules, which senders, which ports, and when",
    flows: { title: "Denied flows", altText: "Number of denied flows in the chosen days." },
    last: { title: "Last denied", altText: "The last hour with a denied flow." },
    hosts: { title: "Hosts involved", altText: "Number of hosts that sent or were sent denied flows." },
    overTime: { title: "Denied flows by day", altText: "Columns of denied flows by day; drill down for hours." },
    byRule: { title: "By rule", altText: "Bars of denied flows by rule, the largest first." },
    bySource: { title: "By sender", altText: "Bars of denied flows by sending host, the largest first." },
    byPort: { title: "By destination port", altText: "Bars of denied flows by destination port, the largest first." },
  },
  rules: {
    tab: "Rules",
    title: "What each rule decides",
    subtitle: "Flows and bytes of each rule, and when it was first and last hit",
    all: {
      title: "Rules by flows",
      altText: "Table of rules with their flows, allowed and denied, bytes, and the first and last hour with a flow.",
    },
    byRule: {
      title: "Allowed and denied by rule",
      altText: "Bars of allowed and denied flows by rule, the largest first.",
    },
    neverHitCount: { title: "Rules never hit", altText: "Number of exported rules that no flow has hit." },
    neverHit: { title: "Which rules were never hit", altText: "Table of the exported rules that no flow has hit." },
    withExport: "Exported rules that no flow has hit in the chosen days. Ask what they are for before you remove them.",
    withoutExport:
      "Logs name only rules that were hit. To see here which were not, export your rules and write this report again with that file.",
  },
  host: {
    tab: "Host",
    title: "What this host does",
    subtitle: "Everything here counts both directions: what this host sends and what it receives",
    back: "Back to where you came from",
    name: { title: "Host", altText: "Address, network and scope of the host that this page is about." },
    bytes: { title: "Traffic", altText: "Bytes that the host sent and received." },
    flows: { title: "Flows", altText: "Number of flows from and to the host." },
    denied: { title: "Denied flows", altText: "Number of denied flows from and to the host." },
    peers: { title: "Peers", altText: "Number of hosts that this host talks with, in either direction." },
    chord: {
      title: "With whom this host talks, both directions together",
      altText:
        "Flow chord of the flows between this host and its peers, both directions together, denied ones hatched.",
    },
    overTime: {
      title: "Flows from and to this host by day",
      altText: "Columns of flows from and to this host by day, and how many of them were denied.",
    },
    byPeer: {
      title: "Peers of this host",
      altText: "Table of the hosts that this host talks with, in either direction, with flows, denied flows and bytes.",
    },
    byPort: {
      title: "Destination ports of its flows",
      altText: "Table of the destination ports of flows from and to this host, with flows, denied flows and bytes.",
    },
  },
  pair: {
    tab: "Pair (tooltip)",
    ends: {
      title: "From whom to whom",
      altText: "Table of source and destination of what you point at, with flows, denied flows and bytes.",
    },
    ports: {
      title: "On which ports, by which rules",
      altText: "Table of ports and rules of what you point at, with flows and denied flows.",
    },
  },
};
